"""Writes a backup, while others go on working.

Within the encryption a compressed tar: `manifest.json` (what made it), `rows/<label>/<number>.jsonl`,
`files/<path>`, and at its end `summary.json`: how many rows and files, with their hashes. What is
hashed are the lines, so that equal contents have equal hashes on either database.
"""

import contextlib
import gzip
import hashlib
import io
import json
import os
import secrets
import shutil
import tarfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from upkeep.backups import age, rows
from upkeep.backups.errors import BackupError
from upkeep.backups.hashing import Hashing

FORMAT = 1
PART = 1024 * 1024
SNAPSHOT = {"postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}
LINKS = ".backup-"  # folders of a backup in hand, beside the files


def pack(path: Path, passphrase: str) -> dict:
    """Make the backup `path` of this moment, whole or not at all; answer its summary.

    Raises BackupError where a file of that name exists.
    """
    with snapshot():
        return write(path, passphrase)


def write(path: Path, passphrase: str) -> dict:
    """The same of what the transaction of the caller sees."""
    if path.exists():
        raise BackupError(f"{path} exists; a backup never overwrites anything.")
    forget_left(path.parent.glob("*.age.*.tmp"))
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        with draft.open("wb") as out:
            summary = _write(out, passphrase)
            os.fsync(out.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    return summary


def _write(out, passphrase: str) -> dict:
    with (
        age.Writer(out, passphrase) as sealed,
        gzip.GzipFile(filename="", mode="wb", fileobj=sealed, mtime=0, compresslevel=6) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        linked_files() as folder,
    ):
        applied = rows.state()
        _add(tar, "manifest.json", json.dumps(_manifest(applied)).encode())
        summary = {
            "rows": {label: _rows(tar, model) for label, model in rows.models_at(applied).items()},
            "files": {name: _file(tar, folder, name) for name in names_in(folder)},
        }
        _add(tar, "summary.json", json.dumps(summary).encode())
    return summary


def _manifest(applied: list[tuple[str, str]]) -> dict:
    return {
        "format": FORMAT,
        "version": version(),
        "taken_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": applied,
    }


def version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return project["project"]["version"]


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """Every query in here sees the rows of one moment, and holds up nobody.

    Django's own `atomic` would do neither: it keeps other writers out of SQLite, and reads each
    statement anew on PostgreSQL.
    """
    with connection.cursor() as cursor:
        cursor.execute(SNAPSHOT.get(connection.vendor, "BEGIN"))
        try:
            rows.state()  # a moment begins with its first query
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextlib.contextmanager
def linked_files() -> Iterator[Path]:
    """The files of this moment under second names: one that is thrown away meanwhile is still read.

    Files are written once, under names of chance, and never changed.
    """
    media = Path(settings.MEDIA_ROOT)
    media.mkdir(parents=True, exist_ok=True)
    forget_left(media.glob(f"{LINKS}*"))
    folder = media / f"{LINKS}{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700)
    try:
        for name in names_in(media):
            second = folder / name
            second.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # gone since it was listed, its row as well
                second.hardlink_to(media / name)
        yield folder
    finally:
        shutil.rmtree(folder)


def forget_left(paths: Iterable[Path]) -> None:
    """What a killed backup left a day ago or earlier; a younger one may be of a backup in hand."""
    for path in paths:
        if path.stat().st_mtime < time.time() - 24 * 3600:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def names_in(folder: Path) -> list[str]:
    """The files below, by path; a folder of links that a killed backup left is none."""
    every = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in every if not path.parts[0].startswith(LINKS))


def _rows(tar: tarfile.TarFile, model) -> tuple[int, str]:
    """How many, and their hash."""
    count, hashed, part = 0, hashlib.sha256(), bytearray()
    numbers = iter(range(1, 10**6))
    for line in rows.lines(model):
        count += 1
        hashed.update(line)
        part += line
        if len(part) >= PART:
            _add(tar, _part_name(model, next(numbers)), bytes(part))
            part.clear()
    if part:
        _add(tar, _part_name(model, next(numbers)), bytes(part))
    return count, hashed.hexdigest()


def _part_name(model, number: int) -> str:
    return f"rows/{model._meta.label_lower}/{number:06}.jsonl"


def _file(tar: tarfile.TarFile, folder: Path, name: str) -> str:
    """Put one stored file into the backup; its hash, as the summary keeps it."""
    with (folder / name).open("rb") as stored:
        facts = tarfile.TarInfo(f"files/{name}")
        facts.size = os.fstat(stored.fileno()).st_size
        reading = Hashing(stored)
        tar.addfile(facts, reading)
    return reading.sha256.hexdigest()


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    facts = tarfile.TarInfo(name)
    facts.size = len(content)
    tar.addfile(facts, io.BytesIO(content))
