"""The pages of bộ tiêu chí: the list, entering one that begins as a copy, putting it right."""

import pytest
from django.urls import reverse

from evaluations.models import Appendix, CriteriaSheet
from tests.evaluations.conftest import LINES, enter_criteria

SENT = {
    "first_year": "2026",
    "source": "7-HD/ĐU",
    "conduct_text_0": "Chính trị",
    "conduct_most_0": "12,5",
    "conduct_text_2": "Tự phê bình",
    "conduct_most_2": "17,5",
    "tasks_text_0": "Chuyên môn",
    "tasks_most_0": "70",
}


@pytest.fixture
def sheet(committee):
    return enter_criteria(committee)


def url(name, *args):
    return reverse(f"evaluations:criteria_{name}", args=args)


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def post(client, user, address, data):
    client.force_login(user)
    return client.post(address, data)


# --- The list --------------------------------------------------------------------------------------


def test_the_list_shows_each_with_its_lines(client, office, leader, committee, sheet):
    page = get(client, leader, url("list", committee.code))
    assert list(page.context["sheets"]) == [sheet]
    assert ("Tự phê bình" in page.text, "17,5" in page.text) == (True, True)
    assert url("correct", sheet.pk) not in page.text
    page = get(client, office, url("list", committee.code))
    assert url("correct", sheet.pk) in page.text
    assert url("create", committee.code, "3") in page.text


def test_the_page_of_a_round_that_scores_leads_there(client, office, scoring, grading):
    address = url("list", scoring.unit.code)
    pages = [reverse("evaluations:round_detail", args=[one.pk]) for one in (scoring, grading)]
    assert [address in get(client, office, page).text for page in pages] == [True, False]


def test_list_outsider_404_secretary_403(client, outsider, secretary, committee, cell):
    assert get(client, outsider, url("list", committee.code)).status_code == 404
    assert get(client, secretary, url("list", cell.code)).status_code == 403


@pytest.mark.parametrize("appendices", [["4"], ["1", "3", "4"]])
def test_number_of_queries(client, office, committee, appendices, django_assert_num_queries):
    for appendix in appendices:
        enter_criteria(committee, appendix=appendix)
    client.force_login(office)
    with django_assert_num_queries(9):
        client.get(url("list", committee.code))


# --- Entering --------------------------------------------------------------------------------------


def test_the_office_enters_one(client, office, committee):
    response = post(client, office, url("create", committee.code, "4"), SENT)
    assert response.url == url("list", committee.code)
    made = CriteriaSheet.objects.get()
    assert (made.unit, made.appendix, made.first_year, made.source) == (
        committee,
        Appendix.STAFF,
        2026,
        "7-HD/ĐU",
    )
    told = [(part, str(most)) for part, most in made.lines.values_list("part", "most")]
    assert told == [("conduct", "12.5"), ("conduct", "17.5"), ("tasks", "70.0")]


def test_it_begins_with_the_lines_of_the_nearest(client, office, committee, sheet):
    form = get(client, office, url("create", committee.code, "4")).context["form"]
    shown = [form[f"conduct_{name}"].value() for name in ("text_0", "most_0", "text_1", "text_2")]
    assert shown == [LINES[0][1], "12,5", LINES[1][1], None]
    form = get(client, office, url("create", committee.code, "3")).context["form"]
    assert form["conduct_text_0"].value() is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_year": "2020"}, "first_year"),
        ({"first_year": "abc"}, "first_year"),
        ({"source": ""}, "source"),
        ({"conduct_most_0": ""}, "conduct_most_0"),
        ({"conduct_most_0": "-1"}, "conduct_most_0"),
        ({"conduct_most_0": "12,55"}, "conduct_most_0"),
        ({"conduct_text_0": ""}, "conduct_text_0"),
        ({"tasks_text_0": "x" * 501}, "tasks_text_0"),
        ({"tasks_most_0": "60"}, "__all__"),
        ({"conduct_text_39": "Dư", "conduct_most_39": "1"}, "__all__"),
    ],
)
def test_bad_input_is_told_at_its_field(client, office, committee, changes, field):
    response = post(client, office, url("create", committee.code, "4"), SENT | changes)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert "Tự phê bình" in response.text
    assert CriteriaSheet.objects.count() == 0


def test_a_second_one_of_the_year_is_refused(client, office, committee):
    enter_criteria(committee, first_year=2026)
    response = post(client, office, url("create", committee.code, "4"), SENT)
    assert response.status_code == 422
    assert "Đã có bộ tiêu chí của phụ lục này áp dụng từ năm ấy." in response.text


def test_only_the_office_enters_and_only_of_known_appendices(
    client, office, leader, outsider, committee
):
    for user, appendix, status in ((leader, "4", 403), (outsider, "4", 404), (office, "2", 404)):
        assert get(client, user, url("create", committee.code, appendix)).status_code == status


# --- Putting right ---------------------------------------------------------------------------------


def test_it_is_put_right(client, office, committee, sheet):
    page = get(client, office, url("correct", sheet.pk))
    assert page.context["form"]["source"].value() == "5-HD/ĐU"
    assert post(client, office, url("correct", sheet.pk), SENT).url == url("list", committee.code)
    kept = CriteriaSheet.objects.get()
    assert (kept.first_year, [line.text for line in kept.lines.all()]) == (
        2026,
        ["Chính trị", "Tự phê bình", "Chuyên môn"],
    )


def test_only_the_office_puts_right(client, leader, secretary, outsider, sheet):
    for user, status in ((leader, 403), (secretary, 404), (outsider, 404)):
        assert get(client, user, url("correct", sheet.pk)).status_code == status
