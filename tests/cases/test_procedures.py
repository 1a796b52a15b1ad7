"""What every procedure keeps to, whichever it is."""

import pytest

from cases.models import Case
from cases.procedures import PROCEDURES

STEPS = [(procedure, step) for procedure in PROCEDURES.values() for step in procedure.steps]


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=PROCEDURES)
def test_each_is_complete(procedure):
    codes = [step.code for step in procedure.steps]
    assert len(set(codes)) == len(codes)
    assert set(procedure.seen_only) <= set(procedure.papers)
    assert {Case._meta.get_field(name).name for name in procedure.asks} == set(procedure.asks)


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=[f"{p.code} {s.code}" for p, s in STEPS])
def test_what_cannot_be_taken_back_is_told_first(procedure, step):
    told = step.consequence is not None
    assert told == (step.code == "ceremony" or not step.can_be_undone)


def test_the_first_step_not_done_is_the_next():
    deletion = PROCEDURES["deletion"]
    assert deletion.after(set()).code == "cell_vote"
    assert deletion.after({"cell_vote"}).code == "committee"
    assert deletion.after({"cell_vote", "committee", "decision"}) is None
