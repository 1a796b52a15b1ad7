"""A database that an earlier version filled is upgraded, and says the same afterwards.

tests/upgrade/ holds the year of one committee as each released version left it (SQLite, as text).
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VERSIONS = sorted((HERE / "upgrade").glob("*.sql.gz"))
EXPECTED = json.loads((HERE / "expected" / "cdc-bac-giang-2020.expected.json").read_text())["figures"]
FIGURES = ["figures", "--unit", "cdc-bac-giang", "--from", "2020-01-01", "--to", "2020-12-31"]


def manage(data: Path, *arguments: str, **more: str) -> str:
    environment = {"PATH": os.environ["PATH"], "PARTYORG_DATA": str(data), "PARTYORG_DEMO": "1"} | more
    command = [sys.executable, str(HERE.parent / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def fill(data: Path, filled: Path) -> None:
    with sqlite3.connect(data / "db.sqlite3") as database:
        database.executescript(gzip.decompress(filled.read_bytes()).decode())


def figures_of(data: Path, **more: str) -> dict:
    """As far as they are expected."""
    found = json.loads(manage(data, *FIGURES, **more))
    return {code: found[code] for code in EXPECTED}


@pytest.mark.parametrize("filled", VERSIONS, ids=lambda path: path.name.removesuffix(".sql.gz"))
def test_an_upgrade_keeps_what_was_entered(tmp_path, filled):
    fill(tmp_path, filled)
    manage(tmp_path, "migrate", "--noinput")
    assert figures_of(tmp_path) == EXPECTED
