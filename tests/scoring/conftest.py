"""A meeting with its score begun on a small sheet."""

from decimal import Decimal

import pytest

from scoring.models import Given, MeetingScore, ScoreSheet
from tests.conftest import day, make_member

VALID = day("2018-01-01")
ITEM = {"fact": "", "may_be_left_out": False, "only_thematic": False, "options": []}
HEAD = {
    "name": "Biểu của đảng bộ",
    "issuer": "Đảng ủy Trung tâm",
    "source": "Quy chế",
    "valid_from": VALID,
    "for_regular": True,
}


def item(text, most, **fields) -> dict:
    return ITEM | {"text": text, "most": Decimal(str(most))} | fields


def options(*levels) -> list[dict]:
    """(label, points, lowest) each."""
    names = ("label", "points", "lowest")
    return [dict(zip(names, level, strict=True)) for level in levels]


LENGTH = options(("Đủ", 10, 0), ("Thiếu ít", 5, -15), ("Thiếu nhiều", 0, None))
GROUPS = [
    {
        "title": "Dự họp",
        "most": Decimal(20),
        "items": [
            item("Thời lượng", 10, fact="length", options=LENGTH),
            item("Tỷ lệ dự", 10, fact="attendance"),
        ],
    },
    {
        "title": "Nội dung",
        "most": Decimal(80),
        "items": [
            item("Nội dung", "69.5"),
            item("Chuyên đề", "5.5", only_thematic=True),
            item("Phê bình", 5, may_be_left_out=True),
        ],
    },
]


@pytest.fixture
def people(cell):
    return [make_member(name, unit=cell) for name in ("Trần Thị An", "Lê Văn Bình", "Đỗ Mai Chi")]


@pytest.fixture
def sheet(committee):
    return make_sheet(committee)


def make_sheet(unit, groups=GROUPS, caps=(), *, is_published=True, **head) -> ScoreSheet:
    sheet = ScoreSheet.objects.draft(unit=unit, by=None, **HEAD | head)
    sheet.write(groups=groups, caps=list(caps), version=sheet.version, by=None)
    if is_published:
        sheet.publish(by=None)
    return sheet


def begin(meeting, sheet) -> MeetingScore:
    return MeetingScore.objects.start(meeting=meeting, sheet=sheet, by=None)


def answer_of(score, number):
    """The answer to the item that the sheet prints under this number."""
    group, position = number.split(".")
    return score.answers.get(item__group__position=group, item__position=position)


def give(score, **numbers):
    """give(score, i2_1=Given(...)): write what people say to items."""
    said = {
        answer_of(score, name[1:].replace("_", ".")).item_id: said for name, said in numbers.items()
    }
    score.write(said, by=None)
    score.refresh_from_db()


def points(number, reason="") -> Given:
    return Given(points=Decimal(str(number)), reason=reason)


def filled(score, **more):
    """Every item that the record does not tell, full."""
    full = {"i1_1": Given(option=_first(score, "1.1")), "i1_2": points(10)}
    full |= {"i2_1": points("69.5"), "i2_3": points(5)}
    give(score, **full | more)
    return score


def _first(score, number) -> int:
    return answer_of(score, number).item.options.first().pk


def proposed(score):
    filled(score).propose(by=None)
    return score


def voted(score):
    proposed(score).vote(in_favour=3, against=0, abstained=0, by=None)
    return score


def confirmed(score):
    voted(score).confirm(by=None)
    return score
