"""What an uploaded PDF is, read in a limited process of its own (common/limited.py).

Loads pikepdf only: a new interpreter imports this module for each upload.
"""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pikepdf

MAX_PAGES = 100
# Of one stream; only those that hold the document's own structure are unpacked.
UNPACKED_BYTES = 64 * 1024**2
HEAVY_KIB = 128 * 1024  # half of what the process may take; a plain file of 5 MB needs a quarter
UNREADABLE = "Không mở được tệp này; tệp không phải PDF hoặc có mật khẩu."
NOT_PLAIN = "Tệp PDF có kèm tệp khác hoặc mã chạy; đề nghị quét lại từ bản giấy."
TOO_HEAVY = "Tệp PDF này mở ra quá lớn hoặc quá phức tạp nên không nhận; đề nghị quét lại từ bản giấy."

# Actions that run something, send something out or open another file.
RUNNING = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition",
    "/RichMediaExecute", "/Movie", "/Sound",
}  # fmt: skip
# Annotations with another file in them.
CARRYING = {"/FileAttachment", "/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}
# Actions that run by themselves, associated and embedded files, forms that are programs.
WITH_IT = {"/AA", "/AF", "/EF", "/XFA"}


def refusal(content: bytes) -> bytes:
    """Why the file is not a plain PDF of a few pages: a sentence, empty when it is."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=UNPACKED_BYTES, run_length_max_memory=UNPACKED_BYTES
    )
    complaints = io.StringIO()
    logging.getLogger("pikepdf").addHandler(logging.StreamHandler(complaints))
    sentence = _refusal(content)
    # What could not be unpacked is missing from the document, and only a complaint tells so.
    is_heavy = "limit exceeded" in complaints.getvalue() or pikepdf.settings.qpdf_limit_errors()
    # Out of memory within an object, qpdf goes on as if the file were damaged.
    is_heavy = is_heavy or (sentence == UNREADABLE and _peak_kib() > HEAVY_KIB)
    return (TOO_HEAVY if is_heavy else sentence).encode()


def _peak_kib() -> int:
    """The most memory since this interpreter began; getrusage() would count the process before it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _refusal(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=False) as document:
            if len(document.pages) > MAX_PAGES:
                return f"Tệp dài hơn {MAX_PAGES} trang."
            is_plain = _opens_quietly(document.Root)
            is_plain = is_plain and not any(map(_is_active, _dictionaries(document)))
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return UNREADABLE
    return "" if is_plain else NOT_PLAIN


def _opens_quietly(root: pikepdf.Dictionary) -> bool:
    """Opening it only shows a page; many programs write which one, as an array or as an action."""
    names, opening = root.get("/Names", pikepdf.Dictionary()), root.get("/OpenAction", pikepdf.Array())
    if not isinstance(names, pikepdf.Dictionary) or {"/EmbeddedFiles", "/JavaScript"} & names.keys():
        return False
    shows = isinstance(opening, pikepdf.Dictionary) and opening.get("/S") == "/GoTo"
    return shows or isinstance(opening, pikepdf.Array)


def _dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every one in the file, whatever it hangs on."""
    waiting = list(document.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Stream):
            thing = thing.stream_dict
        if isinstance(thing, pikepdf.Dictionary):
            yield thing
            inside = [value for _, value in thing.items()]
        else:
            inside = thing if isinstance(thing, pikepdf.Array) else []
        waiting += [each for each in inside if not getattr(each, "is_indirect", False)]


def _is_active(thing: pikepdf.Dictionary) -> bool:
    return bool(
        WITH_IT & thing.keys()
        or str(thing.get("/S", "")) in RUNNING
        or str(thing.get("/Subtype", "")) in CARRYING
    )
