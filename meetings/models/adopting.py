"""Adopting minutes, correcting what was adopted, and giving a correction up.

The functions are verbs of Meeting. While minutes are corrected the meeting stays an adopted one in all
figures: `adopted_at` is the moment of the first adoption, `correction_reason` says that it is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from common.vietnamese import nfc
from meetings.models.paper import MeetingPaper, PaperKind, series_of
from meetings.models.problems import problems_of
from meetings.models.recording import changes
from papers.models.series import Series

if TYPE_CHECKING:
    from meetings.models.meeting import Meeting

NO_TERM = (
    "Nghị quyết cần số của nhiệm kỳ, mà sổ chưa ghi đại hội nào của {unit} trước ngày họp. "
    "Mời ghi đại hội ở trang Chức vụ của tổ chức đảng, rồi thông qua."
)


@transaction.atomic
def adopt(meeting: Meeting, *, by: User | None, version: int | None, documents: dict | None) -> None:
    """Lock the minutes as read at `version`, and freeze the papers made from them.

    `documents`: by kind of paper its data, as meetings.documents.of_adoption() makes them.
    """
    current = meeting._lock_draft(version)
    if problems := problems_of(current):
        raise ValidationError([problem.message for problem in problems])
    if documents is not None:
        _freeze(current, documents, by)
    meeting.adopted_at, meeting.correction_reason = current.adopted_at or timezone.now(), ""
    meeting.adopted_by = current.adopted_by if current.adopted_at else by
    meeting.save(update_fields=["adopted_at", "adopted_by", "correction_reason"])
    audit.record(by, "meeting.adopt", meeting)


def _freeze(meeting: Meeting, documents: dict, by: User | None) -> None:
    """What changed since the last version becomes the next one; what did not stays in force."""
    before = {paper.kind: paper for paper in meeting.papers.in_force()}
    changed = {
        kind: document
        for kind, document in documents.items()
        if kind not in before or not before[kind].says(document)
    }
    if PaperKind.RESOLUTION in before and PaperKind.RESOLUTION not in documents:
        number = before[PaperKind.RESOLUTION].full_number
        raise ValidationError(f"Nghị quyết {number} đã ban hành nên không để trống được.")
    if before and not changed:
        raise ValidationError("Chưa có gì khác bản đã thông qua. Nếu không cần sửa, mời bỏ đính chính.")
    for kind, document in changed.items():
        _refuse_without_term(meeting, kind)
        paper = MeetingPaper.objects.issue(
            document,
            kind=kind,
            issued_on=timezone.localdate() if meeting.correction_reason else meeting.held_on,
            reason=meeting.correction_reason if kind in before else "",
            meeting=meeting,
            by=by,
        )
        paper.request_pdf(by=by)


def _refuse_without_term(meeting: Meeting, kind: str) -> None:
    symbol, day = series_of(kind, meeting), meeting.held_on
    if kind == PaperKind.RESOLUTION and Series.objects.term_of(meeting.unit, symbol, day) is None:
        raise ValidationError(NO_TERM.format(unit=meeting.unit))


@transaction.atomic
def correct(meeting: Meeting, *, reason: str, by: User | None, documents: dict) -> None:
    """Open adopted minutes again; what was adopted stays readable, and counted, meanwhile.

    Minutes that were adopted before papers were kept are frozen now, without a number.
    """
    current = type(meeting).objects.select_for_update().get(pk=meeting.pk)
    reason = nfc(reason)
    if current.correction_reason:
        raise ValidationError("Biên bản này đang được đính chính.")
    if not current.is_adopted:
        raise ValidationError("Biên bản chưa thông qua thì sửa trực tiếp, không cần đính chính.")
    if not reason:
        raise ValidationError({"reason": "Ghi lý do đính chính."})
    if not current.papers.exists():
        for kind, document in documents.items():
            about = {"kind": kind, "meeting": current, "by": by, "issued_on": current.held_on}
            MeetingPaper.objects.issue(document, numbered=False, **about)
    meeting.correction_reason = reason
    meeting.save(update_fields=["correction_reason"])
    meeting.outdate()
    meeting.refresh_from_db(fields=["version"])
    audit.record(by, "meeting.correct", meeting, ["correction_reason"])


@transaction.atomic
def give_up_correction(meeting: Meeting, *, by: User | None, documents: dict) -> None:
    """Lock the minutes as they were adopted; refused once they say something else.

    Putting the record back by the machine would throw away what somebody typed, so a person does it,
    or adopts a new version.
    """
    current = type(meeting).objects.select_for_update().get(pk=meeting.pk)
    if not current.correction_reason:
        raise ValidationError("Biên bản này không đang được đính chính.")
    if current.version != meeting.version:  # `documents` may be older than what stands now
        raise ValidationError("Người khác vừa lưu cuộc họp này.", code="conflict")
    papers = {paper.kind: paper for paper in current.papers.in_force()}
    differs = [PaperKind(kind).label.lower() for kind, made in documents.items() if kind not in papers]
    for kind, paper in papers.items():
        differs += paper.differences(documents.get(kind, {}))
    if differs:
        raise ValidationError(
            f"Đã sửa khác bản thông qua ({', '.join(differs)}) nên không bỏ đính chính được. "
            "Mời sửa lại như cũ, hoặc thông qua thành bản mới."
        )
    meeting.correction_reason = ""
    meeting.save(update_fields=["correction_reason"])
    audit.record(by, "meeting.give_up_correction", meeting)


def write_resolution(
    meeting: Meeting, subject: str, text: str, *, by: User | None, instead: bool = False
) -> None:
    """Put a text as the resolution. Raises ValidationError where another stands, unless `instead`."""
    if meeting.resolution and not instead:
        raise ValidationError(
            {"instead": "Nghị quyết đã có nội dung. Nếu muốn soạn lại thì đánh dấu đồng ý thay."}
        )
    typed = {"resolution": text}
    if not meeting.resolution_subject:
        typed["resolution_subject"] = subject
    outcome = meeting.record(changes("meeting", **typed), by=by)
    if wrong := outcome.errors.get(("meeting", "")):
        raise ValidationError([message for messages in wrong.values() for message in messages])
