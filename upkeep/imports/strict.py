"""The strict form of .xlsx, which Excel offers and openpyxl does not read, in the usual form."""

import io
import zipfile

STRICT, USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
NAMES = [  # what openpyxl looks for: the end of each in both forms
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"drawingml/main", b"drawingml/2006/main"),
]


def as_usual(content: bytes) -> bytes:
    """The same workbook; one in the usual form as it is. Its size was checked before."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        if STRICT not in old.read("xl/workbook.xml"):
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                new.writestr(name, _renamed(old.read(name)))
    return made.getvalue()


def _renamed(part: bytes) -> bytes:
    for strict, usual in NAMES:
        part = part.replace(STRICT + strict, USUAL + usual)
    return part
