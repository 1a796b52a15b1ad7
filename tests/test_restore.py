"""A backup of an earlier version, put back on an empty machine, says the same; on either database."""

import os
import secrets
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.test_upgrade import EXPECTED, VERSIONS, figures_of, fill, manage

SECRET = "mật khẩu sao lưu thử"


@pytest.fixture
def elsewhere():
    """DATABASE_URL of a new PostgreSQL database where the tests have a server, else none: SQLite."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        yield {}
        return
    name = f"restore_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
@pytest.mark.parametrize("filled", VERSIONS, ids=lambda path: path.name.removesuffix(".sql.gz"))
def test_a_backup_is_put_back_on_an_empty_machine(tmp_path, filled, elsewhere):
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "media/papers").mkdir(parents=True)
    (old / "media/papers/a.pdf").write_bytes(b"%PDF")
    new.mkdir()
    fill(old, filled)
    (tmp_path / "secret").write_text(SECRET)
    file, named = str(tmp_path / "b.age"), ["--passphrase-file", str(tmp_path / "secret")]
    manage(old, "backup", file, *named)
    assert manage(new, "restore", file, "--check", *named).startswith("Whole: ")
    assert manage(new, "restore", file, *named, **elsewhere).startswith("Restored: ")
    assert (new / "media/papers/a.pdf").read_bytes() == b"%PDF"
    assert figures_of(new, **elsewhere) == EXPECTED
    assert " 0 not sealed yet." in manage(new, "verify_audit", **elsewhere)
