"""`manage.py report`: the same document, without a job."""

import pytest
from django.core.management import CommandError, call_command

from reports import rendering

PERIOD = ["--from", "2025-01-01", "--to", "2025-12-31"]


def test_it_writes_a_pdf_and_says_how_long_it_took(committee, cell, tmp_path, capsys):
    output = tmp_path / "report.pdf"
    call_command("report", "--unit", committee.code, *PERIOD, "--output", str(output))
    pages = rendering.page_count(output.read_bytes())
    assert capsys.readouterr().err.endswith(f", {pages} pages\n")


def test_an_unknown_unit_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="no unit with the code nowhere"):
        call_command("report", "--unit", "nowhere", *PERIOD, "--output", str(tmp_path / "x"))


def test_a_period_backwards_is_refused(committee, tmp_path):
    with pytest.raises(CommandError, match="--to lies before --from"):
        call_command(
            "report",
            *("--unit", committee.code, "--from", "2025-12-31", "--to", "2025-01-01"),
            *("--output", str(tmp_path / "x")),
        )
