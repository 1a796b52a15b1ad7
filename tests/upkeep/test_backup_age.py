"""The age format: what another program wrote is read, what is ours is whole or refused."""

import base64
import io

import pytest

from upkeep.backups import age
from upkeep.backups.errors import BackupError, DamagedError

SECRET = "mật khẩu dài"
CHEAP = 4


def sealed(content: bytes) -> bytes:
    out = io.BytesIO()
    writer = age.Writer(out, SECRET, cost=CHEAP)
    for start in range(0, len(content), 10_007):
        writer.write(content[start : start + 10_007])
    writer.close()
    return out.getvalue()


def opened(data: bytes, secret=SECRET) -> bytes:
    return age.Reader(io.BytesIO(data), secret).readall()


@pytest.mark.parametrize("size", [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 3 * age.CHUNK])
def test_what_was_written_is_read(size):
    content = bytes(range(256)) * (size // 256 + 1)
    assert opened(sealed(content[:size])) == content[:size]


def test_what_another_program_of_the_format_wrote_is_read():
    """Written by pyrage 1.4.0 with this passphrase."""
    assert opened(base64.b64decode(BY_ANOTHER)) == "Đảng ủy cơ sở".encode()


def test_another_passphrase_is_told_apart_from_damage():
    with pytest.raises(BackupError, match="passphrase is not that"):
        opened(sealed(b"abc"), "khác")


@pytest.mark.parametrize("place", [0, 30, 100, 150, 200, 300, age.CHUNK + 300, -1])
def test_one_changed_byte_is_found(place):
    data = bytearray(sealed(b"a" * (age.CHUNK + 1000)))
    data[place] ^= 1
    with pytest.raises(BackupError):
        opened(bytes(data))


@pytest.mark.parametrize("length", [0, 10, 100, 160, 300, 1000, age.CHUNK + 16, -1, -1016])
def test_a_cut_tail_is_found(length):
    data = sealed(b"a" * (age.CHUNK + 1000))
    with pytest.raises(DamagedError):
        opened(data[:length])


@pytest.mark.parametrize("cost", ["19", "64", "0", "x"])
def test_a_file_that_wants_too_much_memory_is_refused(cost):
    data = sealed(b"abc").replace(f" {CHEAP}\n".encode(), f" {cost}\n".encode())
    with pytest.raises(DamagedError, match="not a backup"):
        opened(data)


BY_ANOTHER = """
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBaRDFNQU5HWFBYdGptNzFKVWxkOXR3IDE4CjUxYzhsME93SWVodTFS
QWpUd296a2h4djNnRy9TQmV2bS9WQnNSRkxBTmsKLS0tIHZwZHU0T1l1ZzEvb21mcnp0SktwakkxSjY5eWNyZ09aSDNocXlx
OVlWVFkK3KBS+qV9yFDgQbm5/xo83nQUA6lbal3P8aW9hLLqYZbwls/EuPx2T5XZW5SBpA2Z1AdHVlk=
"""
