"""The work programme: written by the office, read below, done or overdue."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from meetings.models import ProgrammeItem
from tests.conftest import day, make_member
from tests.workbooks import taken

URL = reverse("meetings:programme_list")
YEAR = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}


def item(unit, text="Sơ kết", due="2020-06-30", **fields) -> ProgrammeItem:
    facts = YEAR | {"due_on": day(due)} | fields
    return ProgrammeItem.objects.add(unit=unit, text=text, **facts, by=None)


@pytest.fixture
def signed_in(client, office):
    office.working_year = 2020
    office.save()
    client.force_login(office)
    return client


def test_overdue_begins_the_day_after(committee):
    one = item(committee)
    assert list(ProgrammeItem.objects.overdue(day("2020-06-30"))) == []
    assert list(ProgrammeItem.objects.overdue(day("2020-07-01"))) == [one]
    one.complete(on=day("2020-07-15"), result="Đã họp", by=None)
    assert list(ProgrammeItem.objects.overdue(day("2020-07-16"))) == []


@pytest.mark.parametrize("due", ["2019-12-31", "2021-01-01"])
def test_it_is_due_within_its_part_of_the_year(committee, due):
    with pytest.raises(ValidationError, match="Hạn phải trong thời gian đã chọn"):
        item(committee, due=due)


def test_one_lead_at_most(committee, cell):
    with pytest.raises(ValidationError, match="Chỉ chọn một"):
        item(committee, lead_unit=cell, lead_member=make_member())


def test_what_is_done_is_changed_only_after_reopening(committee):
    one = item(committee)
    one.complete(on=day("2020-06-30"), result="Đã họp", by=None)
    with pytest.raises(ValidationError, match="đã ghi hoàn thành"):
        one.change(text="Khác", by=None)
    with pytest.raises(ValidationError, match="đã ghi hoàn thành"):
        one.discard(by=None)
    one.reopen(by=None)
    one.change(text="Khác", by=None)
    assert (ProgrammeItem.objects.get().text, ProgrammeItem.objects.get().result) == ("Khác", "")


def test_done_wants_a_result_and_a_day_that_came(committee):
    one = item(committee)
    with pytest.raises(ValidationError, match="Ghi kết quả"):
        one.complete(on=day("2020-06-30"), result=" ", by=None)
    with pytest.raises(ValidationError, match="Chưa đến ngày"):
        one.complete(on=day("2099-01-01"), result="Đã họp", by=None)


def test_a_year_is_carried_over_once(committee):
    leap = {"starts_on": day("2020-02-01"), "ends_on": day("2020-02-29")}
    item(committee, "Tháng 2", "2020-02-29", **leap)
    item(committee).complete(on=day("2020-06-01"), result="Đã họp", by=None)
    assert ProgrammeItem.objects.copy_year(unit=committee, year=2020, by=None) == 2
    copies = ProgrammeItem.objects.of_year(2021).in_order()
    assert [(one.text, one.part.code, one.due_on, one.done_on) for one in copies] == [
        ("Sơ kết", "year", day("2021-06-30"), None),
        ("Tháng 2", "m2", day("2021-02-28"), None),
    ]
    with pytest.raises(ValidationError, match="không còn việc nào"):
        ProgrammeItem.objects.copy_year(unit=committee, year=2020, by=None)


def test_the_year_before_its_quarters_and_months(signed_in, committee):
    item(committee, "Quý", "2020-03-31", ends_on=day("2020-03-31"))
    item(committee, "Tháng", "2020-01-31", ends_on=day("2020-01-31"))
    item(committee, "Năm", "2020-12-31")
    item(committee, "Năm sau", "2021-12-31", starts_on=day("2021-01-01"), ends_on=day("2021-12-31"))
    assert [one.text for one in signed_in.get(URL).context["items"]] == ["Năm", "Quý", "Tháng"]


def test_cells_read_the_programme_of_their_committee(client, secretary, outsider, committee, cell):
    one = item(committee)
    for user, seen in ((secretary, [one]), (outsider, [])):
        client.force_login(user)
        assert client.get(URL, {"year": 2020}).context["items"] == seen
    client.force_login(secretary)
    assert client.post(reverse("meetings:programme_discard", args=[one.pk])).status_code == 403


def test_adding_by_the_page(signed_in, committee, cell):
    url = reverse("meetings:programme_add")
    response = signed_in.post(url, {"part": "q2", "text": "Kiểm tra", "lead_unit": cell.pk})
    one = ProgrammeItem.objects.get()
    assert (response.status_code, one.unit, one.part.code) == (302, committee, "q2")
    assert (one.due_on, one.lead) == (day("2020-06-30"), cell)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"part": "q9"}, "part"), ({"text": ""}, "text"), ({"due_on": "2020-07-01"}, "due_on")],
)
def test_a_message_stands_at_its_field(signed_in, committee, changes, field):
    typed = {"part": "q2", "text": "Kiểm tra"} | changes
    response = signed_in.post(reverse("meetings:programme_add"), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_completing_by_the_page(signed_in, committee):
    one = item(committee)
    url = reverse("meetings:programme_complete", args=[one.pk])
    assert signed_in.post(url, {"done_on": "2020-06-30", "result": ""}).status_code == 422
    signed_in.post(url, {"done_on": "2020-06-30", "result": "Đã họp"})
    assert ProgrammeItem.objects.get().result == "Đã họp"


def test_the_workbook(signed_in, committee, cell):
    item(committee, lead_unit=cell)
    title, rows = taken(signed_in, URL)
    assert (title, [row[1:4] for row in rows]) == (
        "Chương trình công tác năm 2020",
        [["Cả năm", "Sơ kết", "Chi bộ 1"]],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, committee, count, django_assert_max_num_queries):
    for number in range(count):
        item(committee, f"Việc {number}")
    signed_in.get(URL)
    with django_assert_max_num_queries(12):
        signed_in.get(URL)
