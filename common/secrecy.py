"""Documents under State secrecy stay on paper: what carries their stamp is stopped where it comes in.

A seat belt, not a guarantee: it knows the stamp as a line of its own, and no scan is read, only the
text of a PDF that has one, on its first pages, where a stamp stands.
"""

import io
import itertools
import unicodedata
from functools import lru_cache

import pypdf
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from common import limited

FIRST_PAGES = 5
MEMORY_BYTES = 512 * 1024**2
SECONDS = 10

MESSAGE = (
    "Có dòng chỉ gồm dấu “{stamp}”. Tài liệu bí mật nhà nước không được soạn, không được tải lên máy "
    "nối mạng. Nếu đây không phải tài liệu mật thì viết thành câu."
)
# As people type them: with all marks, with some, with none.
WORDS = {
    "MẬT": ["MẬT", "MÂT", "MẠT", "MAT"],
    "TỐI": ["TỐI", "TÔI", "TÓI", "TOI"],
    "TUYỆT": ["TUYỆT", "TUYÊT", "TUYẸT", "TUYET"],
}
STAMPS = {
    "".join(spelling): stamp
    for stamp in ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
    for spelling in itertools.product(*(WORDS[word] for word in stamp.split()))
}


def stamp_in(text: str) -> str:
    """The first stamp of secrecy that stands alone on a line, whatever frames it; else ""."""
    found = (STAMPS.get(_letters(line)) for line in text.splitlines())
    return next(filter(None, found), "")


def _letters(line: str) -> str:
    composed = unicodedata.normalize("NFC", line)
    return "".join(char for char in composed if char.isalnum())


def refuse_stamp(text: str) -> None:
    """A validator of texts with lines."""
    if stamp := stamp_in(text):
        raise ValidationError(MESSAGE.format(stamp=stamp), code="stamp")


def stamp_in_pdf(upload: UploadedFile) -> str:
    """The stamp in the text of the first pages; "" also when there is no text, or none is readable."""
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    return stamp_in(_first_pages(content))


@lru_cache(maxsize=2)  # asked again once somebody has said that it is not secret
def _first_pages(content: bytes) -> str:
    try:
        return limited.run_apart(
            _text_of, content, memory_bytes=MEMORY_BYTES, cpu_seconds=SECONDS, wall_seconds=SECONDS
        ).decode()
    except limited.StoppedError:
        return ""


def _text_of(content: bytes) -> bytes:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages[:FIRST_PAGES]
    return "\n".join(page.extract_text() for page in pages).encode(errors="replace")
