"""A full disk is told apart from other errors; a job that met one says so."""

import errno
import os

import pytest
from django.db import OperationalError

from common import disk


def writing_to_a_full_disk() -> OSError:
    """Linux has a device that never has room."""
    file = os.open("/dev/full", os.O_WRONLY)
    try:
        os.write(file, b"x")
    except OSError as error:
        return error
    finally:
        os.close(file)


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (writing_to_a_full_disk(), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (OperationalError("database or disk is full"), True),
        (OperationalError("database is locked"), False),
        (ValueError("disk is full"), False),
    ],
)
def test_no_room_left(error, is_full):
    assert disk.is_full(error) is is_full
