"""The pages of campaigns: the list of a year, one campaign, and what may be written in it."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from inspections.models import Campaign, Subject
from tests.conftest import day, make_member
from tests.inspections.conftest import ON, concluded, demand, enter, get, post, refused

LIST = reverse("inspections:campaign_list")
FACTS = {
    "performer": "committee",
    "kind": "supervision",
    "part": "5",
    "title": "Nêu  gương",
    "begun_on": "",
}


def url(name, *args, query=None):
    return reverse(f"inspections:{name}", args=args, query=query)


# --- The list --------------------------------------------------------------------------------------


def listed(client, user, query="") -> list[str]:
    return [row.title for row in get(client, user, f"{LIST}?year=2020{query}").context["page"]]


def test_each_sees_what_the_own_units_carry_out(
    client, office, secretary, other_secretary, outsider, campaign, of_cell, foreign_campaign
):
    both = ["Nền nếp sinh hoạt", "Nhiệm vụ được giao"]
    assert (listed(client, office), listed(client, secretary)) == (both, both[1:])
    assert (listed(client, other_secretary), listed(client, outsider)) == ([], ["Việc khác"])


def test_it_narrows_by_unit_kind_performer_state_and_year(client, office, campaign, of_cell, cell):
    enter(campaign.unit, kind="finance", title="Đảng phí", performer="inspectors")
    assert listed(client, office, f"&unit={cell.code}") == ["Nhiệm vụ được giao"]
    assert listed(client, office, "&kind=finance") == ["Đảng phí"]
    assert listed(client, office, "&performer=inspectors") == ["Đảng phí"]
    assert listed(client, office, "&state=under_way") == ["Nền nếp sinh hoạt"]
    assert list(get(client, office, f"{LIST}?year=2021").context["page"]) == []


def test_the_unplanned_come_after_the_planned(client, office, committee):
    for title, part in (("Sau", None), ("Quý II", 5), ("Tháng 1", 2), ("Quý I", 1)):
        enter(committee, title=title, part=part)
    assert listed(client, office) == ["Quý I", "Tháng 1", "Quý II", "Sau"]


def test_it_leads_to_the_programme_of_the_own_unit(client, office, secretary, committee, cell):
    for user, unit in ((office, committee), (secretary, cell)):
        address = url("programme_detail", unit.code, 2020)
        assert address in get(client, user, f"{LIST}?year=2020").text


def test_it_says_what_must_not_be_entered_and_what_to_do_first(client, office, leader, committee):
    page = get(client, office, f"{LIST}?year=2019").text
    assert ("Không ghi vào đây" in page, "Bấm “Thêm cuộc" in page) == (True, True)
    assert "Bấm “Thêm cuộc" not in get(client, leader, f"{LIST}?year=2019").text


def test_upper_staff_and_admin_are_let_in_nowhere_near_names(client, upper_staff, admin, campaign):
    for user in (upper_staff, admin):
        assert get(client, user, LIST).status_code == 403
    for user in (upper_staff, admin):
        assert get(client, user, url("campaign_detail", campaign.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_the_list(
    client, office, committee, cell, count, django_assert_num_queries
):
    for number in range(count):
        concluded(committee, title=f"{number}", units=[cell])
    client.force_login(office)
    with django_assert_num_queries(10):
        client.get(f"{LIST}?year=2020")


# --- One campaign ----------------------------------------------------------------------------------


def test_a_page_tells_all_and_the_reading_is_logged(client, leader, campaign, an):
    Subject.objects.add(campaign, member=an, on=ON, by=None)
    demand(campaign)
    page = get(client, leader, url("campaign_detail", campaign.pk))
    shown = [text in page.text for text in ("Chi bộ 1", "Nguyễn Văn An", "Bổ sung biên bản", "12/12")]
    assert (shown, "Sửa" in page.text) == ([True] * 4, False)
    assert AuditEvent.objects.filter(action="inspection.read", by=leader).count() == 1


def test_a_subject_does_not_see_the_draft(client, secretary, campaign, an):
    Subject.objects.add(campaign, member=an, on=ON, by=None)
    an.user = secretary
    an.save(update_fields=["user"])
    assert get(client, secretary, url("campaign_detail", campaign.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_a_page(client, office, campaign, cell, count, django_assert_num_queries):
    for number in range(count):
        member = make_member(f"Lê Văn {number}", unit=cell)
        Subject.objects.add(campaign, member=member, on=ON, by=None)
        demand(campaign, f"{number}")
    client.force_login(office)
    with django_assert_num_queries(11):
        client.get(url("campaign_detail", campaign.pk))


# --- Writing ---------------------------------------------------------------------------------------


def test_the_inspector_puts_one_on_the_programme(client, inspector, committee):
    address = url("campaign_add", query={"unit": committee.code, "year": 2020})
    answer = post(client, inspector, address, FACTS)
    made = Campaign.objects.get()
    assert answer.url == url("campaign_detail", made.pk)
    assert (made.title, made.year, made.part, made.state) == ("Nêu gương", 2020, 5, "planned")


def test_the_unit_is_asked_for_where_there_are_more(client, office, secretary, cell, second_cell):
    assert "choice" in get(client, office, url("campaign_add")).context
    form = get(client, secretary, url("campaign_add")).context["form"]
    assert [value for value, _ in form.fields["performer"].choices] == ["cell"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"kind": "x"}, "kind"),
        ({"part": "99"}, "part"),
        ({"performer": "cell"}, "performer"),
        ({"begun_on": "01/01/2099"}, "begun_on"),
        ({"examined_from": "02/01/2020", "examined_to": "01/01/2020"}, "examined_to"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, committee, changes, field):
    address = url("campaign_add", query={"unit": committee.code, "year": 2020})
    assert refused(client, office, address, FACTS | changes) == [field]


def test_it_is_edited(client, office, campaign):
    facts = FACTS | {"begun_on": "06/03/2020", "part": ""}
    post(client, office, url("campaign_edit", campaign.pk), facts)
    kept = Campaign.objects.get()
    assert (kept.kind, kept.when, kept.begun_on) == ("supervision", "Đột xuất", day("2020-03-06"))


def test_it_is_concluded_put_right_and_opened_again(client, office, campaign):
    address = url("campaign_conclude", campaign.pk)
    assert refused(client, office, address, {"on": "04/03/2020"}) == ["on"]
    for number in ("2-TB/ĐU", "3-TB/ĐU"):
        post(client, office, address, {"on": "05/04/2020", "number": number})
    kept = Campaign.objects.get()
    assert (kept.concluded_on, kept.number) == (day("2020-04-05"), "3-TB/ĐU")
    assert refused(client, office, url("campaign_reopen", kept.pk), {"reason": ""}) == ["reason"]
    post(client, office, url("campaign_reopen", kept.pk), {"reason": "Nhầm"})
    assert Campaign.objects.get().state == "under_way"


def test_a_stamp_of_secrecy_stops_a_conclusion(client, office, campaign):
    data = {"on": "05/04/2020", "conclusion": "TUYỆT MẬT\nĐồng chí"}
    assert refused(client, office, url("campaign_conclude", campaign.pk), data) == ["conclusion"]


def test_it_is_moved_dropped_taken_up_and_discarded(client, office, committee):
    made = enter(committee)
    moved = {"year": "2021", "part": "1", "reason": "Dịch"}
    same = moved | {"year": "2020"}
    assert refused(client, office, url("campaign_postpone", made.pk), same) == ["part"]
    post(client, office, url("campaign_postpone", made.pk), moved)
    late = {"on": "01/01/2099", "reason": "Dịch"}
    assert refused(client, office, url("campaign_drop", made.pk), late) == ["on"]
    post(client, office, url("campaign_drop", made.pk), late | {"on": "05/03/2020"})
    assert Campaign.objects.get().state == "dropped"
    post(client, office, url("campaign_resume", made.pk))
    assert Campaign.objects.get().state == "planned"
    answer = post(client, office, url("campaign_discard", made.pk), {"reason": "Nhầm"})
    assert (answer.url, Campaign.objects.exists()) == (f"{LIST}?year=2021", False)


def test_papers_are_filed_by_their_day(client, office, campaign):
    address = url("papers_edit", campaign.pk)
    assert refused(client, office, address, {"number_KT1": "1-KH"}) == ["on_KT1"]
    assert refused(client, office, address, {"on_KT1": "01/01/2099"}) == ["on_KT1"]
    post(client, office, address, {"on_KT1": "05/03/2020", "number_KT1": "1-KH"})
    [paper] = campaign.papers.all()
    assert (paper.code, paper.signed_on, paper.number) == ("KT1", ON, "1-KH")


WRITING = [
    "campaign_edit",
    "campaign_conclude",
    "campaign_reopen",
    "campaign_postpone",
    "campaign_drop",
    "campaign_discard",
    "papers_edit",
    "subject_add",
    "remedy_add",
]


@pytest.mark.parametrize("name", WRITING)
def test_who_reads_does_not_write_and_who_is_inspected_does_neither(
    client, leader, secretary, outsider, campaign, name
):
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        assert get(client, user, url(name, campaign.pk)).status_code == status


def test_resuming_is_refused_likewise(client, leader, outsider, campaign):
    for user, status in ((leader, 403), (outsider, 404)):
        assert post(client, user, url("campaign_resume", campaign.pk)).status_code == status
    assert get(client, leader, url("campaign_add")).status_code == 403
