"""The movement ledger: how the roll of the start became the roll of the end.

A member is present in the scope while a permanent membership runs and its cell stands in the scope.
An arrival is a day on which a member is present and was not the day before; a departure is a day on
which a member is not present and was the day before. Each has exactly one cause, so for any scope
and any two dates: opening + arrivals - departures = closing.
"""

import datetime
from collections.abc import Callable

from django.db.models import Case, DateField, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear, Greatest, Least

from common.periods import DAY
from members.models import CameBy, LeftBy, Membership, Sex
from reports.figures.figure import Count, Rate, Scope, day_before

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


def admitted(scope: Scope):
    """With `age`: full years on the day from which the member counts."""
    came_on, born_on = F("starts_on"), F("member__born_on")
    birthday_to_come = Q(born_month__gt=F("came_month")) | Q(
        born_month=F("came_month"), born_day__gt=F("came_day")
    )
    return (
        came(scope, CameBy.ADMISSION)
        .annotate(came_month=ExtractMonth(came_on), came_day=ExtractDay(came_on))
        .annotate(born_month=ExtractMonth(born_on), born_day=ExtractDay(born_on))
        .annotate(
            age=ExtractYear(came_on)
            - ExtractYear(born_on)
            - Case(When(birthday_to_come, then=1), default=0)
        )
    )


def aged(first: int, last: int | None) -> Callable:
    """Newly admitted from so many to so many full years, both included."""
    upper = {} if last is None else {"age__lte": last}
    return lambda scope: admitted(scope).filter(age__gte=first, **upper)


def _of_admitted(code: str, label: str, rows: Callable) -> Count:
    return Count(f"moves.admitted.{code}", f"Trong số kết nạp: {label}", rows, "arrival")


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
    _came("reinstated", "Phục hồi đảng tịch, kết nạp lại", CameBy.REINSTATEMENT),
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
# The age of a member of the Youth Union is the first band.
YOUTH = 30
ADMITTED = [
    _of_admitted("female", "nữ", lambda scope: admitted(scope).filter(member__sex=Sex.FEMALE)),
    _of_admitted("minority", "dân tộc thiểu số", lambda scope: admitted(scope).of_minorities()),
    _of_admitted("to_30", "đến 30 tuổi", aged(0, YOUTH)),
    _of_admitted("31_to_40", "31–40 tuổi", aged(YOUTH + 1, 40)),
    _of_admitted("41_to_50", "41–50 tuổi", aged(41, 50)),
    _of_admitted("from_51", "từ 51 tuổi", aged(51, None)),
    Rate(
        "moves.admitted.female_rate",
        "Tỷ lệ nữ trong số kết nạp",
        "moves.admitted.female",
        "moves.admitted",
    ),
    Rate(
        "moves.admitted.youth_rate",
        "Tỷ lệ đến 30 tuổi trong số kết nạp",
        "moves.admitted.to_30",
        "moves.admitted",
    ),
]
FIGURES = [
    ARRIVALS[0],
    *ADMITTED,
    *ARRIVALS[1:],
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
    Count("moves.confirmed", "Công nhận đảng viên chính thức", confirmed, "membership"),
]
