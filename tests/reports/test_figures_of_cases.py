"""Real organisations as they reported themselves: what they printed, recomputed from records."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from demo.years import CASES
from reports.figures import FIGURES

FOLDER = Path(__file__).parent.parent / "expected"
TOPICS = ("org.", "members.", "moves.", "training.", "candidates.", "meetings.", "tasks.", "petitions.")
# The first case has a code of its own and tests of its own, for every figure.
NAMES = sorted(set(CASES) - {"cdc-bac-giang-2020"})


@pytest.mark.parametrize("name", NAMES)
def test_organisation_and_members_are_recomputed(db, capsys, name):
    expected = json.loads((FOLDER / f"{name}.expected.json").read_text())
    call_command("load_case", name, verbosity=0)
    codes = {code for code in expected["figures"] if code.startswith(TOPICS)}
    assert codes <= set(FIGURES)
    capsys.readouterr()
    call_command("figures", f"--unit={name}", f"--from={expected['from']}", f"--to={expected['to']}")
    printed = json.loads(capsys.readouterr().out)
    assert {code: printed[code] for code in codes} == {
        code: expected["figures"][code] for code in codes
    }
