"""Topics: suggested above, taken up below, planned against held."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from meetings.models import MeetingKind, Topic, TopicPlan
from tests.conftest import day
from tests.meetings.conftest import open_meeting
from tests.meetings.test_planning import plan
from tests.workbooks import taken

URL = reverse("meetings:topic_list")
TYPED = {"quarter": 2, "theme": "ho_chi_minh", "title": "Nêu gương"}


def suggest(unit, **fields) -> Topic:
    facts = {"year": 2020, "quarter": 2, "title": "Nêu gương"} | fields
    return Topic.objects.suggest(unit=unit, **facts, by=None)


def write(unit, **fields) -> TopicPlan:
    facts = {"year": 2020, "quarter": 2, "title": "Nêu gương"} | fields
    return TopicPlan.objects.write(unit=unit, **facts, by=None)


def thematic(unit, on="2020-05-05", **fields):
    return open_meeting(unit, day(on), kind=MeetingKind.THEMATIC, topic="Nêu gương", **fields)


@pytest.fixture
def signed_in(client, secretary):
    secretary.working_year = 2020
    secretary.save()
    client.force_login(secretary)
    return client


def quarter(client, number=2):
    [row] = client.get(URL).context["rows"]
    return row.quarters[number - 1]


def test_taking_up_keeps_the_words_and_the_suggestion(committee, cell):
    topic = suggest(committee, theme="ho_chi_minh")
    made = topic.take_up(unit=cell, by=None)
    topic.change(title="Khác", by=None)
    made.refresh_from_db()
    assert (made.title, made.theme, made.topic, made.quarter) == ("Nêu gương", "ho_chi_minh", topic, 2)


def test_what_was_taken_up_is_not_withdrawn(committee, cell):
    topic = suggest(committee)
    made = topic.take_up(unit=cell, by=None)
    with pytest.raises(ValidationError, match="Đã có chi bộ nhận"):
        topic.withdraw(by=None)
    made.drop(by=None)
    topic.withdraw(by=None)
    assert not Topic.objects.exists()


def test_a_cell_of_another_committee_does_not_take_it_up(committee, foreign_cell):
    with pytest.raises(ValidationError):
        suggest(committee).take_up(unit=foreign_cell, by=None)


def test_twice_is_refused(committee, cell):
    topic = suggest(committee)
    topic.take_up(unit=cell, by=None)
    with pytest.raises(ValidationError, match="đã có trong kế hoạch"):
        topic.take_up(unit=cell, by=None)


def test_twice_is_refused_under_another_name_too(committee, cell):
    topic = suggest(committee)
    topic.take_up(unit=cell, by=None).change(title="Nêu gương của bí thư", by=None)
    with pytest.raises(ValidationError, match="đã có trong kế hoạch"):
        topic.take_up(unit=cell, by=None)


def test_what_was_taken_up_is_not_offered_again(signed_in, committee, cell):
    topic = suggest(committee)
    offer = reverse("meetings:topic_take_up", args=[topic.pk])
    assert offer in signed_in.get(URL).text
    topic.take_up(unit=cell, by=None)
    page = signed_in.get(URL).text
    assert (offer in page, "đã nhận" in page) == (False, True)


@pytest.mark.parametrize("kind", [MeetingKind.REGULAR, MeetingKind.THEMATIC])
def test_a_meeting_registered_already_takes_the_topic(signed_in, cell, kind):
    made, topic = write(cell), "Chưa rõ" if kind == MeetingKind.THEMATIC else ""
    registered = plan(cell, "2020-05-05", kind=kind, topic=topic)
    link = reverse("meetings:topic_plan_link", args=[made.pk])
    assert link in signed_in.get(URL).text
    signed_in.post(link, {"meeting": registered.pk})
    made.refresh_from_db()
    assert made.meeting == registered
    took = (made.meeting.kind, made.meeting.topic)
    assert took == ((kind, topic) if topic else (MeetingKind.COMBINED, "Nêu gương"))


def test_only_a_thematic_meeting_of_the_same_cell_is_linked(cell, second_cell):
    made = write(cell)
    for meeting in (thematic(second_cell), open_meeting(cell)):
        with pytest.raises(ValidationError, match="Chỉ gắn với"):
            made.link(meeting, by=None)
    made.link(thematic(cell), by=None)
    with pytest.raises(ValidationError, match="đã sinh hoạt"):
        made.drop(by=None)


def test_a_plan_is_not_done_before_it_is_held(signed_in, cell):
    write(cell).schedule(kind="thematic", topic="Nêu gương", held_on=day("2020-05-05"), by=None)
    assert (quarter(signed_in).state, quarter(signed_in).held) == ("thiếu", [])
    [made] = TopicPlan.objects.all()
    made.meeting.hold(by=None)
    assert (quarter(signed_in).state, quarter(signed_in).held) == ("đã sinh hoạt", [made.meeting])


def test_a_meeting_outside_the_plan_counts_and_is_shown(signed_in, cell):
    write(cell, title="Khác")
    held = thematic(cell)
    assert (quarter(signed_in).unplanned, quarter(signed_in).state) == ([held], "đã sinh hoạt")


def test_a_scheduled_topic_is_not_scheduled_twice(cell):
    made = write(cell)
    made.link(plan(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương"), by=None)
    with pytest.raises(ValidationError, match="đã có lịch"):
        made.schedule(kind="thematic", topic="Nêu gương", held_on=day("2020-05-05"), by=None)


def test_a_change_from_an_older_page_keeps_the_meeting(cell):
    made = write(cell)
    stale, other = (TopicPlan.objects.get(pk=made.pk) for _ in range(2))
    made.link(plan(cell, kind=MeetingKind.THEMATIC, topic="Nêu gương"), by=None)
    stale.change(title="Lời khác", by=None)
    assert (stale.title, stale.meeting) == ("Lời khác", made.meeting)
    with pytest.raises(ValidationError, match="đã có lịch"):
        other.schedule(kind="thematic", topic="Nêu gương", held_on=day("2020-06-06"), by=None)


def test_a_cell_sees_what_its_committee_suggests(client, secretary, outsider, committee, cell):
    topic = suggest(committee)
    for user, seen in ((secretary, [topic]), (outsider, [])):
        client.force_login(user)
        assert list(client.get(URL, {"year": 2020}).context["suggested"]) == seen


def test_the_pages_of_a_cell(signed_in, committee, cell):
    topic = suggest(committee)
    signed_in.post(reverse("meetings:topic_take_up", args=[topic.pk]), {"unit": cell.pk})
    signed_in.post(reverse("meetings:topic_plan_add"), TYPED | {"title": "Tự chọn"})
    assert [one.title for one in TopicPlan.objects.all()] == ["Nêu gương", "Tự chọn"]
    own = TopicPlan.objects.last()
    signed_in.post(reverse("meetings:topic_plan_edit", args=[own.pk]), TYPED | {"title": "Khác"})
    held = thematic(cell)
    signed_in.post(reverse("meetings:topic_plan_link", args=[own.pk]), {"meeting": held.pk})
    own.refresh_from_db()
    assert (own.title, own.meeting) == ("Khác", held)
    signed_in.post(reverse("meetings:topic_plan_unlink", args=[own.pk]))
    signed_in.post(reverse("meetings:topic_plan_drop", args=[own.pk]))
    assert TopicPlan.objects.count() == 1


def test_the_pages_of_the_office(client, office, committee, cell):
    client.force_login(office)
    client.post(reverse("meetings:topic_suggest") + "?year=2020", TYPED)
    topic = Topic.objects.get()
    assert (topic.unit, topic.year) == (committee, 2020)
    client.post(reverse("meetings:topic_edit", args=[topic.pk]), TYPED | {"quarter": 3})
    assert Topic.objects.get().quarter == 3
    client.post(reverse("meetings:topic_withdraw", args=[topic.pk]))
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"quarter": 5}, "quarter"), ({"title": ""}, "title"), ({"theme": "x"}, "theme")],
)
def test_a_message_stands_at_its_field(signed_in, cell, changes, field):
    response = signed_in.post(reverse("meetings:topic_plan_add"), TYPED | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])


def test_the_workbook(signed_in, cell):
    write(cell)
    thematic(cell)
    title, rows = taken(signed_in, URL)
    assert (title, rows[1]) == (
        "Chuyên đề năm 2020",
        ["Chi bộ 1", 2, "Nêu gương", "Nêu gương", "05/05/2020", "đã sinh hoạt"],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries(signed_in, cell, committee, count, django_assert_max_num_queries):
    for number in range(count):
        suggest(committee, title=f"Số {number}").take_up(unit=cell, by=None)
        thematic(cell, f"2020-05-0{number + 1}")
    signed_in.get(URL)
    with django_assert_max_num_queries(12):
        signed_in.get(URL)
