"""The year 2020 of a real committee: every figure it reported, recomputed from records."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

EXPECTED = Path(__file__).parent.parent / "cases" / "cdc-bac-giang-2020.expected.json"


@pytest.fixture
def case(db):
    call_command("load_case", "cdc-bac-giang-2020", verbosity=0)


def figures(capsys, *arguments):
    capsys.readouterr()
    call_command("figures", "--unit", "cdc-bac-giang", *arguments)
    return json.loads(capsys.readouterr().out)


def test_every_reported_figure_is_recomputed(case, capsys):
    expected = json.loads(EXPECTED.read_text())
    printed = figures(capsys, "--from", expected["from"], "--to", expected["to"])
    assert {code: printed[code] for code in expected["figures"]} == expected["figures"]


def test_one_code_alone(case, capsys):
    period = ["--from", "2020-01-01", "--to", "2020-06-30"]
    assert figures(capsys, *period, "--code", "moves.admitted") == {"moves.admitted": 2}


def test_a_cell_is_a_scope_too(case, capsys):
    capsys.readouterr()
    call_command("figures", "--unit=cdc-bac-giang-3", "--from=2020-01-01", "--to=2020-12-31")
    printed = json.loads(capsys.readouterr().out)
    codes = ["members.opening", "members.closing", "moves.admitted", "grading.members.xs"]
    assert [printed[code] for code in codes] == [17, 18, 1, 4]


def test_loading_again_changes_nothing(case, capsys):
    capsys.readouterr()
    call_command("load_case", "cdc-bac-giang-2020")
    assert capsys.readouterr().out == "cdc-bac-giang-2020: already loaded\n"


def test_unknown_unit_and_dates_in_wrong_order_are_refused(case):
    with pytest.raises(CommandError):
        call_command("figures", "--unit=none", "--from=2020-01-01", "--to=2020-12-31")
    with pytest.raises(CommandError):
        call_command("figures", "--unit=cdc-bac-giang", "--from=2020-12-31", "--to=2020-01-01")
    with pytest.raises(CommandError):
        call_command("figures", "--unit=cdc-bac-giang", "--from=0001-01-01", "--to=2020-01-01")
