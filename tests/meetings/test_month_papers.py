"""The committee's papers of a month, as data."""

from django.urls import reverse

from cells.models import UnitKind
from meetings.documents import DOCUMENTS
from meetings.models import PrintKind
from members.models import Office
from scoring.documents import DOCUMENTS as OF_SCORES
from scoring.forms.printing import ScorePrintKind
from tests.conftest import day, found, make_member
from tests.meetings.conftest import ask_for, open_meeting
from tests.meetings.test_planning import plan
from tests.meetings.test_programme import item


def paper(kind, unit, month="2020-12-01") -> dict:
    kinds, documents = (PrintKind, DOCUMENTS) if kind in DOCUMENTS else (ScorePrintKind, OF_SCORES)
    return documents[kind](ask_for(kind, unit=unit, month=day(month), kinds=kinds))


def rows(document) -> list[list[str]]:
    tables = [b for part in document["parts"] for b in part["blocks"] if b["kind"] == "table"]
    return [[cell["text"] for cell in row] for table in tables for row in table["rows"]]


def test_one_notice_of_what_was_approved(committee, cell, second_cell):
    secretary = make_member("Trần Thị An", unit=cell, phone="0912345678")
    Office.objects.take_up(member=secretary, unit=cell, kind="secretary", on=day("2020-01-01"), by=None)
    plan(cell, place="Phòng họp").approve(by=None)
    plan(second_cell)
    document = paper("notice", committee)
    assert rows(document) == [
        ["1", "Chi bộ 1", "1", "thứ 5 ngày 03/12/2020", "Phòng họp", "Trần Thị An, 0912345678"],
        ["", "Cộng", "1", "1 buổi", "", ""],
    ]
    assert document["parts"][0]["blocks"][-1]["text"] == "Chưa có lịch được duyệt: Chi bộ 2."


def test_the_register_says_who_has_not_registered(committee, cell):
    assert rows(paper("month_register", committee)) == [["1", "Chi bộ 1", "", "", "", "chưa đăng ký"]]


def test_a_cell_founded_within_the_month_is_not_blamed(client, office, committee, cell):
    found("moi", UnitKind.CELL, "Chi bộ 9", on=day("2020-12-02"), parent=committee, number=9)
    *_, [_, name, *_, state] = rows(paper("month_register", committee))
    assert (name, state) == ("Chi bộ 9", "không phải sinh hoạt tháng này")
    notice = paper("notice", committee)
    assert notice["parts"][0]["blocks"][-1]["text"] == "Chưa có lịch được duyệt: Chi bộ 1."
    client.force_login(office)
    page = client.get(reverse("meetings:month_register"), {"month": "2020-12"}).content.decode()
    assert page.count("không phải sinh hoạt tháng này") == 1


def test_a_result_without_a_score_says_so(client, office, committee, cell, second_cell):
    make_member(unit=cell)
    open_meeting(cell, day("2020-12-03"))
    lines = [
        ["1", "03/12/2020", "", "", "", "", "", "chưa chấm điểm"],
        ["", "", "", "", "", "", "", "chưa họp"],
    ]
    assert [row[2:] for row in rows(paper("month_result", committee))] == lines
    client.force_login(office)
    results = client.get(reverse("scoring:month_result"), {"month": "2020-12"}).context["results"]
    assert [one.remark for one in results] == ["chưa chấm điểm", "chưa họp"]


def test_the_programme_part_by_part(committee):
    item(committee)
    document = paper("programme", committee, "2020-01-01")
    assert [(part["number"], part["title"]) for part in document["parts"]] == [("I", "Cả năm")]
    assert rows(document) == [["1", "Sơ kết", "", "30/06/2020", ""]]
