"""Who and what is graded in a round: copied from the records of its day, and copied once more."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import F

from cells.models import GRASSROOTS_KINDS, Ancestry, UnitVersion
from evaluations.models.assessment import MemberAssessment, UnitAssessment
from evaluations.models.grade import Exclusion
from evaluations.models.kinds import People
from members.models import Exemption, Membership, Office, Suspension

if TYPE_CHECKING:
    from evaluations.models.round import Round

# What taking the roll may write and take away again.
BY_RULE = {Exclusion.TOO_NEW, Exclusion.NEW_BODY, Exclusion.EXEMPT, Exclusion.SUSPENDED}


def member_roll(grading: Round) -> list[MemberAssessment]:
    """The members, not yet saved, whom the rules leave out with the reason; all, or those who hold an
    office, or none."""
    if grading.people == People.NOBODY:
        return []
    day, bodies, rules = grading.reference_on, _bodies_below(grading), grading.rules
    exempt = Exemption.objects.on(day).values_list("member", flat=True)
    suspended = Suspension.objects.on(day).values_list("member", flat=True)
    excluded = dict.fromkeys(exempt, Exclusion.EXEMPT) | dict.fromkeys(suspended, Exclusion.SUSPENDED)
    roll = Membership.objects.on_roll(grading.unit, day).exclude(unit__in=bodies.values("unit"))
    if grading.people == People.LEADERS:
        roll = roll.filter(member__in=Office.objects.on(day).values("member"))
    rows = []
    for spell in roll.by_name():
        too_new = Exclusion.TOO_NEW if rules.is_too_new(spell.member.admitted_on, day) else ""
        left_out = excluded.get(spell.member_id, too_new)
        row = {"round": grading, "member": spell.member, "cell": spell.unit, "exclusion": left_out}
        rows.append(MemberAssessment(**row))
    return rows


def unit_roll(grading: Round) -> list[UnitAssessment]:
    """The cells, what stands above them, and the body itself; none in a quarter."""
    if not grading.grades_units:
        return []
    day, too_new = grading.reference_on, grading.rules.is_too_new_a_unit
    beneath = _bodies_below(grading).exclude(unit=F("ancestor"))
    groups = UnitAssessment.objects.named_in(grading)
    standing = (
        UnitVersion.objects.on(day)
        .filter(unit__in=grading.unit.descent.on(day).values("unit"))
        .exclude(unit__in=beneath.values("unit"))
    )
    return [
        UnitAssessment(
            round=grading,
            unit=version.unit,
            kind=version.kind,
            name=version.name,
            number=version.number,
            group=groups.get(version.unit_id, ""),
            exclusion=Exclusion.NEW_BODY if too_new(version.unit.founded_on, day) else "",
        )
        for version in standing.select_related("unit")
    ]


def renew(kept, fresh: list, key: str, fields: list[str], *, day: datetime.date) -> list[str]:
    """Make the rows those of the fresh roll: what is decided about whoever stays is kept. Tells who
    went; refuses where somebody with a level would."""
    rows = {getattr(row, key): row for row in kept}
    wanted = {getattr(row, key): row for row in fresh}
    gone = [row for one, row in rows.items() if one not in wanted]
    if decided := [row.subject for row in gone if row.level]:
        raise ValidationError(
            f"{', '.join(decided)} đã có mức xếp loại nhưng không còn trong danh sách ngày "
            f"{day:%d/%m/%Y}. Chọn lại “Chưa xếp loại” rồi mới cập nhật danh sách."
        )
    kept.filter(pk__in=[row.pk for row in gone]).delete()
    kept.model.objects.bulk_create(row for one, row in wanted.items() if one not in rows)
    staying = [row for one, row in rows.items() if one in wanted]
    for row in staying:
        new = wanted[getattr(row, key)]
        for field in fields:
            setattr(row, field, getattr(new, field))
        if row.exclusion in {"", *BY_RULE} and not (row.level or row.note):
            row.exclusion = new.exclusion
    kept.model.objects.bulk_update(staying, [*fields, "exclusion"])
    return [row.subject for row in gone]


def _bodies_below(grading: Round):
    """The lineage of the grassroots organisations below, which grade their own members."""
    bodies = UnitVersion.objects.on(grading.reference_on).filter(kind__in=GRASSROOTS_KINDS)
    others = bodies.exclude(unit=grading.unit_id).values("unit")
    return Ancestry.objects.on(grading.reference_on).filter(ancestor__in=others)
