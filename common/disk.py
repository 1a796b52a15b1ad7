"""A disk that is full: told apart from other errors, because somebody can do something about it."""

import errno

from django.db import DatabaseError


def is_full(error: Exception) -> bool:
    """Whether a file or a row could not be written because there is no room left."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    said = str(error) if isinstance(error, DatabaseError) else ""
    return "disk is full" in said or "No space left on device" in said
