"""`manage.py report`: the same document, without a job."""

import pytest
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from papers import pdf as rendering
from reports.models import Report
from tests.conftest import day

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
    with pytest.raises(CommandError, match="backwards"):
        call_command(
            "report",
            *("--unit", committee.code, "--from", "2025-12-31", "--to", "2025-01-01"),
            *("--output", str(tmp_path / "x")),
        )


def test_the_draft_of_the_period_brings_its_texts(committee, cell, tmp_path, capsys):
    report = Report.objects.start(
        unit=committee, kind="year-end", starts_on=day("2020-01-01"), ends_on=day("2020-12-31"), by=None
    )
    report.write("political", "Hoàn thành nhiệm vụ chuyên môn.", revision=0, by=None)
    file = tmp_path / "bao-cao.pdf"
    call_command("report", "--unit=dang-bo", "--from=2020-01-01", "--to=2020-12-31", f"--output={file}")
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "Hoàn thành nhiệm vụ chuyên môn." in text
