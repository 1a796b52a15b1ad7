"""Scanned papers: what may be kept, and how it is handed out.

Only PDF: a scanner and every phone make one, and it cannot be a portrait or the picture of an
identity card by mistake. Documents stamped secret stay on paper; the pages say so.
"""

import hashlib
import secrets
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from common import limited, pdf_judging

# Of one file. deploy/nginx.conf lets through one MB more, for the form around it.
MOST_MB = 5
MAX_BYTES = MOST_MB * 1024 * 1024
MEMORY_BYTES = 256 * 1024**2
CPU_SECONDS, WALL_SECONDS = 2, 10
HELP = (
    f"Tệp PDF, tối đa {MOST_MB} MB. Không tải lên văn bản có dấu Mật, Tối mật, Tuyệt mật, "
    "ảnh chân dung hay ảnh căn cước."
)


class DamagedFileError(Exception):
    """The stored file is missing, or no longer the one whose hash the row keeps. The page that asked
    for it says so (cells/middleware.py).
    """


class MissingFileError(DamagedFileError):
    """There is no such file."""


def read_whole(file, sha256: str = "") -> bytes:
    """The bytes of a stored file. Raises DamagedFileError unless they are those of the kept hash;
    where none was kept, the file need only be there.
    """
    try:
        with file.open("rb") as stored:
            content = stored.read()
    except OSError as error:
        raise MissingFileError(file.name) from error
    if sha256 and hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFileError(file.name)
    return content


def store_name(instance, filename: str) -> str:
    """A name of our own: nothing of what the user's file was called reaches the disk."""
    return f"papers/{secrets.token_hex(16)}.pdf"


def check_pdf(upload: UploadedFile) -> None:
    """Refuse what is not a plain PDF of a few pages. A validator of file fields."""
    if upload.size > MAX_BYTES:
        raise ValidationError(f"Tệp lớn hơn {MOST_MB} MB. Quét lại ở độ nét thấp hơn.")
    if not upload.name.lower().endswith(".pdf"):
        raise ValidationError("Chỉ nhận tệp PDF.")
    upload.seek(0)
    sentence = _refusal(upload.read())
    upload.seek(0)
    if sentence:
        raise ValidationError(sentence)


@lru_cache(maxsize=2)  # the form asks, and then the row that it makes
def _refusal(content: bytes) -> str:
    try:
        return limited.run_apart(
            pdf_judging.refusal,
            content,
            memory_bytes=MEMORY_BYTES,
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
        ).decode()
    except limited.StoppedError:
        return pdf_judging.TOO_HEAVY


def handed_out(file, name: str) -> FileResponse:
    """As a download, never shown inside a page of ours."""
    return FileResponse(file, as_attachment=True, filename=name)


def made_file(content: bytes, name: str, content_type: str = "application/pdf") -> HttpResponse:
    """A file that the program made, as a download that no cache keeps."""
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "no-store, private",
            "X-Content-Type-Options": "nosniff",
        },
    )
