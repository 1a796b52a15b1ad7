"""The file of a cell, of a committee and of their collectives: what it holds and what is missing."""

import pytest
from django.urls import reverse

from evaluations.models import Collective, CollectiveReview, Exclusion, Level, SelfReview
from evaluations.reading.file import file_of_collective, file_of_unit
from meetings.models import Meeting
from tests.conftest import day
from tests.evaluations.conftest import (
    complain,
    grade_one,
    of_unit,
    postpone,
    regrade,
    say,
    suggest,
    votes,
)
from tests.evaluations.test_decided_above import receive

MEMBERS = [
    "Bản kiểm điểm cá nhân",
    "Bản tự xếp loại của đảng viên",
    "Kết quả bỏ phiếu ở chi bộ",
    "Đề nghị của chi bộ",
    "Ý kiến thẩm định",
]
REVIEWED = ["Báo cáo kiểm điểm tập thể", "Mức tự xếp loại, đề nghị"]
SESSION = "Biên bản hội nghị kiểm điểm, xếp loại"


def held(row, *, decided=True) -> dict[str, bool]:
    return {one.name: one.is_there for one in file_of_unit(row, decided=decided)}


def write(row, level="t") -> None:
    CollectiveReview(assessment=row, principles="Giữ nguyên tắc", level=level).write(fields=[], by=None)


def test_at_first_everything_of_a_cell_is_missing(grading, cell):
    members = [f"{name} (0/3)" for name in MEMBERS]
    names = [*REVIEWED, SESSION, *members, "Mức xếp loại", "Quyết định xếp loại chi bộ"]
    assert held(of_unit(grading, cell)) == dict.fromkeys(names, False)


def test_a_committee_has_no_votes_and_waits_for_the_level_above(grading, committee):
    names = [*REVIEWED, "Mức xếp loại", "Quyết định của cấp trên"]
    assert held(of_unit(grading, committee)) == dict.fromkeys(names, False)


def test_the_steps_are_there_once_they_are_written(grading, cell, members):
    row = of_unit(grading, cell)
    suggest(row).answer(answers=["Đã làm"], on=day("2020-12-01"), by=None)
    write(row)
    grade_one(grading, members[2], "", Exclusion.EXEMPT)
    for one in grading.member_assessments.in_cell(cell).filter(exclusion=""):
        SelfReview(assessment=one, conduct="Gương mẫu").write(fields=[], by=None)
        say(one, "self", "t")
        say(one, "cell", "t", votes=votes())
    said = held(row, decided=False)
    assert said.pop("Ý kiến thẩm định (0/2)") is False
    assert said.pop(SESSION) is False
    assert said == dict.fromkeys(
        ["Giải trình gợi ý kiểm điểm 15-CV/ĐU", *REVIEWED, *(f"{name} (2/2)" for name in MEMBERS[:-1])],
        True,
    )


def test_minutes_count_once_adopted(grading, cell, members, office):
    row = of_unit(grading, cell)
    meeting = Meeting.objects.open(unit=cell, kind="grading", held_on=day("2020-12-10"), by=None)
    assert held(row)[SESSION] is False
    Meeting.objects.filter(pk=meeting.pk).update(adopted_at="2020-12-11T00:00Z")
    assert held(row)[SESSION] is True


def test_the_review_without_a_level_proposes_none(grading, cell):
    row = of_unit(grading, cell)
    write(row, "")
    assert [held(row)[name] for name in REVIEWED] == [True, False]


def test_the_decision_the_regrading_and_the_answer_to_a_complaint(closed, cell, second_cell):
    row = of_unit(closed, second_cell)
    complain(row)
    one = regrade(row, Level.HT)
    said = held(row)
    assert (said["Mức xếp loại"], said["Quyết định xếp loại chi bộ"]) == (True, False)
    assert said["Quyết định xếp loại lại số 05-QĐ/ĐU"] is True
    [answer] = [name for name in said if name.startswith("Trả lời kiến nghị nhận ngày")]
    assert said[answer] is False
    one.withdraw(reason="Ghi nhầm", by=None)
    assert "Quyết định xếp loại lại số 05-QĐ/ĐU" not in held(row)


def test_what_the_level_above_decided_is_there(closed, committee):
    row = of_unit(closed, committee)
    receive(row)
    assert held(row)["Quyết định của cấp trên"] is True


def test_a_collective_is_reviewed_by_the_report_of_its_unit(grading, cell):
    row = of_unit(grading, cell)
    one = Collective.objects.add(grading, name="Chi ủy", unit=cell, people=3, by=None)
    write(row)
    said = {each.name: each.is_there for each in file_of_collective(one, row, decided=True)}
    assert said == {**dict.fromkeys(REVIEWED, True), SESSION: False, "Mức xếp loại của tập thể": False}


# --- The page -----------------------------------------------------------------------------------


def url(grading, unit):
    return reverse("evaluations:unit_file", args=[grading.pk, unit.code])


def test_the_page_has_the_unit_and_its_collectives(client, office, grading, cell):
    Collective.objects.add(grading, name="Chi ủy", unit=cell, people=3, by=None)
    client.force_login(office)
    page = client.get(url(grading, cell)).text
    assert "<h1>Hồ sơ kiểm điểm: Chi bộ 1, năm 2020</h1>" in page
    assert ("<h2>Chi ủy</h2>" in page, "Mức xếp loại của tập thể" in page) == (True, True)
    papers = reverse("evaluations:unit_papers", args=[grading.pk, cell.code])
    assert url(grading, cell) in client.get(papers).text


def test_a_secretary_reads_what_comes_before_the_decision(
    client, secretary, grading, cell, second_cell, committee
):
    client.force_login(secretary)
    page = client.get(url(grading, cell)).text
    assert ("Đề nghị của chi bộ (0/3)" in page, "Mức xếp loại<" in page) == (True, False)
    assert client.get(url(grading, second_cell)).status_code == 404
    assert client.get(url(grading, committee)).status_code == 404


def test_who_is_not_graded_and_who_is_later_say_so(client, office, grading, cell, second_cell):
    postpone(of_unit(grading, cell), "decision")
    grading.grade_units({of_unit(grading, second_cell).pk: ("", Exclusion.NEW_BODY, "")}, by=None)
    client.force_login(office)
    assert "Xếp loại sau: chờ kết luận" in client.get(url(grading, cell)).text
    page = client.get(url(grading, second_cell)).text
    assert ("tập thể mới thành lập" in page, "còn thiếu" in page) == (True, False)


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("upper_staff", 403)])
def test_others_do_not(client, request, grading, cell, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(grading, cell)).status_code == status


def test_another_round_is_404(client, office, grading, cell):
    client.force_login(office)
    assert client.get(reverse("evaluations:unit_file", args=[0, cell.code])).status_code == 404


def test_who_writes_is_led_to_where_the_rest_is_written(client, secretary, leader, grading, cell):
    url = reverse("evaluations:unit_file", args=[grading.pk, cell.code])
    led = reverse("evaluations:cell_steps", args=[cell.code])
    review = reverse("evaluations:unit_review", args=[grading.pk, cell.code])
    for user, is_led in ((secretary, True), (leader, False)):
        client.force_login(user)
        text = client.get(url).text
        assert (f'href="{led}"' in text, f'href="{review}"' in text) == (is_led, is_led)
