"""The backup of each day: made, read back, and old ones thrown away."""

import errno
import hashlib
import logging
from pathlib import Path

from django.conf import settings

from upkeep.backups import passphrase, retention
from upkeep.backups.errors import BackupError, DamagedError
from upkeep.backups.packing import pack
from upkeep.backups.unpacking import check
from upkeep.models import Backup

WRONG_FOLDER = {
    errno.ENOENT: "không có thư mục hoặc tệp",
    errno.ENOSPC: "ổ đĩa đã hết chỗ",
    errno.EACCES: "không có quyền ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
}
READ_BACK = "Bản vừa ghi đọc lại không đúng; đã xóa. Kiểm tra ổ đĩa."
UNREADABLE_FILE = "Không đọc được tệp mật khẩu sao lưu, hoặc mật khẩu ngắn hơn {} ký tự."
PROGRAM = "Phần mềm gặp lỗi; chi tiết ở nhật ký của máy chủ."
log = logging.getLogger(__name__)


def is_set_up() -> bool:
    return bool(settings.BACKUP_FOLDER and settings.BACKUP_PASSPHRASE_FILE)


def back_up() -> None:
    """Where it is set up and due; what goes wrong is told on the page and tried again."""
    row = Backup.objects.begin() if is_set_up() else None
    if row is None:
        return
    try:
        path = Path(settings.BACKUP_FOLDER) / row.file
        _make(path)
        row.finish(size=path.stat().st_size, sha256=_hash(path))
        retention.clear(path.parent, settings.BACKUP_KEEP)
    except Exception as error:
        log.exception("the daily backup failed")
        row.fail(told(error))


def _make(path: Path) -> None:
    secret = passphrase.from_file(Path(settings.BACKUP_PASSPHRASE_FILE))
    pack(path, secret)
    try:
        check(path, secret)
    except BackupError:
        path.unlink()
        raise


def _hash(path: Path) -> str:
    with path.open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def told(error: Exception) -> str:
    match error:
        case DamagedError():
            return READ_BACK
        case BackupError():
            return UNREADABLE_FILE.format(passphrase.SHORTEST)
        case OSError():
            why = WRONG_FOLDER.get(error.errno, f"lỗi số {error.errno}")
            return f"Không ghi được vào thư mục sao lưu: {why}."
    return PROGRAM
