"""The year 2020 of a real committee: what its figures and its report say besides.

Asked in test_cases.py, where the case is loaded.
"""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.reports.test_drafting import the_report_says_what_was_reported

EXPECTED = Path(__file__).parent.parent / "expected" / "cdc-bac-giang-2020.expected.json"


def figures(capsys, *arguments):
    capsys.readouterr()
    call_command("figures", "--unit", "cdc-bac-giang", *arguments)
    return json.loads(capsys.readouterr().out)


def its_figures_and_its_report_are_what_was_reported(capsys):
    every_reported_figure_is_recomputed(capsys)
    one_code_alone(capsys)
    a_cell_is_a_scope_too(capsys)
    loading_again_changes_nothing(capsys)
    unknown_unit_and_dates_in_wrong_order_are_refused()
    the_report_says_what_was_reported()


def every_reported_figure_is_recomputed(capsys):
    expected = json.loads(EXPECTED.read_text())
    printed = figures(capsys, "--from", expected["from"], "--to", expected["to"])
    assert {code: printed[code] for code in expected["figures"]} == expected["figures"]


def one_code_alone(capsys):
    period = ["--from", "2020-01-01", "--to", "2020-06-30"]
    assert figures(capsys, *period, "--code", "moves.admitted") == {"moves.admitted": 2}


def a_cell_is_a_scope_too(capsys):
    capsys.readouterr()
    call_command("figures", "--unit=cdc-bac-giang-3", "--from=2020-01-01", "--to=2020-12-31")
    printed = json.loads(capsys.readouterr().out)
    codes = ["members.opening", "members.closing", "moves.admitted", "grading.members.xs"]
    assert [printed[code] for code in codes] == [17, 18, 1, 4]


def loading_again_changes_nothing(capsys):
    capsys.readouterr()
    call_command("load_case", "cdc-bac-giang-2020")
    assert capsys.readouterr().out == "cdc-bac-giang-2020: already loaded\n"


def unknown_unit_and_dates_in_wrong_order_are_refused():
    with pytest.raises(CommandError):
        call_command("figures", "--unit=none", "--from=2020-01-01", "--to=2020-12-31")
    with pytest.raises(CommandError):
        call_command("figures", "--unit=cdc-bac-giang", "--from=2020-12-31", "--to=2020-01-01")
    with pytest.raises(CommandError):
        call_command("figures", "--unit=cdc-bac-giang", "--from=0001-01-01", "--to=2020-01-01")
