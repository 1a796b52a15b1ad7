"""Reads a backup to its end, and checks that it is what was written."""

import contextlib
import gzip
import hashlib
import json
import tarfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from upkeep.backups import age
from upkeep.backups.errors import BackupError, DamagedError
from upkeep.backups.hashing import PIECE, Hashing
from upkeep.backups.packing import FORMAT

DAMAGED = "The backup is damaged: {}. Take another one."


@dataclass
class Rows:
    """Of one table: how many lines came so far, and what they hash to."""

    count: int = 0
    sha256: Any = field(default_factory=hashlib.sha256)

    def add(self, lines: list[bytes]) -> None:
        self.count += len(lines)
        self.sha256.update(b"".join(lines))

    def told(self) -> list:
        return [self.count, self.sha256.hexdigest()]


@dataclass
class Found:
    """What came out of a backup: rows by the label of their table, files by their path."""

    rows: dict[str, Rows] = field(default_factory=lambda: defaultdict(Rows))
    files: dict[str, Hashing] = field(default_factory=dict)

    def told(self, summary: dict) -> dict:
        """As a summary tells it; a table of which that one knows and nothing came has no rows."""
        nothing = Rows().told()
        rows = {label: found.told() for label, found in self.rows.items()}
        files = {name: source.sha256.hexdigest() for name, source in self.files.items()}
        return {"rows": dict.fromkeys(summary["rows"], nothing) | rows, "files": files}


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
    found, manifest, summary = Found(), None, None
    with _opened(path, passphrase) as members:
        for tar, member in members:
            kind, _, rest = member.name.partition("/")
            if kind == "manifest.json":
                manifest = _known(json.load(tar.extractfile(member)))
            elif kind == "rows":
                label, lines = rest.rpartition("/")[0], tar.extractfile(member).readlines()
                found.rows[label].add(lines)
                take_rows(label, lines)
            elif kind == "files":
                found.files[_safe(rest)] = source = Hashing(tar.extractfile(member))
                take_file(rest, source)
                source.drain()
            elif kind == "summary.json":
                summary = json.load(tar.extractfile(member))
    if manifest is None or summary is None or summary != found.told(summary):
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
