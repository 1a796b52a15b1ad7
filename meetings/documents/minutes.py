"""Biên bản: the full course of a meeting, written from its record."""

from meetings.documents import facts
from meetings.documents.rows import MeetingRows
from meetings.models import AgendaItem, Meeting, Opinion, PaperKind
from meetings.models.paper import SYMBOLS, series_of
from papers import blocks
from papers.layout import frame, head_of, in_words
from papers.models import Series
from papers.models.series import CONGRESS

TEMPLATE = "meetings/pdf/paper.html"


def of_meeting(meeting: Meeting) -> dict:
    """The minutes as they stand now; number and date are filled in the copy that is frozen."""
    sitting = MeetingRows(meeting)
    score = blocks.part("Đánh giá chất lượng sinh hoạt", facts.score_blocks(sitting))
    return head(meeting, PaperKind.MINUTES) | {
        "title": "Biên bản",
        "subject": facts.subject(meeting),
        "is_undated": True,  # the text itself tells the day
        "parts": blocks.numbered([*parts_of(sitting), score | {"is_apart": True}]),
        "closing": [_closing(meeting)],
        "signatures": {
            "left": {"title": "Người ghi biên bản", "name": str(meeting.secretary or "")},
            "right": {"title": "Chủ trì hội nghị", "name": str(meeting.chair or "")},
        },
    }


def parts_of(sitting: MeetingRows) -> list[dict]:
    """What the record tells, but for the score, which has a page and a sheet of its own."""
    return [
        blocks.part("Thời gian, địa điểm, thành phần", facts.opening(sitting)),
        blocks.part("Nội dung", _course(sitting)),
        blocks.part("Kết luận", blocks.rich(sitting.meeting.conclusion)),
        blocks.part("Biểu quyết", _votes(sitting, None)),
        blocks.part("Phân công nhiệm vụ", facts.task_table(sitting)),
    ]


def head(meeting: Meeting, kind: str) -> dict:
    """What the head of a paper of this meeting needs; minutes may be without a number."""
    day = meeting.held_on
    version = meeting.unit.version_on(day)
    names = head_of(version, SYMBOLS[kind], day)
    if meeting.is_congress:
        names["symbol"] = f"{SYMBOLS[kind]}/{CONGRESS}"
    has_term = Series.objects.term_of(meeting.unit, series_of(kind, meeting), day) is not None
    return frame(TEMPLATE, names, is_unnumbered=kind == PaperKind.MINUTES and not has_term)


def _course(sitting: MeetingRows) -> list[dict]:
    """The general course, then item by item, then what was said to none of them."""
    made = blocks.rich(sitting.meeting.content)
    for place, item in enumerate(sitting.items, start=1):
        made += _item(sitting, place, item)
    return made + _opinions(sitting, None)


def _item(sitting: MeetingRows, place: int, item: AgendaItem) -> list[dict]:
    made = [blocks.heading(f"{place}. {item.title}")]
    if item.speaker:
        made.append(blocks.text(f"Đồng chí {sitting.called(item.speaker)} trình bày."))
    made += blocks.rich(item.notes) + _opinions(sitting, item.pk) + _votes(sitting, item.pk)
    if item.conclusion:
        made += [blocks.lead("Kết luận:"), *blocks.rich(item.conclusion)]
    return made


def _opinions(sitting: MeetingRows, item: int | None) -> list[dict]:
    """Each with the name of who spoke."""
    lines = [
        blocks.dash(f"{_speaker(sitting, opinion)}: {opinion.text}")
        for opinion in sitting.opinions[item]
    ]
    return [blocks.lead("Ý kiến phát biểu:"), *lines] if lines else []


def _speaker(sitting: MeetingRows, opinion: Opinion) -> str:
    return f"Đồng chí {sitting.called(opinion.member)}" if opinion.member else opinion.guest or "…"


def _votes(sitting: MeetingRows, item: int | None) -> list[dict]:
    return [line for vote in sitting.votes[item] for line in facts.vote_lines(sitting, vote)]


def _closing(meeting: Meeting) -> str:
    last = meeting.last_on
    day = "cùng ngày" if last == meeting.held_on else in_words(last)
    day = f"hôm sau, {day}" if meeting.ends_next_day else day
    ends = f"lúc {facts.clock(meeting.ends_at)} {day}" if meeting.ends_at else day
    body = "Đại hội" if meeting.is_congress else "Hội nghị"
    return f"{body} kết thúc {ends}. Biên bản đã được thông qua trước {body.lower()}."
