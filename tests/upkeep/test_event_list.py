"""Nhật ký: what each reader sees of it, in words, and how it is narrowed."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts import audit
from accounts.models import AuditEvent
from cells.models import Assignment
from cells.rights import Role
from common.periods import DAY
from tests.accounts.pages import visible_text
from tests.conftest import START, day, make_user

URL = reverse("upkeep:event_list")
REASON = "Đối chiếu thẻ đảng viên"


@pytest.fixture
def inspector(committee):
    return make_user("kiemtra", Role.INSPECTOR, committee)


@pytest.fixture(autouse=True)
def empty(db, request):
    """The cast is made first; what is logged of that is not looked at."""
    cast = {"inspector", "admin", "office", "outsider", "an", "cell", "foreign_cell"}
    for name in cast & {*request.fixturenames}:
        request.getfixturevalue(name)
    AuditEvent.objects.all().delete()


def logged(by, action, on, *, at=None, **facts) -> AuditEvent:
    audit.record(by, action, on, **facts)
    event = AuditEvent.objects.order_by("pk").last()
    if at:
        AuditEvent.objects.filter(pk=event.pk).update(at=at)
    return event


def seen(client, user, **asked) -> list[tuple[str, str]]:
    client.force_login(user)
    AuditEvent.objects.filter(action="session.start").delete()
    page = client.get(URL, asked)
    return [(line.event.action, line.who) for line in page.context["lines"]]


def line_of(client, user):
    client.force_login(user)
    AuditEvent.objects.filter(action="session.start").delete()
    [line] = client.get(URL).context["lines"]
    return line


def test_the_inspection_committee_reads_name_fields_and_reason(client, inspector, office, an):
    logged(office, "member.edit", an, fields=["full_name", "born_on", "membership"], note=REASON)
    line = line_of(client, inspector)
    assert (line.event.act, line.who, line.kind) == ("Sửa hồ sơ", "vanphong", "đảng viên")
    assert (line.name, line.url) == ("Nguyễn Văn An", an.get_absolute_url())
    assert line.fields == "ngày sinh, họ và tên"
    assert line.reason == REASON
    assert client.get(line.url).status_code == 200


def test_the_administrator_reads_who_and_what_but_no_name_and_no_reason(client, admin, office, an):
    logged(office, "member.unmask", an, fields=["card_number"], note=REASON)
    line = line_of(client, admin)
    assert (line.event.act, line.who, line.name) == ("Xem số đầy đủ", "vanphong", f"mã\xa0{an.pk}")
    assert (line.url, line.reason) == ("", "")
    text = client.get(URL).content.decode()
    assert "Nguyễn Văn An" not in text
    assert REASON not in text


def test_the_administrator_reads_accounts_and_roles_by_name(client, admin, office):
    held = Assignment.objects.get(user=office)
    logged(admin, "assignment.assign", held)
    assert line_of(client, admin).name == f"vanphong: {held}"
    AuditEvent.objects.all().delete()
    logged(admin, "account.edit", office)
    line = line_of(client, admin)
    assert line.url == reverse("cells:account_detail", args=[office.pk])
    assert client.get(line.url).status_code == 200


@pytest.mark.parametrize("reader", ["admin", "inspector"])
def test_acts_of_other_committees_are_not_shown(client, request, reader, office, outsider, an):
    """Not even on a member of one's own: that is the log of those who did it, and of the member."""
    user = request.getfixturevalue(reader)
    logged(outsider, "member.read", an)
    logged(office, "member.read", an)
    assert seen(client, user) == [("member.read", "vanphong")]


def test_what_others_do_to_own_units_and_accounts_is_shown(client, inspector, outsider, office, cell):
    logged(outsider, "unit.rename", cell)
    logged(outsider, "account.edit", office)
    logged(None, "session.refuse_password", office)
    logged(None, "session.refuse_password", outsider)
    assert seen(client, inspector) == [
        ("session.refuse_password", "Chưa rõ"),
        ("account.edit", "ngoai"),
        ("unit.rename", "ngoai"),
    ]


def test_who_moved_on_is_shown_for_the_days_here_alone(client, inspector, foreign_cell, cell):
    mover = make_user("chuyen", Role.SECRETARY, cell)
    Assignment.objects.filter(user=mover).update(ends_on=timezone.localdate() - 10 * DAY)
    start = timezone.localdate() - 9 * DAY
    Assignment.objects.create(user=mover, unit=foreign_cell, role=Role.SECRETARY, starts_on=start)
    now = timezone.now()
    logged(mover, "list.export", mover, at=now - 12 * DAY)
    logged(mover, "member.read", mover, at=now - 2 * DAY)
    assert seen(client, inspector) == [("list.export", "chuyen")]


def test_who_works_for_two_at_once_is_shown_to_neither(client, inspector, foreign_cell, cell):
    both = make_user("hai-noi", Role.SECRETARY, cell)
    Assignment.objects.create(user=both, unit=foreign_cell, role=Role.SECRETARY, starts_on=START)
    logged(both, "member.read", both)
    assert seen(client, inspector) == []


def test_who_ended_is_still_shown(client, inspector, cell):
    gone = make_user("da-nghi", Role.SECRETARY, cell)
    logged(gone, "list.export", gone)
    Assignment.objects.filter(user=gone).update(ends_on=day("2021-01-01"))
    assert seen(client, inspector) == [("list.export", "da-nghi")]


def test_names_of_records_out_of_scope_stay_hidden(client, inspector, office, foreign_cell, an):
    """A member who has left for another committee: the act is ours, the person is not any more."""
    logged(office, "member.edit", an)
    an.memberships.update(unit=foreign_cell)
    line = line_of(client, inspector)
    assert (line.name, line.url) == (f"mã\xa0{an.pk}", "")


def test_narrowed_by_who_whom_what_kind_and_days(client, inspector, office, admin, an, cell):
    old = timezone.now() - 60 * DAY
    logged(office, "member.edit", an, at=old)
    logged(office, "member.unmask", an)
    logged(admin, "account.edit", office)
    logged(admin, "unit.rename", cell)
    acts = ["unit.rename", "account.edit", "member.unmask"]

    def found(**asked):
        return [act for act, _ in seen(client, inspector, **asked)]

    assert found() == acts
    assert found(since="") == [*acts, "member.edit"]
    assert found(since="", until=f"{timezone.localdate() - 50 * DAY:%d/%m/%Y}") == ["member.edit"]
    assert found(q="quan tri") == []
    assert found(q="quantri") == ["unit.rename", "account.edit"]
    assert found(q="VANPHONG") == ["account.edit", "member.unmask"]
    assert found(q="van an nguyen") == ["member.unmask"]
    assert found(topic="Đảng viên") == ["member.unmask"]
    assert found(act="account.edit") == ["account.edit"]
    assert found(kind="cells.unit") == ["unit.rename"]
    assert found(kind="khong-co", since="32/1/2020", act="x") == [*acts, "member.edit"]


def test_the_first_page_shows_three_filters_and_folds_the_rest(client, inspector):
    client.force_login(inspector)
    text = visible_text(client.get(URL))
    assert "Người thực hiện hoặc đảng viên" in text
    assert "Loại hồ sơ" not in text
    assert "Loại hồ sơ" in visible_text(client.get(URL, {"more": 1}))


def test_which_list_was_taken_is_told(client, inspector, office):
    logged(office, "list.export", office, fields=["members:member_list"])
    assert line_of(client, inspector).name == "Danh sách đảng viên"


def test_as_a_workbook_without_names_of_members(client, inspector, office, an):
    logged(office, "member.unmask", an, note=REASON)
    client.force_login(inspector)
    AuditEvent.objects.filter(action="session.start").delete()
    response = client.get(URL, {"xlsx": 1})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    [row] = [row for row in rows if row[2] == "vanphong"]
    assert row[3:] == ("Xem số đầy đủ", "đảng viên", str(an.pk), None, REASON)


def test_an_administrators_workbook_has_no_reasons(client, admin, office, an):
    logged(office, "member.unmask", an, note=REASON)
    client.force_login(admin)
    rows = list(load_workbook(BytesIO(client.get(URL, {"xlsx": 1}).content)).active.values)
    assert REASON not in str(rows)


@pytest.mark.parametrize("cast", ["secretary", "office", "leader", "upper_staff"])
def test_other_roles_get_403(client, request, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(URL).status_code == 403


def test_an_act_on_a_kind_that_is_no_more_is_told(client, inspector, office):
    event = logged(office, "member.read", office)
    AuditEvent.objects.filter(pk=event.pk).update(record="members.oldthing", action="old.act")
    line = line_of(client, inspector)
    assert (line.event.act, line.kind) == ("old.act", "members.oldthing")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("reader", "queries"), [("admin", 9), ("inspector", 8)])
def test_number_of_queries(
    client, request, django_assert_num_queries, reader, queries, count, office, an, cell
):
    user = request.getfixturevalue(reader)
    for _ in range(count):
        logged(office, "member.read", an)
        logged(office, "unit.rename", cell)
    client.force_login(user)
    client.get(URL)
    with django_assert_num_queries(queries):
        client.get(URL)


@pytest.mark.parametrize(("reader", "group"), [("admin", "Thiết lập"), ("inspector", "Kiểm tra")])
def test_it_stands_in_the_menu_once(client, request, reader, group):
    client.force_login(request.getfixturevalue(reader))
    header = client.get(URL).text.partition("</header>")[0]
    assert header.count(f'href="{URL}"') == 1
    assert f'aria-current="true">{group}<' in header


def test_on_a_telephone_who_and_when_run_on_without_headings_and_nothing_empty(client, admin):
    client.force_login(admin)
    page = client.get(URL).text
    assert '<table class="table table-stack table-told align-middle">' in page
    assert page.count('<td data-label="Nội dung" class="blank">') == page.count("<tr>") - 1
