"""Real organisations as they reported themselves: what they printed, recomputed from records; and what
is taken away of them, brought in again.
"""

import json
from functools import partial
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from demo.years import CASES
from evaluations.models import Round
from reports.figures import FIGURES
from tests.demo.test_present import accounts_work_in_the_present
from tests.evaluations.case_of_2020 import the_rules_say_what_stands_against_it
from tests.reports.case_of_2020 import its_figures_and_its_report_are_what_was_reported
from tests.upkeep.round_trip import each_list_taken_away_is_the_same_when_it_comes_back

FOLDER = Path(__file__).parent / "expected"
TOPICS = ("org.", "members.", "moves.", "training.", "candidates.", "meetings.", "tasks.", "petitions.")
TOPICS += ("grading.", "awards.", "targets.", "inspection.", "supervision.")
# Of each case its closed rounds: the year, the rule set of that year, and what the reason above the
# cap was recorded for.
ROUNDS = {
    "btc-tinh-uy-dien-bien-2016": [(2016, "27-HD/BTCTW", [])],
    "cac-co-quan-bac-giang-2015-2020": [],
    "cdc-2024-h1": [],
    "cdc-bac-giang-2020": [(2020, "21-HD/BTCTW", [[19, 73]])],
    "so-y-te-lai-chau-2020-2021": [],
}


@pytest.fixture
def elsewhere(settings, tmp_path):
    """Files, and the passwords of the demo, stand in a folder of the test's own."""
    settings.MEDIA_ROOT, settings.DATA = tmp_path / "media", tmp_path


@pytest.mark.long
@pytest.mark.parametrize("name", CASES)
def test_the_case(db, elsewhere, capsys, name):
    """One test for all its parts, each of which takes its own changes back: loading is what costs."""
    call_command("load_case", name, verbosity=0)
    parts = [
        partial(figures_are_recomputed, capsys, name),
        partial(grades_are_under_the_rules_of_their_year, name),
        each_list_taken_away_is_the_same_when_it_comes_back,
    ]
    if name == "cdc-bac-giang-2020":
        parts += [
            partial(its_figures_and_its_report_are_what_was_reported, capsys),
            the_rules_say_what_stands_against_it,
            partial(accounts_work_in_the_present, capsys),
        ]
    for part in parts:
        with transaction.atomic():
            part()
            transaction.set_rollback(True)


def figures_are_recomputed(capsys, name):
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text())
    codes = {code for code in expected["figures"] if code.startswith(TOPICS)}
    assert {code.removeprefix("targets.") for code in codes} <= set(FIGURES)
    capsys.readouterr()
    period = [f"--from={expected['from']}", f"--to={expected['to']}"]
    call_command("figures", f"--unit={CASES[name].CODE}", *period)
    printed = json.loads(capsys.readouterr().out)
    assert {code: printed[code] for code in codes} == {
        code: expected["figures"][code] for code in codes
    }


def grades_are_under_the_rules_of_their_year(name):
    rounds = Round.objects.order_by("year")
    said = [(one.year, one.summary["rules"]["code"], one.cap_accepted_for) for one in rounds]
    assert said == ROUNDS[name]
