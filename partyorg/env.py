"""Typed readers of environment variables that fail loudly."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")
    return value == "1" if value else default


def env_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def env_counts(name: str, *, default: tuple[int, ...]) -> tuple[int, ...]:
    """As many whole numbers as `default` has, with commas between them."""
    parts = env_list(name) or [str(number) for number in default]
    if len(parts) != len(default) or not all(part.isdecimal() for part in parts):
        raise ImproperlyConfigured(f"{name} must be {len(default)} numbers with commas, not {parts}")
    return tuple(int(part) for part in parts)


def secret_key(data: Path) -> str:
    """The key from the environment, else one made at the first start and kept in the data folder."""
    if key := os.environ.get("PARTYORG_SECRET_KEY"):
        return key
    path = data / "secret_key"
    if not path.exists():
        # Written whole before it gets its name: web, worker and beat may all start at once.
        draft = data / f"secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text()
