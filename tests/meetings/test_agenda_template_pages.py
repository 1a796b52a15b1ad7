"""Pages of agenda templates."""

import pytest
from django.urls import reverse

from meetings.models import AgendaTemplate
from tests.conftest import day, make_user
from tests.meetings.test_agenda_template import write


@pytest.fixture
def signed_in(client, office):
    client.force_login(office)
    return client


def url(name, *args):
    return reverse(f"meetings:agenda_template_{name}", args=args)


def sent(*lines, **typed) -> dict:
    """A head and lines (order, title), as the form sends them."""
    data = {"kind": "regular", "name": "Mẫu của đảng ủy", "valid_from": "2020-01-01"}
    data |= {"line-TOTAL_FORMS": len(lines), "line-INITIAL_FORMS": 0}
    for number, (order, title) in enumerate(lines):
        data |= {f"line-{number}-ORDER": order, f"line-{number}-title": title}
    return data | typed


def seed():
    return AgendaTemplate.objects.get(kind="regular", unit=None)


def test_the_list_shows_those_for_all_and_those_of_the_scope(signed_in, committee, foreign_cell):
    own, foreign = write(committee), write(foreign_cell)
    rows = signed_in.get(url("list")).context["rows"]
    assert own in rows
    assert seed() in rows
    assert foreign not in rows


def test_a_new_template_has_its_lines_in_the_order_of_their_numbers(signed_in, committee):
    data = sent((2, "hai"), (1, "một"), ("", ""), unit=committee.code)
    assert signed_in.post(url("add"), data).status_code == 302
    made = AgendaTemplate.objects.get(unit=committee)
    assert [line.title for line in made.lines.all()] == ["một", "hai"]


def test_one_for_all_is_copied_not_changed(signed_in, committee):
    assert signed_in.get(url("edit", seed().pk)).status_code == 404
    assert signed_in.post(url("drop", seed().pk)).status_code == 404
    form = signed_in.get(url("copy", seed().pk)).context["form"]
    assert form.initial["unit"] == committee.code
    assert form.lines.initial[0]["title"] == "Nêu mục đích, giới thiệu đại biểu; cử thư ký"


def test_another_one_of_the_same_day_is_refused_at_its_form(signed_in, committee):
    write(committee)
    response = signed_in.post(url("add"), sent((1, "một"), unit=committee.code))
    assert response.status_code == 422
    assert "đúng ngày này" in response.content.decode()


def test_an_own_one_is_put_right_and_dropped(signed_in, committee):
    own = write(committee)
    response = signed_in.post(url("edit", own.pk), sent((1, "khác"), unit=committee.code))
    assert response.status_code == 302
    assert [line.title for line in own.lines.all()] == ["khác"]
    signed_in.post(url("drop", own.pk))
    assert not AgendaTemplate.objects.filter(pk=own.pk).exists()


def test_no_line_and_no_head_are_refused(signed_in, committee):
    response = signed_in.post(url("add"), sent(("", ""), unit=committee.code))
    assert response.status_code == 422
    assert "ít nhất một nội dung" in response.content.decode()
    assert signed_in.post(url("add"), {"name": ""}).status_code == 422


def test_secretaries_read_and_do_not_write(client, secretary, outsider, committee):
    own = write(committee, on="2020-01-01", valid_from=day("2020-02-01"))
    client.force_login(secretary)
    assert client.get(url("detail", own.pk)).status_code == 200
    assert client.get(url("edit", own.pk)).status_code == 403
    assert client.get(url("add")).status_code == 403
    client.force_login(outsider)
    assert client.get(url("detail", own.pk)).status_code == 404
    assert client.get(url("copy", own.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_number_of_queries(signed_in, committee, rows, django_assert_num_queries):
    for n in range(rows):
        write(committee, f"2020-0{n + 1}-01")
    signed_in.get(url("list"))
    with django_assert_num_queries(4):
        signed_in.get(url("list"))


def test_who_reads_the_template_of_the_body_above_may_copy_not_change_it(client, committee, cell):
    template = write(committee)
    client.force_login(make_user("cell-office", role="office", unit=cell))
    context = client.get(url("detail", template.pk)).context
    assert (context["may_edit"], context["may_write"]) == (False, True)
    assert client.get(url("edit", template.pk)).status_code == 403
