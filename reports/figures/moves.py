"""The movement ledger: how the roll of the start became the roll of the end.

A member is present in the scope while a permanent membership runs and its cell stands in the scope.
An arrival is a day on which a member is present and was not the day before; a departure is a day on
which a member is not present and was the day before. Each has exactly one cause, so for any scope
and any two dates: opening + arrivals - departures = closing.
"""

import datetime

from django.db.models import DateField, Exists, F, FilteredRelation, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Greatest, Least

from common.periods import DAY
from members.models import CameBy, LeftBy, Membership
from reports.figures.figure import Count, Scope, day_before

NEVER = Value(datetime.date.max, output_field=DateField())


def _presence(scope: Scope):
    """Spells in the scope: from `came_on` to `last_on`, both included; `last_on` may be `NEVER`.

    `at` is the unit of the scope in which the member was present: of a list of units each for itself.
    """
    units = scope.unit if isinstance(scope.unit, list) else [scope.unit]
    place = FilteredRelation("unit__ancestry", condition=Q(unit__ancestry__ancestor__in=units))
    return (
        Membership.objects.permanent()
        .annotate(place=place)
        .filter(place__isnull=False)
        .annotate(
            at=F("place__ancestor"),
            came_on=Greatest("starts_on", "place__starts_on"),
            last_on=Least(Coalesce("ends_on", NEVER), Coalesce("place__ends_on", NEVER)),
        )
        .filter(last_on__gte=F("came_on"))
    )


def _same_place(scope: Scope):
    """Other spells of the member in the same unit of the scope."""
    return _presence(scope).filter(member=OuterRef("member"), at=OuterRef("at"))


def arrivals(scope: Scope):
    """Each with `came_on`, the day from which the member counts."""
    before = _same_place(scope).filter(last_on=day_before(OuterRef("came_on")))
    return (
        _presence(scope)
        .filter(~Exists(before), came_on__range=scope.days)
        .select_related("member", "unit", "came_decision")
        .order_by("came_on", "member__sort_key")
    )


def departures(scope: Scope):
    """Each with `last_on`, the last day on which the member counted: the day before leaving."""
    after = _same_place(scope).filter(last_on__gte=OuterRef("last_on"))
    after = after.annotate(eve=day_before(F("came_on"))).filter(eve=OuterRef("last_on"))
    return (
        _presence(scope)
        .filter(~Exists(after), last_on__range=(scope.start - DAY, scope.end - DAY))
        .select_related("member", "unit", "left_decision")
        .order_by("last_on", "member__sort_key")
    )


def came(scope: Scope, cause: str):
    """Arrivals by the cause written on the membership."""
    return arrivals(scope).filter(came_on=F("starts_on"), came_by=cause)


def left(scope: Scope, cause: str):
    return departures(scope).filter(last_on=F("ends_on"), left_by=cause)


def received_with_unit(scope: Scope):
    """Whose unit came under the scope, or who came to it because their old unit did."""
    with_unit = Q(came_on__gt=F("starts_on")) | Q(came_by=CameBy.WITH_UNIT)
    return arrivals(scope).filter(with_unit)


def deleted_on_probation(scope: Scope):
    """Of those deleted, who never became official or not before that day."""
    not_yet = Q(member__official_on__isnull=True) | Q(member__official_on__gt=F("last_on"))
    return left(scope, LeftBy.DELETION).filter(not_yet)


def left_with_unit(scope: Scope):
    stays = Q(ends_on__isnull=True) | Q(ends_on__gt=F("last_on"))
    return departures(scope).filter(stays | Q(left_by=LeftBy.WITH_UNIT))


def confirmed(scope: Scope):
    """Probation ended well in the period, in the cell of that day; no movement of the roll."""
    day = F("member__official_on")
    there = Membership.objects.permanent().within(scope.unit, day)
    return there.filter(member__official_on__range=scope.days).by_name()


def _came(code: str, label: str, cause: CameBy) -> Count:
    return Count(f"moves.{code}", label, lambda scope: came(scope, cause), "arrival")


def _left(code: str, label: str, cause: LeftBy) -> Count:
    return Count(f"moves.{code}", label, lambda scope: left(scope, cause), "departure")


ARRIVALS = [
    _came("admitted", "Kết nạp", CameBy.ADMISSION),
    _came("transferred_in", "Chuyển đến chính thức", CameBy.TRANSFER),
    Count("moves.received_with_unit", "Đến theo tổ chức", received_with_unit, "arrival"),
    _came("reinstated", "Khôi phục, kết nạp lại", CameBy.REINSTATEMENT),
]
DEPARTURES = [
    _left("transferred_out", "Chuyển đi chính thức", LeftBy.TRANSFER),
    Count("moves.left_with_unit", "Đi theo tổ chức", left_with_unit, "departure"),
    _left("died", "Từ trần", LeftBy.DEATH),
    _left("expelled", "Khai trừ", LeftBy.EXPULSION),
    _left("deleted", "Xóa tên", LeftBy.DELETION),
    _left("resigned", "Xin ra khỏi Đảng", LeftBy.RESIGNATION),
    _left("annulled", "Hủy quyết định kết nạp", LeftBy.ANNULMENT),
]
FIGURES = [
    *ARRIVALS,
    *DEPARTURES,
    Count(
        "moves.deleted_probationary",
        "Trong số xóa tên: đảng viên dự bị",
        deleted_on_probation,
        "departure",
    ),
    Count(
        "moves.expelled_annulled",
        "Trong số khai trừ: quyết định sau đó bị hủy",
        lambda scope: left(scope, LeftBy.EXPULSION).annulled(),
        "departure",
    ),
    Count("moves.confirmed", "Công nhận chính thức", confirmed, "membership"),
]
