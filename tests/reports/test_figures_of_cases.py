"""Real organisations as they reported themselves: what they printed, recomputed from records."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from demo.years import CASES
from evaluations.models import Round
from reports.figures import FIGURES

FOLDER = Path(__file__).parent.parent / "expected"
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


# Loaded, and asked for all its figures, in test_figures_of_case.py.
ELSEWHERE = "cdc-bac-giang-2020"


@pytest.mark.parametrize("name", sorted(CASES.keys() - {ELSEWHERE}))
def test_figures_are_recomputed_each_grade_under_the_rules_of_its_year(db, capsys, name):
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text())
    call_command("load_case", name, verbosity=0)
    codes = {code for code in expected["figures"] if code.startswith(TOPICS)}
    assert {code.removeprefix("targets.") for code in codes} <= set(FIGURES)
    capsys.readouterr()
    period = [f"--from={expected['from']}", f"--to={expected['to']}"]
    call_command("figures", f"--unit={CASES[name].CODE}", *period)
    printed = json.loads(capsys.readouterr().out)
    assert {code: printed[code] for code in codes} == {
        code: expected["figures"][code] for code in codes
    }
    grades_are_under_the_rules_of_their_year(name)


def grades_are_under_the_rules_of_their_year(name):
    rounds = Round.objects.order_by("year")
    said = [(one.year, one.summary["rules"]["code"], one.cap_accepted_for) for one in rounds]
    assert said == ROUNDS[name]
