"""Time outside the Party, read from the spells: what party age does not count."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from cells.models import Threshold, ThresholdCode
from common.periods import DAY
from members.models.member import Member
from members.models.membership import LeftBy, Membership
from members.rules.party_age import MONTHS_A_YEAR, Outside, latest_start, months_on

# Between a transfer and the arrival somewhere else the member is in the Party all the time.
OUT = [LeftBy.DELETION, LeftBy.RESIGNATION, LeftBy.EXPULSION, LeftBy.ANNULMENT]


def times_outside(members: Iterable[int] | None = None) -> dict[int, list[Outside]]:
    """Member id → times outside the Party, of these members or of all; three queries at most.

    Only who was ever outside has an entry. An expulsion that was annulled put nobody outside, if
    the rule of the day of return says so.
    """
    spells = Membership.objects.permanent()
    gone = spells.filter(left_by__in=OUT)
    if members is not None:
        gone = gone.filter(member__in=members)
    rows = spells.filter(member__in=gone.values("member")).order_by("member", "starts_on")
    by_member = defaultdict(list)
    for spell in rows.annotate(is_annulled=Exists(gone.annulled().filter(pk=OuterRef("pk")))):
        by_member[spell.member_id].append(spell)
    outside = {pk: list(_between([*spells, None])) for pk, spells in by_member.items()}
    return {pk: times for pk, times in outside.items() if times}


def _between(spells: list[Membership | None]) -> Iterator[Outside]:
    for spell, after in pairwise(spells):
        back = after and after.starts_on
        if spell.left_by in OUT and not (spell.is_annulled and _counts(back)):
            yield spell.ends_on + DAY, back


def _counts(back: datetime.date | None) -> bool:
    """Whether the time after an annulled expulsion counts, by the rule of the day of return."""
    day = back or timezone.localdate()
    return bool(Threshold.objects.in_force(ThresholdCode.ANNULLED_COUNTS, day).value)


def of_party_age(day: datetime.date, least: int | None = None, most: int | None = None) -> Q:
    """Members official on that day with so many full years of party age; either bound may lack.

    By comparing the date of the decision; the few who were ever outside are counted one by one.
    """
    official = Q(official_on__lte=day)
    aged = Q()
    if least is not None:
        aged &= Q(admission_decided_on__lte=latest_start(day, least * MONTHS_A_YEAR))
    if most is not None:
        aged &= Q(admission_decided_on__gt=latest_start(day, (most + 1) * MONTHS_A_YEAR))
    outside = times_outside()
    if not outside:
        return official & aged
    days = Member.objects.filter(pk__in=outside).values_list("pk", "admission_decided_on")
    years = {pk: months_on(decided_on, day, outside[pk]) // MONTHS_A_YEAR for pk, decided_on in days}
    counted = [
        pk
        for pk, number in years.items()
        if (least is None or number >= least) and (most is None or number <= most)
    ]
    return official & (aged & ~Q(pk__in=outside) | Q(pk__in=counted))


def party_months(member: Member, day: datetime.date) -> int:
    """Party age of one member on a day, in full months; 0 as long as the member is on probation."""
    if not member.is_official_on(day):
        return 0
    return months_on(member.admission_decided_on, day, times_outside([member.pk]).get(member.pk, ()))
