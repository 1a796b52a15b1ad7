"""The file of a member: what it holds and what is missing."""

import pytest

from evaluations.models import MemberAssessment, SelfReview
from evaluations.reading.file import file_of
from members.models import ResidenceComment
from tests.conftest import day
from tests.evaluations.conftest import say, suggest, votes


@pytest.fixture
def row(grading, cell):
    return grading.member_assessments.in_cell(cell).by_name()[0]


def held(row) -> dict[str, bool]:
    rows = MemberAssessment.objects.with_steps().by_round_and_name()
    return {
        one.name: one.is_there for one in file_of(rows.get(pk=row.pk), list(row.suggestions.standing()))
    }


def test_at_first_everything_is_missing(row):
    assert held(row) == dict.fromkeys(
        [
            "Nhận xét của nơi cư trú",
            "Bản kiểm điểm cá nhân",
            "Tự xếp loại",
            "Kết quả bỏ phiếu của chi bộ",
            "Đề nghị của chi bộ",
            "Ý kiến thẩm định",
        ],
        False,
    )


def test_each_paper_counts_once_it_is_there(row):
    ResidenceComment.objects.create(
        member=row.member, year=2020, received_on=day("2020-12-01"), level="good"
    )
    SelfReview(assessment=row, conduct="Gương mẫu").write(fields=[], by=None)
    say(row, "self", "t")
    say(row, "cell", "t", votes=votes())
    say(row, "appraisal", "t")
    assert set(held(row).values()) == {True}


def test_the_comment_of_another_year_does_not(row):
    ResidenceComment.objects.create(
        member=row.member, year=2019, received_on=day("2019-12-01"), level="good"
    )
    assert held(row)["Nhận xét của nơi cư trú"] is False


def test_a_suggestion_asks_for_its_answer(row):
    one = suggest(row)
    assert held(row)["Giải trình gợi ý kiểm điểm 15-CV/ĐU"] is False
    one.answer(answers=["Đã làm"], on=day("2020-12-01"), by=None)
    assert held(row)["Giải trình gợi ý kiểm điểm 15-CV/ĐU"] is True
