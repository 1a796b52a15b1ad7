"""Real organisations as they reported themselves: what they printed, recomputed from records; and what
is taken away of them, brought in again.
"""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from demo.years import CASES
from evaluations.models import Round
from reports.figures import FIGURES
from tests.demo.test_present import accounts_work_in_the_present
from tests.evaluations.case_of_2020 import the_rules_say_what_stands_against_it
from tests.reports.case_of_2020 import its_figures_and_its_report_are_what_was_reported
from tests.upkeep.round_trip import each_list_comes_back_the_same

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
of_2020 = pytest.mark.parametrize("case", ["cdc-bac-giang-2020"], indirect=True)

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=CASES)
def case(request, lasting_db, tmp_path_factory):
    """Loaded once for all that is asked of it: loading is what costs."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")), transaction.atomic():
        call_command("load_case", request.param, verbosity=0)
        yield request.param
        transaction.set_rollback(True)


def test_figures_are_recomputed(db, case, capsys):
    expected = json.loads((FOLDER / f"{case}.expected.json").read_text())
    codes = {code for code in expected["figures"] if code.startswith(TOPICS)}
    assert {code.removeprefix("targets.") for code in codes} <= set(FIGURES)
    capsys.readouterr()
    period = [f"--from={expected['from']}", f"--to={expected['to']}"]
    call_command("figures", f"--unit={CASES[case].CODE}", *period)
    printed = json.loads(capsys.readouterr().out)
    assert {code: printed[code] for code in codes} == {
        code: expected["figures"][code] for code in codes
    }


def test_grades_are_under_the_rules_of_their_year(db, case):
    rounds = Round.objects.order_by("year")
    said = [(one.year, one.summary["rules"]["code"], one.cap_accepted_for) for one in rounds]
    assert said == ROUNDS[case]


def test_a_list_taken_away_is_the_same_when_it_comes_back(db, case, client):
    each_list_comes_back_the_same(client)


@of_2020
def test_figures_and_report_of_2020_are_what_was_reported(db, case, capsys):
    its_figures_and_its_report_are_what_was_reported(capsys)


@of_2020
def test_the_rules_say_what_stands_against_2020(db, case, client):
    the_rules_say_what_stands_against_it(client)


@of_2020
def test_accounts_work_in_the_present(db, case, client, settings, tmp_path, capsys):
    settings.DATA = tmp_path
    accounts_work_in_the_present(client, capsys)
