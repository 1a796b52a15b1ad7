"""What the rules on the size and the officers of an organisation say: warnings, never refusals.

Pure: plain values in, sentences out. The numbers are `Threshold` rows of the day that is looked at.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cells.models import CELL_KINDS, Threshold, ThresholdCode, UnitKind
from members.models import OfficeHow, OfficeKind
from members.rules.party_age import add_months

CHARTER = "Điều lệ Đảng"
ACTING, SECRETARY = OfficeHow.ACTING, OfficeKind.SECRETARY
# Who sits in a chi ủy, in a ban thường vụ and in a committee: its officers are members of it.
CELL_COMMITTEE = [SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.CELL_COMMITTEE_MEMBER]
STANDING = [SECRETARY, OfficeKind.DEPUTY_SECRETARY, OfficeKind.STANDING_MEMBER]
COMMITTEE = [*STANDING, OfficeKind.COMMITTEE_MEMBER]


@dataclass(frozen=True)
class UnitFacts:
    """One organisation on one day."""

    kind: str
    members: int = 0
    official: int = 0
    # (office, how it was come by, who holds it)
    offices: Sequence[tuple[str, str, int]] = ()
    congress_on: datetime.date | None = None

    def holders(self, *kinds: OfficeKind) -> int:
        """How many persons hold at least one of these offices for good."""
        return len({who for kind, how, who in self.offices if kind in kinds and how != ACTING})

    @property
    def has_acting_secretary(self) -> bool:
        return any((kind, how) == (SECRETARY, ACTING) for kind, how, _ in self.offices)


@dataclass(frozen=True)
class Limit:
    text: str
    source: str


def warnings_of(facts: UnitFacts, rules: Mapping[str, Threshold], day: datetime.date) -> list[Limit]:
    """What is not as the rules of that day say, the gravest first."""
    found = [*_secretary(facts)]
    if facts.kind in CELL_KINDS:
        found += [*_cell_size(facts, rules), *_cell_committee(facts, rules)]
    else:
        found += [*_committee_size(facts, rules), *_standing(facts, rules)]
    return [*found, *_term(facts, rules, day)]


def _secretary(facts: UnitFacts) -> Iterator[Limit]:
    if facts.holders(SECRETARY):
        return
    acting = ", đang giao người phụ trách" if facts.has_acting_secretary else ""
    yield Limit(f"Chưa có bí thư{acting}.", CHARTER)


def _cell_size(facts: UnitFacts, rules: Mapping[str, Threshold]) -> Iterator[Limit]:
    least = rules[ThresholdCode.CELL_MIN_OFFICIAL]
    if facts.official < least.value:
        yield Limit(
            f"Chi bộ có {facts.official} đảng viên chính thức; ít nhất phải có {least.value}.",
            least.source,
        )


def _cell_committee(facts: UnitFacts, rules: Mapping[str, Threshold]) -> Iterator[Limit]:
    start = rules[ThresholdCode.CELL_COMMITTEE_FROM]
    most = rules[ThresholdCode.CELL_COMMITTEE_MAX]
    size = facts.holders(*CELL_COMMITTEE)
    if facts.official >= start.value and not facts.holders(OfficeKind.CELL_COMMITTEE_MEMBER):
        yield Limit(
            f"Chưa có chi ủy; chi bộ có từ {start.value} đảng viên chính thức thì bầu chi ủy "
            f"(nay có {facts.official}).",
            start.source,
        )
    if size > most.value:
        yield Limit(f"Chi ủy có {size} người; tối đa là {most.value}.", most.source)


def _committee_size(facts: UnitFacts, rules: Mapping[str, Threshold]) -> Iterator[Limit]:
    least = rules[ThresholdCode.COMMITTEE_MIN_MEMBERS]
    if facts.kind == UnitKind.GRASSROOTS_COMMITTEE and facts.members < least.value:
        yield Limit(
            f"Đảng bộ có {facts.members} đảng viên; đảng bộ cơ sở có từ {least.value}.", least.source
        )


def _standing(facts: UnitFacts, rules: Mapping[str, Threshold]) -> Iterator[Limit]:
    """A small committee has no ban thường vụ: only one that has is measured."""
    share = rules[ThresholdCode.STANDING_SHARE]
    standing, committee = facts.holders(*STANDING), facts.holders(*COMMITTEE)
    has_standing = facts.holders(OfficeKind.STANDING_MEMBER)
    if has_standing and standing * share.out_of > committee * share.value:
        yield Limit(
            f"Ban thường vụ có {standing} người trên {committee} đảng ủy viên; "
            f"tối đa là {share.amount}.",
            share.source,
        )


def _term(facts: UnitFacts, rules: Mapping[str, Threshold], day: datetime.date) -> Iterator[Limit]:
    months = rules[ThresholdCode.TERM_MONTHS]
    if facts.congress_on and day > add_months(facts.congress_on, months.value):
        yield Limit(
            f"Đã quá {months.value} tháng kể từ đại hội ngày {facts.congress_on:%d/%m/%Y}.",
            months.source,
        )
