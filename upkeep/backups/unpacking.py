"""Reads a backup to its end, and checks that it is what was written."""

import contextlib
import gzip
import hashlib
import json
import tarfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from upkeep.backups import age
from upkeep.backups.errors import BackupError, DamagedError
from upkeep.backups.hashing import PIECE, Hashing
from upkeep.backups.packing import FORMAT

DAMAGED = "The backup is damaged: {}. Take another one."


def check(path: Path, passphrase: str) -> tuple[dict, dict]:
    """Read it to its end and write nothing; answer manifest and summary. Raises BackupError."""
    return read(path, passphrase, lambda label, lines: None, lambda name, source: None)


def read(
    path: Path,
    passphrase: str,
    take_rows: Callable[[str, list[bytes]], None],
    take_file: Callable[[str, Hashing], None],
) -> tuple[dict, dict]:
    """Hand the parts out as they come, and check all of them against the summary at the end.

    `take_rows` gets the label of a table and some lines, `take_file` a path and something to read.
    """
    found = {"rows": defaultdict(lambda: [0, hashlib.sha256()]), "files": {}}
    manifest = summary = None
    with _opened(path, passphrase) as members:
        for tar, member in members:
            kind, _, rest = member.name.partition("/")
            if kind == "manifest.json":
                manifest = _known(json.load(tar.extractfile(member)))
            elif kind == "rows":
                label = rest.rpartition("/")[0]
                lines = tar.extractfile(member).readlines()
                found["rows"][label][0] += len(lines)
                found["rows"][label][1].update(b"".join(lines))
                take_rows(label, lines)
            elif kind == "files":
                found["files"][_safe(rest)] = source = Hashing(tar.extractfile(member))
                take_file(rest, source)
                source.drain()
            elif kind == "summary.json":
                summary = json.load(tar.extractfile(member))
    if manifest is None or summary is None or summary != _told(found, summary):
        raise DamagedError(DAMAGED.format("what it holds is not what it says"))
    return manifest, summary


@contextlib.contextmanager
def _opened(path: Path, passphrase: str) -> Iterator[Iterator]:
    try:
        with path.open("rb") as stored:
            sealed = age.Reader(stored, passphrase)
            with (
                gzip.GzipFile(fileobj=sealed) as packed,
                tarfile.open(fileobj=packed, mode="r|") as tar,
            ):
                yield ((tar, member) for member in tar)
                while packed.read(PIECE):
                    pass
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (EOFError, zlib.error, tarfile.TarError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DamagedError(DAMAGED.format(error)) from error


def _known(manifest: dict) -> dict:
    if manifest.get("format") != FORMAT:
        raise BackupError(
            "The backup was made by a newer version of the program; install that one first."
        )
    return manifest | {"migrations": [tuple(key) for key in manifest["migrations"]]}


def _safe(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise DamagedError(DAMAGED.format("it names a file outside its folder"))
    return name


def _told(found: dict, summary: dict) -> dict:
    nothing = [0, hashlib.sha256().hexdigest()]
    rows = {label: [count, sha256.hexdigest()] for label, (count, sha256) in found["rows"].items()}
    files = {name: source.sha256.hexdigest() for name, source in found["files"].items()}
    return {"rows": dict.fromkeys(summary["rows"], nothing) | rows, "files": files}
