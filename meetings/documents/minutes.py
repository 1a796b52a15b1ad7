"""Biên bản: the full course of a meeting, written from its record."""

from __future__ import annotations

from cells.documents import head_of
from meetings.documents import blocks, facts
from meetings.models import AgendaItem, Meeting, PaperKind, PrintJob, Series, Vote
from meetings.models.paper import SYMBOLS
from meetings.models.series import CONGRESS
from meetings.rollcall import RollCall

TEMPLATE = "meetings/pdf/paper.html"


def document(job: PrintJob) -> dict:
    return job.paper.snapshot if job.paper else of_meeting(job.meeting)


def of_meeting(meeting: Meeting) -> dict:
    """The minutes as they stand now; number and date are filled in the copy that is frozen."""
    roll = facts.roll_of(meeting)
    items, votes = _items(meeting), list(meeting.votes.all())
    parts = [
        blocks.part("Thời gian, địa điểm, thành phần", facts.opening(meeting, roll)),
        blocks.part("Nội dung", _course(meeting, items, roll)),
        blocks.part("Kết luận", blocks.rich(meeting.conclusion)),
        blocks.part("Biểu quyết", _votes([vote for vote in votes if vote.item_id is None], roll)),
        blocks.part("Nhiệm vụ giao", facts.task_table(meeting)),
        blocks.part("Chấm điểm buổi sinh hoạt", facts.score_lines(meeting)) | {"is_apart": True},
    ]
    return head(meeting, PaperKind.MINUTES) | {
        "title": "Biên bản",
        "subject": facts.subject(meeting),
        "is_undated": True,  # the text itself tells the day
        "parts": blocks.numbered(parts),
        "closing": [_closing(meeting)],
        "signatures": {
            "left": {"title": "Người ghi biên bản", "name": str(meeting.secretary or "")},
            "right": {"title": "Chủ trì hội nghị", "name": str(meeting.chair or "")},
        },
    }


def head(meeting: Meeting, kind: str) -> dict:
    """What the head of a paper of this meeting needs; minutes may be without a number."""
    day = meeting.held_on
    version = meeting.unit.version_on(day)
    symbol = CONGRESS if meeting.is_congress else SYMBOLS[kind]
    names = head_of(version, SYMBOLS[kind], day)
    if meeting.is_congress:
        names["symbol"] = f"{SYMBOLS[kind]}/{CONGRESS}"
    has_term = Series.objects.term_of(meeting.unit, symbol, day) is not None
    return {
        "template": TEMPLATE,
        "number": None,
        "issued_on": None,
        "version": None,
        "replaces": "",
        "head": names,
        "is_unnumbered": kind == PaperKind.MINUTES and not has_term,
    }


def _items(meeting: Meeting) -> list[AgendaItem]:
    people = meeting.items.select_related("speaker")
    return list(people.prefetch_related("opinions__member", "votes"))


def _course(meeting: Meeting, items: list[AgendaItem], roll: RollCall) -> list[dict]:
    """The general course, then item by item, then what was said to none of them."""
    made = blocks.rich(meeting.content)
    for place, item in enumerate(items, start=1):
        made += _item(place, item, meeting, roll)
    loose = list(meeting.opinions.filter(item=None).select_related("member"))
    return made + _opinions(loose, "Ý kiến phát biểu:")


def _item(place: int, item: AgendaItem, meeting: Meeting, roll: RollCall) -> list[dict]:
    made = [blocks.heading(f"{place}. {item.title}")]
    if item.speaker:
        made.append(blocks.text(f"Đồng chí {item.speaker} trình bày."))
    made += blocks.rich(item.notes)
    made += _opinions(list(item.opinions.all()), "Ý kiến phát biểu:")
    for vote in item.votes.all():
        vote.meeting = meeting  # read already
    made += _votes(list(item.votes.all()), roll)
    if item.conclusion:
        made += [blocks.lead("Kết luận:"), *blocks.rich(item.conclusion)]
    return made


def _opinions(opinions: list, label: str) -> list[dict]:
    """Each with the name of who spoke."""
    said = [opinion for opinion in opinions if opinion.text or opinion.speaker]
    lines = [
        blocks.dash(f"{'Đồng chí ' if opinion.member else ''}{opinion.speaker or '…'}: {opinion.text}")
        for opinion in said
    ]
    return [blocks.lead(label), *lines] if lines else []


def _votes(votes: list[Vote], roll: RollCall) -> list[dict]:
    return [line for vote in votes for line in facts.vote_lines(vote, roll)]


def _closing(meeting: Meeting) -> str:
    ends = f"lúc {facts.clock(meeting.ends_at)} cùng ngày" if meeting.ends_at else "cùng ngày"
    return (
        f"Cuộc họp kết thúc {ends}. Biên bản đã được đọc lại để mọi người dự họp nghe và nhất trí "
        "thông qua."
    )
