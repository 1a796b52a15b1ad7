"""Papers of a meeting: posted in time or late, stamps stopped, taken and removed."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import AuditEvent
from common.files import check_pdf
from common.secrecy import stamp_in_pdf
from meetings.models import Attachment
from meetings.rules.deadlines import papers_by
from tests.meetings.conftest import HELD_ON, adopted, stamped_upload, written
from tests.scans import scan


def post(meeting, file=None, **facts):
    facts = {"title": " Báo  cáo tháng 6 "} | facts
    return Attachment.objects.post(meeting, file=file or scan(), by=None, **facts)


def events(action):
    return list(AuditEvent.objects.filter(action=action).values_list("note", flat=True))


def test_a_paper_is_kept_under_a_name_of_our_own(meeting):
    kept = post(meeting, is_draft_resolution=True)
    assert (kept.title, kept.is_draft_resolution) == ("Báo cáo tháng 6", True)
    assert "IMG" not in kept.file.name
    assert kept.file_name == f"tai-lieu-hop-2020-06-15-{kept.pk}.pdf"
    assert kept.content().startswith(b"%PDF")
    assert events("attachment.post") == [""]


@pytest.mark.parametrize("days, in_time", [(2, True), (1, True), (0, False), (-1, False)])
def test_posted_a_day_before_is_in_time(meeting, days, in_time):
    kept = post(meeting)
    last_moment = datetime.time(23, 59, 59)
    on = timezone.make_aware(datetime.datetime.combine(HELD_ON - datetime.timedelta(days), last_moment))
    kept.posted_at = on
    assert (kept.posted_on <= papers_by(meeting.held_on)) == in_time


def test_no_title_and_no_pdf_are_refused(meeting):
    with pytest.raises(ValidationError, match="Ghi tên"):
        post(meeting, title=" ")
    with pytest.raises(ValidationError, match="không phải PDF"):
        post(meeting, file=SimpleUploadedFile("a.pdf", b"<html>"))
    assert not Attachment.objects.exists()


def test_twenty_papers_are_kept_and_one_more_is_refused(meeting):
    for _ in range(20):
        post(meeting)
    with pytest.raises(ValidationError, match="nhiều nhất 20"):
        post(meeting)


def test_a_stamp_in_the_text_stops_the_paper(meeting, stamped):
    with pytest.raises(ValidationError, match="TỐI MẬT") as caught:
        post(meeting, file=stamped_upload(stamped))
    assert list(caught.value.message_dict) == ["file"]
    assert not Attachment.objects.exists()


def test_what_was_looked_at_is_posted_and_the_log_says_who_did(meeting, stamped):
    kept = post(meeting, file=stamped_upload(stamped), not_secret=True)
    assert kept.cleared_stamp == "TỐI MẬT"
    assert events("attachment.clear") == ["xác nhận không mật: TỐI MẬT"]


def test_a_sentence_about_secrecy_is_no_stamp():
    upload = written("<p>Tài liệu MẬT thì không tải lên.</p>")
    check_pdf(upload)
    assert stamp_in_pdf(upload) == ""


def test_a_scan_or_a_broken_text_is_not_read():
    assert stamp_in_pdf(scan()) == ""
    assert stamp_in_pdf(SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")) == ""


def test_a_removed_paper_is_gone_from_the_disk(meeting, django_capture_on_commit_callbacks):
    kept = post(meeting)
    storage, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        kept.remove(by=None)
    assert not storage.exists(name)
    assert not Attachment.objects.exists()
    assert events("attachment.remove") == [""]


def test_a_discarded_meeting_leaves_no_files(meeting, django_capture_on_commit_callbacks):
    kept = post(meeting)
    with django_capture_on_commit_callbacks(execute=True):
        meeting.discard(by=None)
    assert not kept.file.storage.exists(kept.file.name)


def test_adopted_minutes_keep_their_papers_and_take_no_more(meeting):
    kept = post(meeting)
    adopted(meeting)
    with pytest.raises(ValidationError, match="đã thông qua"):
        kept.remove(by=None)
    with pytest.raises(ValidationError, match="đã thông qua"):
        post(meeting)
