"""What a workbook looks like from outside, checked before anything opens it.

A small file can grow to gigabytes when opened; these bounds make it a sentence to the user instead.
"""

import io
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from common.files import MAX_BYTES, MOST_MB

MAX_PARTS = 200
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
HEAD = 4096  # a document type stands before the first element
WORKBOOK = "xl/workbook.xml"
TYPES = "[Content_Types].xml"
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
REFUSED_PARTS = {
    "vbaproject": "Tệp Excel có mã chạy (macro). Lưu lại thành tệp .xlsx thường.",
    "externallinks/": "Tệp Excel lấy số liệu từ tệp khác. Dán thành giá trị rồi lưu lại.",
    "activex": "Tệp Excel có nút điều khiển chạy mã. Chép riêng bảng sang tệp mới.",
    "embeddings/": "Tệp Excel có kèm tệp khác bên trong. Chép riêng bảng sang tệp mới.",
}
TOO_LARGE = f"Tệp lớn hơn {MOST_MB} MB. Chia thành nhiều tệp."
NOT_A_WORKBOOK = "Tệp này không phải tệp Excel (.xlsx) hoặc đã hỏng."
TOO_LARGE_INSIDE = "Tệp Excel khi mở ra quá lớn. Chép riêng bảng cần nhập sang tệp mới."
HELP = (
    f"Tệp Excel .xlsx, tối đa {MOST_MB} MB và 20.000 dòng. Không tải lên tài liệu có dấu Mật, "
    "Tối mật, Tuyệt mật, hồ sơ thẩm tra lý lịch, đơn thư, hồ sơ sức khỏe."
)


def content_of(upload: UploadedFile) -> bytes:
    """Of a workbook that may be opened. Raises ValidationError."""
    if upload.size > MAX_BYTES:  # before it is read into memory
        raise ValidationError(TOO_LARGE)
    content = upload.read()
    check(upload.name, content)
    return content


def check(name: str, content: bytes) -> None:
    """Refuse what is not a plain workbook of bounded size. Raises ValidationError."""
    if not name.lower().endswith(".xlsx"):
        raise ValidationError("Chỉ nhận tệp Excel có đuôi .xlsx. Lưu lại theo kiểu này.")
    if len(content) > MAX_BYTES:
        raise ValidationError(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_sizes(archive.infolist())
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise ValidationError(NOT_A_WORKBOOK) from error


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """By the sizes that the archive declares: reading never goes beyond them."""
    if any(part.compress_type not in PACKINGS or part.flag_bits & ENCRYPTED for part in parts):
        raise ValidationError(NOT_A_WORKBOOK)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise ValidationError(TOO_LARGE_INSIDE)


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    for name in names:
        for part, reason in REFUSED_PARTS.items():
            if part in name.lower():
                raise ValidationError(reason)
    if not {WORKBOOK, TYPES} <= set(names) or len(set(names)) < len(names):
        raise ValidationError(NOT_A_WORKBOOK)
    if SHEET_TYPE not in archive.read(TYPES):
        raise ValidationError(NOT_A_WORKBOOK)
    for name in names:
        _check_head(archive, name)


def _check_head(archive: zipfile.ZipFile, name: str) -> None:
    """Excel writes no document type: one is the way of entity bombs."""
    with archive.open(name) as part:
        head = part.read(HEAD).replace(b"\0", b"")  # also in sixteen-bit letters
    if name.endswith((".xml", ".rels", ".vml")) and (b"<!DOCTYPE" in head or b"<!ENTITY" in head):
        raise ValidationError(NOT_A_WORKBOOK)
