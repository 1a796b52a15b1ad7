"""Phiếu chấm điểm: the sheet as it was answered, with total, grade and signatures."""

from meetings.documents import facts
from meetings.documents.rows import printed_score
from meetings.models import Meeting
from members.models import Office
from papers.layout import frame, head_of
from scoring.models import ScoreState, follower_on

TEMPLATE = "scoring/pdf/score_sheet.html"
SYMBOL = "PCĐ"


def of_meeting(meeting: Meeting) -> dict:
    """The score as it stands now; a draft until the cell voted on it."""
    lines = printed_score(meeting)
    day = meeting.held_on
    is_voted = bool(lines and lines["votes"])
    secretary = Office.objects.secretary_of(meeting.unit, day)
    return frame(
        TEMPLATE,
        head_of(meeting.unit.version_on(day), SYMBOL, day),
        issued_on=day.isoformat() if is_voted else None,
        is_unnumbered=True,
        title="Phiếu chấm điểm",
        subject=facts.subject(meeting),
        is_undated=not is_voted,
        score=lines,
        vote=_vote(lines),
        sides=[_follower(meeting), facts.secretary_signs(meeting.unit, str(secretary or ""))],
    )


def _vote(lines: dict | None) -> str:
    votes = lines and lines["votes"]
    if not votes:
        return "Chi bộ chưa biểu quyết kết quả này."
    return (
        f"Chi bộ biểu quyết kết quả trên: {votes['in_favour']} tán thành, {votes['against']} không tán "
        f"thành, {votes['abstained']} không có ý kiến."
    )


def _follower(meeting: Meeting) -> dict:
    """Who followed the cell that day; the name stands there once the score is confirmed."""
    score = getattr(meeting, "score", None)
    is_confirmed = score and score.state in (ScoreState.CONFIRMED, ScoreState.ACCEPTED)
    follower = follower_on(meeting.unit, meeting.held_on) if is_confirmed else None
    name = str(follower.member) if follower else ""
    return {"authority": "Cấp ủy viên phụ trách", "title": "xác nhận", "name": name}
