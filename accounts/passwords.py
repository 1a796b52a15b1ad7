"""Passwords that are read aloud and typed once."""

import secrets

# Without the letters and digits that are taken for each other: i l 1, o 0.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 4  # 16 characters: 79 bits


def readable_password() -> str:
    """Such as "k7wm-x3np-ra9c-tu4h"."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)
