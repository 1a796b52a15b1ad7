"""Gộp hồ sơ: two records of one person become one.

What the other record has moves to the kept one, model by model as `HOW` says; two rows that tell the
same are united. Attendance, grades and awards belong to adopted or closed papers and stay as they
were printed. The other record stays too, empty, and leads to the kept one. There is no way back.
"""

import datetime
from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.models import User
from cases.models.case import Case
from cases.models.case_step import CaseStep
from cases.models.letter import Letter
from common.periods import Period
from members.models.badge import Badge
from members.models.candidate import Candidate
from members.models.card import Card, DossierMove
from members.models.correction_request import CorrectionRequest
from members.models.discipline import Discipline
from members.models.follow_up import Commitment, Residence, ResidenceComment
from members.models.history import PersonalHistory, YearlySupplement
from members.models.member import Member
from members.models.membership import LeftBy, Membership
from members.models.office import Office
from members.models.paper import Paper
from members.models.roll_act import RollAct
from members.models.standing import Absence, Exemption, Suspension
from members.models.training import Training
from organisation.models.group import GroupPlace
from organisation.models.restructuring_step import RestructuringMove
from upkeep.models.checked import CheckedFinding
from upkeep.models.reconciliation import RollLine

# Of two united times the earlier beginning is told as one of them told it, the later end likewise.
BEGINNING = ("starts_on", "came_by", "came_from", "came_decision")
ENDING = ("ends_on", "left_by", "left_to", "left_decision", "end_decision", "expected_until")


@transaction.atomic
def merge(kept: Member, other: Member, *, taken: list[str], by: User | None) -> None:
    """Make `kept` the only record; of the fields `taken` it gets the value of the other one."""
    both = Member.objects.select_for_update().order_by("pk").in_bulk([kept.pk, other.pk])
    kept, other = both[kept.pk], both[other.pk]
    if kept == other or kept.merged_into_id or other.merged_into_id:
        raise ValidationError("Một trong hai hồ sơ vừa được gộp. Mở lại trang.")
    other.merged_into, account = kept, other.user
    other.user = None
    other.save(update_fields=["merged_into", "user"])
    for field in map(Member._meta.get_field, taken):
        field.save_form_data(kept, field.value_from_object(other))
    kept.user = kept.user or account
    kept.validate_constraints()
    kept.save()
    other.merged_from.update(merged_into=kept)
    for model, move in HOW.items():
        move(model._default_manager.filter(member=other), kept)
    _check_spells(kept)
    audit.record(by, "member.merge", kept, ["merged_from", *taken], note=f"{other.pk}")
    audit.record(by, "member.merge", other, ["merged_into"], note=f"{kept.pk}")


def what_moves(other: Member) -> dict[str, int]:
    """How many rows of each kind the record has, by what a reader calls them."""
    counts = {
        str(model._meta.verbose_name): model._default_manager.filter(member=other).count()
        for model in HOW
        if not model._meta.auto_created
    }
    return {name: count for name, count in counts.items() if count}


def _check_spells(kept: Member) -> None:
    """Refuse what no single record may say."""
    spells = kept.memberships.order_by("starts_on")
    first, died = spells.first(), spells.filter(left_by=LeftBy.DEATH).first()
    if first and kept.admitted_on > first.starts_on:
        raise ValidationError(
            f"Ngày kết nạp {kept.admitted_on:%d/%m/%Y} sau ngày bắt đầu sinh hoạt "
            f"{first.starts_on:%d/%m/%Y}. Chọn ngày kết nạp kia, hoặc sửa trước khi gộp."
        )
    if first:
        kept.refuse_parts(first.starts_on)
    if died and spells.ending_from(died.ends_on).exclude(pk=died.pk).exists():
        raise ValidationError(
            f"Một hồ sơ ghi đồng chí từ trần sau ngày {died.ends_on:%d/%m/%Y}, hồ sơ kia còn "
            "sinh hoạt sau đó. Sửa trước khi gộp."
        )


def _move(rows: QuerySet, kept: Member) -> None:
    rows.update(member=kept)


def _move_unless(rows: QuerySet, kept: Member, *, held: str) -> None:
    """Move what the kept record has not got; of the rest its own stands, the other's stays behind."""
    taken = rows.model._default_manager.filter(member=kept)
    rows.exclude(**{f"{held}__in": taken.values(held)}).update(member=kept)


def _fold(rows: QuerySet, kept: Member, *, same: tuple[str, ...]) -> None:
    """Move events; one that both records tell stays once, with what either says of it."""
    for row in rows:
        twin = rows.model._default_manager.filter(
            member=kept, **{name: getattr(row, name) for name in same}
        ).first()
        if twin:
            row.delete()
            _fill(twin, row)
            _save(twin)
        else:
            row.member = kept
            _save(row)


def _unite(rows: QuerySet, kept: Member, *, same: tuple[str, ...] = (), at_once: bool = False) -> None:
    """Move times; those that overlap and tell the same become one.

    Different ones at the same time are refused unless they may be `at_once`.
    """
    for row in rows:
        twins = _overlapping(row, kept)
        for twin in twins:
            if all(getattr(twin, name) == getattr(row, name) for name in same):
                twin.delete()
                _widen(row, twin)
            elif not at_once:
                raise _at_the_same_time(twin, row)
        row.member = kept
        _save(row)


def _unite_spells(rows: QuerySet, kept: Member) -> None:
    """In one cell at a time; a guest belongs elsewhere meanwhile, but not to the same cell."""
    for row in rows:
        for twin in _overlapping(row, kept):
            if (twin.unit_id == row.unit_id) != (twin.kind == row.kind):
                raise _at_the_same_time(twin, row)
            if twin.unit_id == row.unit_id:
                twin.letters.update(membership=row)
                twin.delete()
                _widen(row, twin)
        row.member = kept
        _save(row)


def _overlapping(row: Period, kept: Member) -> list[Period]:
    of_kept = type(row)._default_manager.filter(member=kept)
    return list(of_kept.overlapping(row.starts_on, row.ends_on or datetime.date.max))


def _widen(row: Period, twin: Period) -> None:
    """`row` lasts as long as both; of what is no day, what the kept record says comes first."""
    if twin.starts_on <= row.starts_on:
        _copy(row, twin, BEGINNING)
    if twin.ends_on is None or (row.ends_on and twin.ends_on >= row.ends_on):
        _copy(row, twin, ENDING)
    for name in _facts(row):
        if name not in BEGINNING + ENDING and getattr(twin, name):
            setattr(row, name, getattr(twin, name))


def _copy(row: models.Model, twin: models.Model, names: tuple[str, ...]) -> None:
    for name in set(names) & set(_facts(row)):
        setattr(row, name, getattr(twin, name))


def _fill(row: models.Model, twin: models.Model) -> None:
    """What `row` leaves open is as the twin says."""
    for name in _facts(row):
        if getattr(row, name) in (None, ""):
            setattr(row, name, getattr(twin, name))


def _facts(row: models.Model) -> list[str]:
    return [field.name for field in row._meta.fields if field.name not in {"id", "member"}]


def _save(row: models.Model) -> None:
    """Refused in words where the kept record has what forbids it."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        said = " ".join(error.messages)
        raise ValidationError(f"{str(row._meta.verbose_name).capitalize()}: {said}") from error
    row.save()


def _at_the_same_time(one: Period, two: Period) -> ValidationError:
    ends = [row.ends_on for row in (one, two) if row.ends_on]
    until = f"đến {min(ends):%d/%m/%Y}" if ends else "đến nay"
    return ValidationError(
        f"Từ {max(one.starts_on, two.starts_on):%d/%m/%Y} {until} hai hồ sơ ghi khác nhau "
        f"({one._meta.verbose_name}): {_told(one)}; {_told(two)}. Sửa một bên trước khi gộp."
    )


def _told(row: Period) -> str:
    """What the row says, without the name."""
    said = (getattr(row, name, None) for name in ("unit", "group", "place", "cell_name"))
    return next((str(text) for text in said if text), str(row))


def _move_cases(rows: QuerySet, kept: Member) -> None:
    """One of a kind is under way at a time."""
    for case in rows.open():
        if kept.cases.open().filter(kind=case.kind).exists():
            raise ValidationError(
                f"Cả hai hồ sơ đang có việc “{case.get_kind_display()}”. Dừng một việc trước khi gộp."
            )
    rows.update(member=kept)


def _join_history(rows: QuerySet, kept: Member) -> None:
    """The history of the kept record, completed by the other's; that one stays behind."""
    own = PersonalHistory.objects.filter(member=kept).first()
    for history in rows:
        if own is None:
            rows.update(member=kept)
        else:
            _fill(own, history)
            own.save()


def _move_candidate(rows: QuerySet, kept: Member) -> None:
    if not Candidate.objects.filter(member=kept).exists():
        rows.update(member=kept)


HOW: dict[type[models.Model], Callable[[QuerySet, Member], None]] = {
    Membership: _unite_spells,
    Office: partial(_unite, same=("unit", "kind"), at_once=True),
    Exemption: _unite,
    Suspension: _unite,
    Absence: partial(_unite, same=("place",)),
    GroupPlace: partial(_unite, same=("group",)),
    Residence: partial(_unite, same=("cell_name",)),
    ResidenceComment: partial(_move_unless, held="year"),
    Commitment: partial(_move_unless, held="year"),
    YearlySupplement: partial(_move_unless, held="year"),
    PersonalHistory: _join_history,
    Candidate: _move_candidate,
    Case: _move_cases,
    CaseStep.helpers.through: partial(_move_unless, held="casestep"),
    Training: partial(_fold, same=("course", "sent_on")),
    Card: partial(_fold, same=("issued_on", "number")),
    DossierMove: partial(_fold, same=("kind", "on", "whom")),
    Badge: partial(_fold, same=("years",)),
    Discipline: partial(_fold, same=("form", "starts_on")),
    CorrectionRequest: _move,
    Paper: _move,
    Letter: _move,
    RollAct: _move,
    RestructuringMove: partial(_move_unless, held="step"),
}
# What was asked about the other record, and found about it, is about that record.
STAYING = frozenset({RollLine, CheckedFinding})
