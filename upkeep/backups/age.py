"""The age file format, version 1, with a passphrase: written and read as a stream.

Source: https://age-encryption.org/v1. Whoever has the passphrase opens such a file with the `age` tool
as well, should this program be gone. The primitives are those of `cryptography`.
"""

import base64
import hmac
import io
import re
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from upkeep.backups.errors import BackupError, DamagedError

VERSION = b"age-encryption.org/v1\n"
STANZA = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n\Z")
CHUNK, TAG = 64 * 1024, 16
COST = 17  # log2 of scrypt's N: 128 MB and half a second for each guess
MOST_COST = 18  # a file that asks for more is not one of ours, and would take our memory
NOT_OURS = "This is not a backup of this program, or its beginning is damaged."
DAMAGED = "The backup is damaged: it does not end as it was written. Take another one."


class Writer(io.RawIOBase):
    """Encrypts what is written into `out`. Only `close` makes the file whole."""

    def __init__(self, out, passphrase: str, cost: int = COST):
        self.out, self.number, self.kept = out, 0, bytearray()
        key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
        wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, cost)).encrypt(bytes(12), key, None)
        header = b"%s-> scrypt %s %d\n%s\n---" % (VERSION, _b64(salt), cost, _b64(wrapped))
        out.write(b"%s %s\n%s" % (header, _b64(_seal_of_header(key, header)), nonce))
        self.cipher = ChaCha20Poly1305(_hkdf(key, nonce, b"payload"))

    def writable(self):
        return True

    def write(self, data) -> int:
        self.kept += data
        while len(self.kept) > CHUNK:  # the last chunk, even a full one, is marked as such
            self._put(bytes(self.kept[:CHUNK]), last=False)
            del self.kept[:CHUNK]
        return len(data)

    def close(self):
        if not self.closed:
            self._put(bytes(self.kept), last=True)
        super().close()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self.out.write(self.cipher.encrypt(_nonce(self.number, last), chunk, None))
        self.number += 1


class Reader(io.RawIOBase):
    """Decrypts `source`. Raises BackupError for another passphrase, DamagedError where a byte was
    changed or the end is missing; nothing is handed out that was not checked.
    """

    def __init__(self, source, passphrase: str):
        self.source, self.number, self.kept, self.is_over = source, 0, b"", False
        key = _file_key(source, passphrase)
        self.cipher = ChaCha20Poly1305(_hkdf(key, source.read(16), b"payload"))
        self.ahead = source.read(CHUNK + TAG)

    def readable(self):
        return True

    def readinto(self, buffer) -> int:
        if not self.kept and not self.is_over:
            self.kept = self._next_chunk()
        count = min(len(buffer), len(self.kept))
        buffer[:count], self.kept = self.kept[:count], self.kept[count:]
        return count

    def _next_chunk(self) -> bytes:
        sealed, self.ahead = self.ahead, self.source.read(CHUNK + TAG)
        self.is_over = not self.ahead
        try:
            chunk = self.cipher.decrypt(_nonce(self.number, self.is_over), sealed, None)
        except InvalidTag as error:
            raise DamagedError(DAMAGED) from error
        self.number += 1
        return chunk


def _file_key(source, passphrase: str) -> bytes:
    lines = [source.readline(200) for _ in range(4)]
    stanza = STANZA.match(lines[1])
    is_whole = lines[0] == VERSION and stanza and int(stanza[2]) <= MOST_COST
    if not is_whole or not lines[3].startswith(b"--- "):
        raise DamagedError(NOT_OURS)
    wrapping = ChaCha20Poly1305(_wrapping_key(passphrase, _unb64(stanza[1]), int(stanza[2])))
    try:
        key = wrapping.decrypt(bytes(12), _unb64(lines[2].strip()), None)
    except InvalidTag as error:
        raise BackupError("The passphrase is not that of this backup.") from error
    if not hmac.compare_digest(
        _seal_of_header(key, b"".join(lines[:3]) + b"---"), _unb64(lines[3][4:-1])
    ):
        raise DamagedError(NOT_OURS)
    return key


def _wrapping_key(passphrase: str, salt: bytes, cost: int) -> bytes:
    salted = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt=salted, length=32, n=2**cost, r=8, p=1).derive(passphrase.encode())


def _seal_of_header(key: bytes, header: bytes) -> bytes:
    return hmac.digest(_hkdf(key, b"", b"header"), header, "sha256")


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _unb64(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError as error:
        raise DamagedError(NOT_OURS) from error
