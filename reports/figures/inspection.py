"""Figures of inspection, supervision and letters.

A campaign counts on the day of its conclusion, the day on which it takes effect: a programme is a plan,
a campaign under way has found nothing yet. It counts for the unit that carried it out, and for what
stood above that unit on the day: a report tells what a committee and the cells below it have inspected,
by performer (report II.3), and being inspected from above is the work of those above. A subject counts
once for each campaign (lượt).
"""

from functools import partial

from inspections.models import Campaign, CampaignKind, LetterKind, Performer, ReceivedLetter, Subject
from inspections.models.kinds import ORDINARY
from reports.figures.figure import Count, Scope

CAMPAIGN, SUBJECT, LETTER = "campaign", "inspection_subject", "letter"
# Code → label and kinds: denunciations and complaints are settled by an inspection, and so is money.
KINDS = {
    "inspection.{}": ("Kiểm tra", ORDINARY),
    "inspection.violation_{}": ("Kiểm tra khi có dấu hiệu vi phạm", [CampaignKind.VIOLATION]),
    "supervision.{}": ("Giám sát chuyên đề", [CampaignKind.SUPERVISION]),
}


def campaigns(scope: Scope, **which):
    rows = Campaign.objects.concluded_under(scope.unit, *scope.days).filter(**which)
    return rows.select_related("unit").order_by("concluded_on", "id")


def units(scope: Scope, **which):
    return _subjects(scope, **which).to_units()


def members(scope: Scope, **which):
    return _subjects(scope, **which).to_members()


def _subjects(scope: Scope, **which):
    """`which`: what is asked of their campaigns."""
    which = {f"campaign__{name}": value for name, value in which.items()}
    rows = Subject.objects.concluded_under(scope.unit, *scope.days).filter(**which)
    return rows.in_order().select_related("campaign__unit", "member", "unit")


# The end of a code → how its subjects are called, and their list.
SUBJECTS = {"units": ("tổ chức đảng", units), "members": ("đảng viên", members)}


def _campaigns(code: str, label: str, **which) -> Count:
    return Count(code, label, lambda scope: campaigns(scope, **which), CAMPAIGN)


def _of(performer: Performer | None) -> list[Count]:
    """By one performer; without one, those of the catalogue."""
    which = {"performer": performer} if performer else {}
    end, name = (f".{performer.value}", f" ({performer.label})") if performer else ("", "")
    label = f"Số cuộc kiểm tra, giám sát{name}"
    return [_campaigns(f"inspection.campaigns{end}", label, **which), *_by_kind(end, name, which)]


def _by_kind(end: str, name: str, which: dict) -> list[Count]:
    figures = []
    for code, (label, kinds) in KINDS.items():
        for subject, (whom, rows) in SUBJECTS.items():
            of_kinds = partial(rows, kind__in=kinds, **which)
            told = f"{label}: lượt {whom}{name}"
            figures.append(Count(code.format(subject) + end, told, of_kinds, SUBJECT))
    return figures


def received(scope: Scope):
    return ReceivedLetter.objects.received_under(scope.unit, *scope.days).select_related("unit")


def settled(scope: Scope):
    return ReceivedLetter.objects.settled_under(scope.unit, *scope.days).select_related("unit")


def unsettled(scope: Scope):
    """What is open on the last day of the period, whenever it came in."""
    return ReceivedLetter.objects.open_under(scope.unit, scope.end).select_related("unit")


def _handled(code: str, label: str) -> Count:
    return Count(f"letters.{code}", label, lambda scope: received(scope).filter(handling=code), LETTER)


def _of_kind(kind: LetterKind) -> Count:
    code, label = f"letters.received.{kind.value}", f"Đơn nhận được: {kind.label}"
    return Count(code, label, lambda scope: received(scope).filter(kind=kind), LETTER)


FIGURES = _of(None)
BY_PERFORMER = [figure for performer in Performer for figure in _of(performer)]
LETTER_FIGURES = [
    Count("letters.received", "Đơn, thư nhận được", received, LETTER),
    *(_of_kind(kind) for kind in LetterKind),
    _handled("within", "Đơn thuộc thẩm quyền"),
    _handled("forwarded", "Đơn chuyển nơi khác giải quyết"),
    _handled("filed", "Đơn lưu, không đủ điều kiện xem xét"),
    Count("letters.settled", "Đơn đã giải quyết trong kỳ", settled, LETTER),
    Count("letters.open", "Đơn chưa giải quyết xong cuối kỳ", unsettled, LETTER),
]
