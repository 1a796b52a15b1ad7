"""Xuất dữ liệu cá nhân: all that is kept of a member, for a reason, by the office."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts import audit
from accounts.models import AuditEvent
from members.models import Member
from tests.conftest import day, make_member
from tests.world import make_world, user_as
from upkeep.documents.personal import LEFT_OUT, sources

REASON = "Đồng chí An đề nghị, đơn ngày 12/3/2026"


@pytest.fixture
def member(cell):
    return make_member("Nguyễn Văn An", unit=cell, citizen_id="024080001234", card_number="=1+1")


def address(member) -> str:
    return reverse("upkeep:member_data", args=[member.pk])


def taken(client, user, member) -> zipfile.ZipFile:
    client.force_login(user)
    response = client.post(address(member), {"reason": REASON})
    assert response["Content-Disposition"] == f'attachment; filename="du-lieu-ca-nhan-{member.pk}.zip"'
    return zipfile.ZipFile(io.BytesIO(response.content))


def sheets(packed) -> dict[str, list[tuple]]:
    """Title → headings and rows, without the numbers in front."""
    book = load_workbook(io.BytesIO(packed.read("du-lieu.xlsx")))
    return {
        sheet.title: [row[1:] for row in sheet.iter_rows(min_row=4, values_only=True)] for sheet in book
    }


def test_the_record_with_whole_numbers_and_who_read_it(client, office, member):
    audit.record(office, "member.read", member)
    found = sheets(taken(client, office, member))
    record = dict(found["Hồ sơ"])
    assert record["Họ và tên"] == "Nguyễn Văn An"
    assert record["Số căn cước công dân"] == "024080001234"
    assert record["Giới tính"] == "Nam"
    assert record["Số thẻ đảng viên"] == "'=1+1"  # nothing runs
    assert [row[1:] for row in found["Nhật ký"][1:3]] == [
        ("vanphong", "Xuất dữ liệu cá nhân", REASON),
        ("vanphong", "Xem hồ sơ", None),
    ]


def test_every_table_about_a_member_is_told_or_left_out_for_a_reason():
    told = {model._meta.label_lower for model, _ in sources()}
    related = {
        relation.related_model._meta.label_lower
        for relation in Member._meta.related_objects
        if not relation.field.many_to_many
    }
    assert related - told == set(LEFT_OUT)
    assert len(told) > 30


def test_all_that_an_office_may_write_about_a_member_is_there(client, db):
    world = make_world("dl")
    found = sheets(taken(client, user_as("office", world), world["member"]))
    assert {"Sinh hoạt tại chi bộ", "Chức vụ", "Thẻ đảng viên", "Kỷ luật", "Khen thưởng"} <= set(found)
    english = {
        heading
        for rows in found.values()
        for heading in rows[0]
        if heading
        and heading.lower() in {"member", "unit", "decision", "meeting", "by", "case", "round"}
    }
    assert english == set()


def test_scans_come_along_and_one_that_is_gone_does_not_stop_it(client, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    world = make_world("dl")
    office = user_as("office", world)
    names = [name for name in taken(client, office, world["member"]).namelist() if "tep/" in name]
    assert len(names) >= 1
    for path in tmp_path.rglob("*.pdf"):
        path.unlink()
    assert taken(client, office, world["member"]).namelist() == ["du-lieu.xlsx"]


def test_nothing_about_others_comes_along(client, office, member, cell):
    other = make_member("Lê Thị Bình", unit=cell, born_on=day("1985-01-01"))
    audit.record(office, "member.read", other)
    found = sheets(taken(client, office, member))
    assert "Lê Thị Bình" not in str(found)


@pytest.mark.parametrize("reason", ["", "   ", "ngắn"])
def test_without_a_reason_nothing_is_handed_out(client, office, member, reason):
    client.force_login(office)
    response = client.post(address(member), {"reason": reason})
    assert response.status_code == 422
    assert "reason" in response.context["form"].errors
    assert not AuditEvent.objects.filter(action="member.hand_out").exists()


def test_it_is_logged_with_the_reason(client, office, member):
    taken(client, office, member)
    event = AuditEvent.objects.get(action="member.hand_out")
    assert (event.by, event.record_id, event.note) == (office, str(member.pk), REASON)


def test_office_of_another_committee_gets_404(client, outsider, member):
    client.force_login(outsider)
    assert client.get(address(member)).status_code == 404


@pytest.mark.parametrize("cast", ["secretary", "leader"])
def test_other_roles_get_403_and_see_no_way(client, request, member, cast):
    client.force_login(request.getfixturevalue(cast))
    assert client.get(address(member)).status_code == 403
    assert address(member) not in client.get(member.get_absolute_url()).content.decode()


def test_the_record_leads_there(client, office, member):
    client.force_login(office)
    assert address(member) in client.get(member.get_absolute_url()).content.decode()
    assert client.get(address(member)).status_code == 200
