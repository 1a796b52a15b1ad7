"""Báo cáo rút kinh nghiệm: what a thematic or a model meeting taught, from its review."""

from common.vietnamese import in_sentence
from meetings.documents import facts
from meetings.documents.minutes import TEMPLATE
from meetings.models import Meeting, MeetingPrint, Observer, Review
from papers import blocks
from papers.layout import archive_of, frame, head_of

SYMBOL = "BC"  # its number is written by hand: no series counts reviews
REMARK_COLUMNS = [("TT", 11, True), ("Nội dung", 49, False), ("Nhận xét", 105, False)]


def document(job: MeetingPrint) -> dict:
    """The review as it stands now; a meeting without one prints its empty form."""
    meeting = job.meeting
    review = getattr(meeting, "review", None)
    return frame(
        TEMPLATE,
        head_of(meeting.unit.version_on(meeting.held_on), SYMBOL, meeting.held_on),
        issued_on=review.reviewed_on.isoformat() if review else None,
        title="Báo cáo",
        subject=f"rút kinh nghiệm {in_sentence(facts.subject(meeting))}",
        parts=blocks.numbered(_parts(meeting, review) if review else []),
        signature=facts.secretary_signs(meeting.unit),
        recipients=["Đảng ủy (để báo cáo)", "Đảng viên chi bộ", archive_of(meeting.unit)],
    )


def _parts(meeting: Meeting, review: Review) -> list[dict]:
    remarks = [[str(n), label, text] for n, (label, text) in enumerate(review.remarks, start=1)]
    return [
        blocks.part("Thời gian, thành phần", _opening(meeting)),
        blocks.part("Nhận xét từng phần", blocks.table(REMARK_COLUMNS, remarks)),
        *(blocks.part(label, blocks.rich(text)) for label, text in review.lessons),
        blocks.part("Nghị quyết", blocks.rich(meeting.resolution)),
    ]


def _opening(meeting: Meeting) -> list[dict]:
    when = facts.in_words(meeting.held_on)
    where = f", tại {meeting.place}" if meeting.place else ""
    model = " là sinh hoạt mẫu" if meeting.is_model else ""
    made = [blocks.text(f"{meeting.title} {when}{where}{model}.")]
    for label, came in (("Đã dự", True), ("Được mời, không dự", False)):
        names = [str(one) for one in Observer.objects.filter(meeting=meeting, came=came)]
        if names:
            made.append(blocks.lead(f"{label}:", "; ".join(names) + "."))
    return made
