"""The passphrase of a backup: from a file, or typed; never an argument, which every process sees."""

import getpass
from pathlib import Path

from upkeep.backups.errors import BackupError

SHORTEST = 16


def from_file(path: Path) -> str:
    """The first line of the file. Raises BackupError where there is none."""
    try:
        lines = path.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"The passphrase cannot be read from {path}: {error}") from error
    return _long_enough(lines[0].strip() if lines else "")


def asked(*, twice: bool) -> str:
    """Typed without being shown. Raises BackupError, also where nobody is there to type it."""
    try:
        typed = getpass.getpass("Passphrase of the backup: ")
        is_same = not twice or getpass.getpass("Once more: ") == typed
    except EOFError as error:
        raise BackupError("Nobody types the passphrase: name a file, --passphrase-file.") from error
    if not is_same:
        raise BackupError("The two passphrases are not the same.")
    return _long_enough(typed)


def _long_enough(passphrase: str) -> str:
    if len(passphrase) < SHORTEST:
        raise BackupError(f"A passphrase of a backup has {SHORTEST} signs or more.")
    return passphrase
