"""What each check finds, on both sides of its boundary, and the pages of findings."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cases.models import Case
from cells.models import Threshold, UnitKind
from members.models import Exemption, Member, Office, PersonalHistory, Suspension
from tests.conftest import START, day, found, make_member
from upkeep.models import CheckedFinding
from upkeep.reading.quality import CHECKS, ETHNICITIES, TO_KNOW, faulty, find, find_all

TODAY = day("2020-12-31")
WHOLE = {
    "card_number": "0123456",
    "citizen_id": "001080000001",
    "record_number": "012345HG",
    "birth_place": "Bắc Giang",
    "home_place": "Bắc Giang",
    "phone": "0912345678",
    "theory": "elementary",
}
OVERVIEW = reverse("upkeep:quality_overview")


@pytest.fixture
def member(cell):
    """Nothing to find."""
    return make_member(unit=cell, **WHOLE)


def change(member, **fields):
    Member.objects.filter(pk=member.pk).update(**fields)
    member.refresh_from_db()
    member.save()


def findings(user) -> list[str]:
    return sorted(code for code, found in find_all(user, TODAY).items() if found)


def other(cell, number=2, **fields):
    numbers = {"card_number": f"C{number}", "citizen_id": f"00108000000{number}"}
    unlike = {"record_number": f"01234{number}HB", "phone": f"091234567{number}"}
    return make_member("Trần Thị Bình", unit=cell, **WHOLE | numbers | unlike | fields)


def test_a_whole_record_has_no_finding(office, member):
    assert findings(office) == []


def test_all_54_ethnicities_are_known_and_each_check_is_named_once():
    assert len(set(ETHNICITIES.values())) == 54
    assert len({check.label for check in CHECKS.values()}) == len(CHECKS)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("no-card", {"card_number": ""}),
        ("no-citizen-id", {"citizen_id": ""}),
        ("no-record-number", {"record_number": ""}),
        ("no-place", {"birth_place": ""}),
        ("no-place", {"home_place": ""}),
        ("no-theory", {"theory": "none", "official_on": day("2010-12-30")}),
        ("odd-name", {"full_name": "Nguyễn Văn An 2"}),
        ("odd-name", {"full_name": "An"}),
        ("odd-name", {"full_name": "Ðỗ Văn An"}),
        ("odd-ethnicity", {"ethnicity": "Kinhh"}),
        ("official-too-soon", {"official_on": day("2011-03-02")}),
        ("late-ceremony", {"admission_decided_on": day("2010-01-13")}),
        ("admitted-young", {"born_on": day("1992-02-26")}),
        ("admitted-old", {"born_on": day("1950-02-24")}),
        ("birth-in-part", {"born_on": day("1980-01-01"), "born_precision": "year"}),
        ("birth-in-part", {"born_on": day("1992-01-01"), "born_precision": "month"}),
        ("birth-in-part", {"official_on": day("2011-03-01"), "official_precision": "month"}),
        ("birth-in-part", {"official_on": day("2011-01-01"), "official_precision": "year"}),
        ("birth-in-part", {"admitted_on": day("2010-03-01"), "admitted_precision": "month"}),
        (
            "birth-in-part",
            {"admission_decided_on": day("2010-01-01"), "admission_decided_precision": "year"},
        ),
    ],
)
def test_a_check_finds_what_it_is_about(office, member, code, fields):
    fields |= (
        {"admission_decided_on": day("2009-01-01"), "admitted_on": day("2009-01-02")}
        if (code == "no-theory")
        else {}
    )
    change(member, **fields)
    assert findings(office) == [code]


@pytest.mark.parametrize(
    "fields",
    [
        {"official_on": day("2011-03-03")},
        {"admission_decided_on": day("2010-01-14")},
        {"born_on": day("1992-02-25")},
        {"born_on": day("1950-02-25")},
        {"theory": "none"},
        {"ethnicity": "Khơ-me"},
        {"ethnicity": "khmer"},
        {"full_name": "H’Bĕ Niê Kđăm"},
    ],
)
def test_on_the_right_side_of_the_boundary_nothing_is_found(office, member, fields):
    change(member, **fields)
    assert findings(office) == []


@pytest.mark.parametrize(
    ("religion", "found"), [("Đạo lạ", ["odd-religion"]), ("phật", []), ("không", []), ("", [])]
)
def test_a_religion_of_no_list_is_found(office, member, religion, found):
    PersonalHistory.objects.create(member=member, religion=religion)
    assert findings(office) == found


@pytest.mark.parametrize(("since", "found"), [("2010-01-14", ["late-ceremony"]), ("2010-01-15", [])])
def test_a_ceremony_is_late_by_the_rule_of_the_day_of_its_decision(office, member, since, found):
    facts = {"code": "ceremony_days", "out_of": None, "source": "Quy định", "by": None}
    Threshold.objects.set(value=30, valid_from=day("2000-01-01"), **facts)
    Threshold.objects.set(value=29, valid_from=day(since), **facts)
    change(member, admission_decided_on=day("2010-01-14"))
    assert findings(office) == found


@pytest.mark.parametrize(
    ("official", "found"), [("2013-02-28", []), ("2013-02-27", ["official-too-soon"])]
)
def test_the_twelve_months_of_a_leap_day_end_on_28_february(office, member, official, found):
    change(
        member,
        admission_decided_on=day("2012-02-20"),
        admitted_on=day("2012-02-29"),
        official_on=day(official),
    )
    assert findings(office) == found


@pytest.mark.parametrize(
    ("since", "official", "found"),
    [
        ("2016-03-03", "2016-09-03", []),
        ("2016-03-03", "2016-09-02", ["official-too-soon"]),
        ("2016-03-04", "2017-03-03", []),
        ("2016-03-04", "2017-03-02", ["official-too-soon"]),
    ],
)
def test_official_too_soon_by_the_rule_of_the_day_of_the_ceremony(
    office, member, since, official, found
):
    Threshold.objects.set(code="probation_months", value=6, valid_from=day(since), source="x", by=None)
    change(
        member,
        admission_decided_on=day("2016-02-25"),
        admitted_on=day("2016-03-03"),
        official_on=day(official),
    )
    assert findings(office) == found


@pytest.mark.parametrize(
    ("official", "found"), [("2012-04-30", []), ("2012-04-29", ["official-too-soon"])]
)
def test_months_end_on_the_last_day_of_a_shorter_one(office, member, official, found):
    Threshold.objects.set(
        code="probation_months", value=6, valid_from=day("2011-06-01"), source="x", by=None
    )
    change(
        member,
        admission_decided_on=day("2011-10-20"),
        admitted_on=day("2011-10-31"),
        official_on=day(official),
    )
    assert findings(office) == found


@pytest.mark.parametrize(
    ("admitted", "found"), [("2020-04-01", ["probation-over"]), ("2020-04-02", [])]
)
def test_a_probation_is_as_long_as_the_rule_of_its_day_says(office, member, admitted, found):
    Threshold.objects.set(
        code="probation_months", value=6, valid_from=day("2020-04-01"), source="x", by=None
    )
    change(member, admission_decided_on=day("2020-03-20"), admitted_on=day(admitted), official_on=None)
    assert findings(office) == found


@pytest.mark.parametrize(
    ("admitted", "found"), [("2019-10-02", []), ("2019-10-01", ["probation-over"])]
)
def test_a_probation_is_over_90_days_after_its_end_unless_a_case_is_open(
    office, member, cell, admitted, found
):
    change(member, admission_decided_on=day("2019-09-20"), admitted_on=day(admitted), official_on=None)
    assert findings(office) == found
    Case.objects.create(member=member, unit=cell, kind="confirmation", opened_on=START)
    assert findings(office) == []


@pytest.mark.parametrize(
    ("model", "code"), [(Exemption, "exempt-in-office"), (Suspension, "suspended-in-office")]
)
def test_an_office_while_taking_no_part(office, member, cell, model, code):
    seat = Office.objects.create(member=member, unit=cell, kind="secretary", starts_on=START)
    assert findings(office) == []
    model.objects.create(member=member, starts_on=START)
    assert findings(office) == [code]
    seat.ends_on = day("2020-12-30")
    seat.save()
    assert findings(office) == []


def test_a_secretary_is_reached_by_telephone(office, member, cell):
    change(member, phone="")
    assert findings(office) == []
    Office.objects.create(member=member, unit=cell, kind="secretary", starts_on=START)
    assert findings(office) == ["secretary-without-phone"]


def test_a_day_to_come(office, member):
    change(member, official_on=day("2021-01-01"))
    assert "day-to-come" in findings(office)
    assert [found.pk for found in find(CHECKS["day-to-come"], office, day("2021-01-01"))] == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("same-name", {"full_name": "Nguyễn Văn An"}),
        ("same-name", {"full_name": "NGUYỄN VĂN AN"}),
        ("same-phone", {"phone": f"+84{WHOLE['phone'][1:]}"}),
        ("same-phone", {"phone": WHOLE["phone"]}),
        ("same-record-number", {"record_number": WHOLE["record_number"]}),
    ],
)
def test_duplicates_are_found_among_those_the_user_sees_only(
    office, member, second_cell, secretary, code, fields
):
    twin = other(second_cell)
    assert findings(office) == []
    change(twin, **fields)
    assert find_all(office, TODAY) == {code: {member.pk, twin.pk}}
    assert findings(secretary) == []


def test_namesakes_of_another_birth_date_are_two_people(office, member, cell):
    twin = other(cell)
    change(twin, full_name=member.full_name, born_on=day("1980-05-21"))
    assert findings(office) == []


@pytest.mark.parametrize(
    ("first", "precision", "found"),
    [
        ("1980-05-20", "day", True),
        ("1980-05-01", "month", True),
        ("1980-06-01", "month", False),
        ("1980-04-01", "month", False),
        ("1980-01-01", "year", True),
        ("1981-01-01", "year", False),
        ("1979-01-01", "year", False),
    ],
)
def test_namesakes_who_may_be_born_on_one_day_are_found(office, member, cell, first, precision, found):
    change(other(cell), full_name=member.full_name, born_on=day(first), born_precision=precision)
    assert ("same-name" in findings(office)) is found


@pytest.mark.parametrize(
    ("first", "precision", "found"),
    [
        ("1991-01-01", "year", False),
        ("1992-01-01", "year", True),
        ("1992-01-01", "month", False),
        ("1992-02-01", "month", True),
    ],
)
def test_who_may_have_been_too_young_is_found(office, member, first, precision, found):
    change(member, born_on=day(first), born_precision=precision)
    assert ("admitted-young" in findings(office)) is found


def test_who_left_and_who_is_elsewhere_is_not_looked_at(office, member, foreign_cell):
    change(member, card_number="")
    other(foreign_cell, card_number="")
    member.current_membership().leave(on=day("2020-02-01"), left_by="transfer", by=None)
    assert findings(office) == []


def test_what_is_only_to_know_does_not_count_against_a_record():
    assert CHECKS["no-theory"].severity == TO_KNOW
    assert faulty({"no-theory": {1}, "no-card": {2}}) == {2}


def test_accepted_it_is_found_no_more_until_withdrawn(office, member):
    change(member, card_number="")
    row = CheckedFinding.objects.accept(member, "no-card", reason="Thẻ đang đổi", by=office)
    assert findings(office) == []
    row.withdraw(by=office)
    assert findings(office) == ["no-card"]


# The pages


def show(client, user, code="", **query):
    client.force_login(user)
    url = reverse("upkeep:quality_check", args=[code]) if code else OVERVIEW
    return client.get(url, query)


def test_the_overview_counts_by_check_and_by_cell(client, office, member, second_cell):
    change(other(second_cell), card_number="")
    context = show(client, office).context
    assert {check.code: count for check, count in context["checks"] if count} == {"no-card": 1}
    cells = [(row["unit"].name, row["size"], row["clean"], row["share"]) for row in context["page"]]
    assert cells == [("Chi bộ 1", 1, 1, "100%"), ("Chi bộ 2", 1, 0, "0%")]
    assert (context["number"], context["clean"], context["share"]) == (2, 1, "50%")


def test_who_has_one_cell_is_not_offered_to_choose(client, office, secretary, member, second_cell):
    assert ">Xem</button>" in show(client, office).content.decode()
    assert ">Xem</button>" not in show(client, secretary).content.decode()


def test_cells_of_several_bodies_are_told_with_their_body(client, office, committee, member):
    body = found("bo-phan", UnitKind.SUBCOMMITTEE, "Đảng bộ bộ phận A", parent=committee)
    other(found("chi-bo-1a", UnitKind.CELL, "Chi bộ 1", parent=body, number=1))
    told = [row["unit"].told for row in show(client, office).context["page"]]
    assert told == ["Chi bộ 1, Đảng bộ Trung tâm", "Chi bộ 1, Đảng bộ bộ phận A"]


def test_narrowed_to_a_unit_it_counts_that_unit(client, office, member, second_cell):
    change(other(second_cell), card_number="")
    context = show(client, office, unit="chi-bo-1").context
    assert [count for _, count in context["checks"] if count] == []
    assert context["number"] == 1
    assert show(client, office, "no-card", unit="chi-bo-1").context["rows"] == []


def test_the_list_leads_to_where_it_is_put_right(client, office, member):
    change(member, citizen_id="")
    rows = show(client, office, "no-citizen-id").context["rows"]
    about = {"home": member.home, "edit": reverse("members:member_edit", args=[member.pk])}
    assert rows == [(member, about)]


def test_accepting_asks_for_a_reason_and_lists_it(client, office, member):
    change(member, card_number="")
    client.force_login(office)
    url = reverse("upkeep:finding_accept", args=[member.pk, "no-card"])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Thẻ đang đổi"}).status_code == 302
    context = show(client, office, "no-card").context
    assert (context["rows"], [row.reason for row in context["right"]]) == ([], ["Thẻ đang đổi"])
    client.post(reverse("upkeep:finding_withdraw", args=[context["right"][0].pk]))
    assert len(show(client, office, "no-card").context["rows"]) == 1


def test_nobody_else_accepts_and_an_unknown_check_is_404(client, office, secretary, outsider, member):
    url = reverse("upkeep:finding_accept", args=[member.pk, "no-card"])
    for user, status in ((secretary, 403), (outsider, 404)):
        client.force_login(user)
        assert client.post(url, {"reason": "Đúng"}).status_code == status
    assert show(client, office, "unknown").status_code == 404
    assert CheckedFinding.objects.count() == 0


@pytest.mark.parametrize("who", ["upper_staff", "admin"])
def test_whoever_reads_no_members_gets_403(client, who, request, committee):
    user = request.getfixturevalue(who)
    assert [show(client, user).status_code, show(client, user, "no-card").status_code] == [403, 403]


def test_both_lists_as_workbooks(client, office, member):
    change(member, card_number="")
    for code, last in (("", ["Chi bộ 1", 1, 0, "0%"]), ("no-card", ["Nguyễn Văn An"])):
        content = show(client, office, code, xlsx="1").content
        *_, row = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        assert list(row[1 : len(last) + 1]) == last


@pytest.mark.parametrize("members", [1, 3])
@pytest.mark.parametrize(("code", "queries"), [("", 11), ("no-card", 9)])
def test_number_of_queries(client, office, cell, django_assert_num_queries, members, code, queries):
    for number in range(members):
        make_member(f"Nguyễn Văn {'ABC'[number]}", unit=cell)
    show(client, office, code)  # the first page of a session also writes it
    url = reverse("upkeep:quality_check", args=[code]) if code else OVERVIEW
    with django_assert_num_queries(queries):
        client.get(url)


def test_today_is_the_day_of_the_pages(client, office, member):
    change(member, official_on=timezone.localdate() + datetime.timedelta(days=1))
    assert len(show(client, office, "day-to-come").context["rows"]) == 1


@pytest.mark.parametrize(
    ("first", "precision", "found"),
    [
        ("2011-02-01", "month", True),
        ("2011-03-01", "month", False),
        ("2010-01-01", "year", True),
        ("2011-01-01", "year", False),
    ],
)
def test_official_too_soon_is_who_was_so_on_every_possible_day(office, member, first, precision, found):
    change(member, official_on=day(first), official_precision=precision)
    assert ("official-too-soon" in findings(office)) is found


@pytest.mark.parametrize(("first", "found"), [("2009-12-01", True), ("2010-01-01", False)])
def test_a_ceremony_is_late_after_every_possible_day(office, member, first, found):
    change(member, admission_decided_on=day(first), admission_decided_precision="month")
    assert ("late-ceremony" in findings(office)) is found
