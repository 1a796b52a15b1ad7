"""Sinh hoạt của tôi: what a member comes to, reads, does and asks for; nothing of other cells."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cells.models import Term
from cells.rights import Role
from common.periods import DAY
from meetings.documents import of_adoption
from meetings.models import AbsenceNotice, Attachment, Disclosure, Meeting, MeetingPaper, Task
from tests.conftest import make_user
from tests.meetings.conftest import concluded, open_meeting, written

URL = reverse("meetings:mine")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def an(people, cell):
    """The first of the three, with an account."""
    user = make_user("dangvien", Role.MEMBER, cell)
    people[0].user = user
    people[0].save(update_fields=["user"])
    return user


@pytest.fixture
def planned(cell, people):
    on = timezone.localdate()
    return Meeting.objects.plan(unit=cell, kind="regular", held_on=on, by=None, place="Hội trường")


def ask(client, meeting, reason="Đi công tác"):
    return client.post(reverse("meetings:absence_give", args=[meeting.pk]), {"reason": reason})


def test_the_next_meeting_with_its_papers(client, an, planned, foreign_cell):
    Attachment.objects.post(planned, title="Dự thảo nghị quyết", file=written("Dự thảo"), by=None)
    on = timezone.localdate() + DAY
    Meeting.objects.plan(unit=foreign_cell, kind="regular", held_on=on, by=None, place="Nơi khác")
    client.force_login(an)
    response = client.get(URL)
    assert response.context["meetings"] == [planned]
    page = response.content.decode()
    assert "Hội trường" in page
    assert "Dự thảo nghị quyết" in page


def test_who_asks_to_be_absent_is_marked_when_the_roll_is_taken(client, an, planned, people):
    client.force_login(an)
    assert ask(client, planned).url == URL
    assert ask(client, planned, "Ốm").url == URL  # said again, the last reason holds
    page = client.get(URL).content.decode()
    assert "Đồng chí đã báo xin vắng: Ốm" in page
    planned.hold(by=None)
    marks = dict(planned.attendances.values_list("member", "status"))
    assert marks == {people[0].pk: "excused", people[1].pk: "present", people[2].pk: "present"}
    assert planned.attendances.get(member=people[0]).reason == "Ốm"


def test_the_notice_is_withdrawn(client, an, planned):
    client.force_login(an)
    ask(client, planned)
    client.post(reverse("meetings:absence_withdraw", args=[AbsenceNotice.objects.get().pk]))
    assert AbsenceNotice.objects.count() == 0


def test_after_the_roll_was_taken_it_is_too_late(client, an, planned):
    client.force_login(an)
    planned.hold(by=None)
    response = ask(client, planned)
    assert response.context["form"].non_field_errors() == [
        "Cuộc họp đã điểm danh. Báo trực tiếp cho người ghi biên bản."
    ]


def test_a_reason_is_needed(client, an, planned):
    client.force_login(an)
    assert list(ask(client, planned, " ").context["form"].errors) == ["reason"]


def test_whoever_prepares_the_meeting_sees_it(client, an, planned, secretary):
    client.force_login(an)
    ask(client, planned)
    client.force_login(secretary)
    page = client.get(reverse("meetings:meeting_prepare", args=[planned.pk])).content.decode()
    assert page.count("Đi công tác") == 1


def test_a_meeting_of_another_cell_is_not_found(client, an, foreign_cell):
    on = timezone.localdate() + DAY
    other = Meeting.objects.plan(unit=foreign_cell, kind="regular", held_on=on, by=None)
    client.force_login(an)
    assert ask(client, other).status_code == 404


def test_own_tasks_are_reported(client, an, meeting, people):
    for text, doer in (("Đọc báo", people[0]), ("Khác", people[1])):
        Task.objects.create(meeting=meeting, text=text, assignee=doer)
    task, other = Task.objects.get(text="Đọc báo"), Task.objects.get(text="Khác")
    client.force_login(an)
    assert [one.text for one in client.get(URL).context["tasks"]] == ["Đọc báo"]
    url = reverse("meetings:mine_task", args=[task.pk])
    assert client.post(url, {"state": "done", "on": f"{timezone.localdate():%d/%m/%Y}"}).url == URL
    task.refresh_from_db()
    assert task.done_on == timezone.localdate()
    assert client.get(reverse("meetings:mine_task", args=[other.pk])).status_code == 404


@pytest.fixture
def adopted_today(cell, people):
    Term.objects.create(unit=cell, name="2025-2030", congress_on="2025-03-10")
    meeting = open_meeting(cell, on=timezone.localdate(), resolution="<p>Kết nạp hai đảng viên.</p>")
    concluded(meeting)
    meeting.refresh_from_db()
    meeting.adopt(by=None, documents=of_adoption(meeting))
    return meeting


def shown(client) -> list[str]:
    return sorted(paper.kind for paper in client.get(URL).context["papers"])


def test_what_members_may_read_is_set_by_the_committee(client, an, adopted_today, committee, office):
    client.force_login(an)
    assert shown(client) == ["resolution"]
    for choice, kinds in (("minutes", ["minutes", "resolution"]), ("nothing", [])):
        client.force_login(office)
        client.post(reverse("meetings:disclosure_choose"), {"unit": committee.pk, "shown": choice})
        client.force_login(an)
        assert shown(client) == kinds
    Disclosure.objects.choose(unit=adopted_today.unit, shown="resolutions", by=None)
    assert shown(client) == ["resolution"]


def test_minutes_of_the_committee_are_not_read_and_each_body_opens_its_own(
    client, an, adopted_today, committee
):
    Term.objects.create(unit=committee, name="2025-2030", congress_on="2025-06-10")
    above = Meeting.objects.open(
        unit=committee, kind="committee", held_on=timezone.localdate(), by=None
    )
    document = {"head": {"symbol": "ĐU"}, "subject": "", "parts": []}
    for kind in ("minutes", "resolution"):
        MeetingPaper.objects.issue(
            document, meeting=above, kind=kind, issued_on=timezone.localdate(), by=None
        )
    client.force_login(an)
    Disclosure.objects.choose(unit=committee, shown="minutes", by=None)
    assert shown(client) == ["minutes", "resolution", "resolution"]
    Disclosure.objects.choose(unit=committee, shown="nothing", by=None)
    Disclosure.objects.choose(unit=adopted_today.unit, shown="resolutions", by=None)
    papers = client.get(URL).context["papers"]
    assert [paper.unit for paper in papers] == [adopted_today.unit]


def test_a_resolution_is_read_on_a_page(client, an, adopted_today):
    paper = MeetingPaper.objects.get(kind="resolution")
    client.force_login(an)
    page = client.get(reverse("meetings:mine_paper", args=[paper.pk])).content.decode()
    assert "Kết nạp hai đảng viên." in page
    minutes = MeetingPaper.objects.get(kind="minutes")
    assert client.get(reverse("meetings:mine_paper", args=[minutes.pk])).status_code == 404
    download = reverse("meetings:mine_paper_download", args=[paper.pk])
    assert client.get(download).status_code == 404  # no file was made yet


def test_own_attendance(client, an, meeting, people):
    meeting.attendances.filter(member=people[0]).update(status="excused", reason="Ốm")
    an.working_year = meeting.held_on.year
    an.save(update_fields=["working_year"])
    client.force_login(an)
    context = client.get(URL).context
    assert (context["present"], context["due"]) == (0, 1)


def test_an_account_without_a_member_has_no_such_page(client, office):
    client.force_login(office)
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("who", ["secretary", "leader"])
def test_only_the_office_sets_what_is_read(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("meetings:disclosure_choose")).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(client, an, cell, people, rows, django_assert_num_queries):
    for week in range(rows):
        on = timezone.localdate() + (week + 1) * DAY
        Meeting.objects.plan(unit=cell, kind="regular", held_on=on, by=None)
    client.force_login(an)
    client.get(URL)
    with django_assert_num_queries(12):
        client.get(URL)
