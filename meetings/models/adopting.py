"""The papers that adopting the minutes of a meeting freezes."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from meetings.models.paper import MeetingPaper, PaperKind, series_of
from papers.models.series import Series

NO_TERM = (
    "Nghị quyết cần số của nhiệm kỳ, mà phần mềm chưa ghi đại hội nào của {unit} trước ngày họp. "
    "Ghi đại hội ở trang Chức vụ của tổ chức đảng, rồi thông qua."
)


def freeze(meeting, documents: dict, *, by: User | None) -> None:
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
        raise ValidationError(
            "Chưa có gì khác bản đã thông qua. Nếu không cần sửa, đề nghị bỏ đính chính."
        )
    for kind, document in changed.items():
        _refuse_without_term(meeting, kind)
        paper = MeetingPaper.objects.issue(
            document,
            kind=kind,
            issued_on=timezone.localdate() if meeting.is_corrected else meeting.held_on,
            reason=meeting.correction_reason if kind in before else "",
            meeting=meeting,
            by=by,
        )
        paper.request_pdf(by=by)


def _refuse_without_term(meeting, kind: str) -> None:
    symbol, day = series_of(kind, meeting), meeting.held_on
    if kind == PaperKind.RESOLUTION and Series.objects.term_of(meeting.unit, symbol, day) is None:
        raise ValidationError(NO_TERM.format(unit=meeting.unit))


def freeze_unnumbered(meeting, documents: dict, *, by: User | None) -> None:
    """As they were adopted, where nothing was frozen then."""
    for kind, document in documents.items():
        about = {"kind": kind, "meeting": meeting, "by": by, "issued_on": meeting.held_on}
        MeetingPaper.objects.issue(document, numbered=False, **about)


def differences(meeting, documents: dict) -> list[str]:
    """In which parts the record would print something else than its papers in force."""
    papers = {paper.kind: paper for paper in meeting.papers.in_force()}
    differs = [PaperKind(kind).label.lower() for kind in documents if kind not in papers]
    for kind, paper in papers.items():
        differs += paper.differences(documents.get(kind, {}))
    return differs
