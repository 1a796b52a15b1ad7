"""A file that is hashed as it is read."""

import hashlib
import shutil
from pathlib import Path

PIECE = 256 * 1024


class Hashing:
    """Reads `source`; `sha256` is of what was read so far."""

    def __init__(self, source):
        self.source, self.sha256 = source, hashlib.sha256()

    def read(self, size: int = PIECE) -> bytes:
        data = self.source.read(size)
        self.sha256.update(data)
        return data

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as out:
            shutil.copyfileobj(self, out, PIECE)

    def drain(self) -> None:
        while self.read():
            pass
