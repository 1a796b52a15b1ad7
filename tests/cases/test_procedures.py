"""What every procedure keeps to, whichever it is."""

import pytest

from cases.models import Case
from cases.procedures import PROCEDURES, TRANSFER_OUT
from cases.procedures.admission import ADMISSION
from tests.conftest import day

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


@pytest.mark.parametrize(
    ("on", "texts"),
    [
        ("2016-01-01", "Quy định 29-QĐ/TW; Hướng dẫn 01-HD/TW năm 2016; Hướng dẫn 09-HD/BTCTW"),
        ("2021-07-29", "Quy định 29-QĐ/TW; Hướng dẫn 01-HD/TW năm 2016; Hướng dẫn 09-HD/BTCTW"),
        ("2021-07-30", "Quy định 24-QĐ/TW; Hướng dẫn 01-HD/TW năm 2016; Hướng dẫn 09-HD/BTCTW"),
        ("2026-07-25", "Quy định 294-QĐ/TW; Hướng dẫn 01-HD/TW năm 2026; Hướng dẫn 38-HD/BTCTW"),
        ("2026-07-26", "Quy định 208-QĐ/TW; Hướng dẫn 01-HD/TW năm 2026; Hướng dẫn 38-HD/BTCTW"),
    ],
)
def test_admission_rests_on_the_texts_of_its_day(on, texts):
    assert ADMISSION.source_on(day(on)) == f"Điều lệ Đảng, Điều 4; {texts}"


def test_transfers_are_online_since_a_day():
    before = "Điều lệ Đảng, Điều 6; Quy định 294-QĐ/TW; Hướng dẫn 38-HD/BTCTW"
    assert TRANSFER_OUT.source_on(day("2025-12-11")) == before
    assert TRANSFER_OUT.source_on(day("2025-12-12")) == f"{before}; Quyết định 4192-QĐ/BTCTW"
