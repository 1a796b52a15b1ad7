"""Scans of a member's file: kept once, within the quota, removed for a reason."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import AuditEvent
from members.models import Paper, PaperKind, paper
from tests.conftest import day, make_member
from tests.scans import scan


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def member(cell):
    return make_member(unit=cell)


def add(member, file, **facts) -> Paper:
    kind = PaperKind.objects.get(code="admission")
    facts = {"kind": kind, "title": "Quyết định 12", "signed_on": day("2010-02-25")} | facts
    return Paper.objects.add(member, file=file, by=None, **facts)


def test_the_kinds_come_in_the_order_of_the_file(db):
    codes = list(PaperKind.objects.values_list("code", flat=True))
    assert (codes[0], codes[-1], len(codes)) == ("application", "other", 21)


def test_nothing_of_the_users_file_name_reaches_the_disk(member, media):
    kept = add(member, scan(name="Nguyen Van An 024080001234.pdf"))
    assert [path.name for path in media.rglob("*.pdf")] == [kept.file.name.removeprefix("papers/")]
    assert "024080001234" not in kept.file.name
    assert kept.file_name == "admission-2010-02-25.pdf"


def test_size_and_digest_are_of_what_is_kept(member):
    kept = add(member, scan())
    assert (kept.size, kept.content()) == (scan().size, scan().read())
    assert len(kept.sha256) == 64
    assert AuditEvent.objects.get(action="paper.add").record_id == str(kept.pk)


def test_the_same_file_twice_is_refused_and_named(member):
    add(member, scan(1), title="Đơn")
    with pytest.raises(ValidationError, match="Tệp này đã có: Đơn"):
        add(member, scan(1))
    add(member, scan(2))
    assert Paper.objects.count() == 2


def test_of_another_member_it_is_another_paper(member, cell):
    add(member, scan())
    add(make_member("Trần Thị Bình", unit=cell), scan())
    assert Paper.objects.count() == 2


@pytest.mark.parametrize(("room", "kept"), [(0, 2), (-1, 1)])
def test_the_papers_of_a_member_stay_within_the_quota(member, monkeypatch, room, kept):
    monkeypatch.setattr(paper, "QUOTA_BYTES", scan(1).size + scan(2).size + room)
    add(member, scan(1))
    if kept == 1:
        with pytest.raises(ValidationError, match="50 MB"):
            add(member, scan(2))
    else:
        add(member, scan(2))
    assert Paper.objects.count() == kept


def test_a_day_to_come_is_refused(member, media):
    with pytest.raises(ValidationError) as refused:
        add(member, scan(), signed_on=day("2999-01-01"))
    assert list(refused.value.message_dict) == ["signed_on"]
    assert list(media.rglob("*.pdf")) == []


def test_removed_the_file_is_gone_and_the_row_says_why(
    member, media, office, django_capture_on_commit_callbacks
):
    kept = add(member, scan())
    with django_capture_on_commit_callbacks(execute=True):
        kept.remove(reason="Nhầm người", by=office)
    assert list(media.rglob("*.pdf")) == []
    row = Paper.objects.removed().get()
    assert (row.file.name, row.remove_reason, row.removed_by) == ("", "Nhầm người", office)
    assert AuditEvent.objects.get(action="paper.remove").note == "Nhầm người"


def test_a_removed_paper_is_not_removed_again(member):
    kept = add(member, scan())
    same = Paper.objects.get(pk=kept.pk)
    kept.remove(reason="Nhầm người", by=None)
    with pytest.raises(ValidationError, match="đã được gỡ"):
        same.remove(reason="Lần nữa", by=None)
    assert Paper.objects.get().remove_reason == "Nhầm người"


def test_what_was_removed_makes_room_and_may_come_again(member):
    add(member, scan()).remove(reason="Nhầm loại", by=None)
    add(member, scan())
    assert Paper.objects.kept().count() == 1


def test_papers_follow_the_member(member, secretary, other_secretary, second_cell):
    add(member, scan())
    member.current_membership().transfer(to=second_cell, on=day("2020-07-01"), by=None)
    assert not Paper.objects.visible_to(secretary).exists()
    assert Paper.objects.visible_to(other_secretary).count() == 1
