"""Figures of discipline: decisions by the day from which they had effect; annulled ones never count."""

from collections.abc import Callable, Iterable

from django.db.models import F, Q

from cells.scoping import placed_under
from members.models import DecidedBy, Discipline, DisciplineForm
from members.models.discipline import FORMS_OF_MEMBERS, FORMS_OF_UNITS
from reports.figures.figure import Count, Scope, day_before

FROM_ABOVE = [level for level in DecidedBy if level != DecidedBy.CELL]


def of_members(scope: Scope):
    """Decisions on members, counted in the cell of the day they took effect."""
    here = placed_under(scope.unit, F("starts_on"))
    return _in_period(scope).filter(here, member__isnull=False, form__in=FORMS_OF_MEMBERS)


def of_units(scope: Scope):
    """A dissolved unit may be no more on that day: it counts where it stood the day before."""
    there = placed_under(scope.unit, F("starts_on"))
    before = placed_under(scope.unit, day_before(F("starts_on")))
    is_dissolved = Q(form=DisciplineForm.DISSOLUTION)
    return _in_period(scope).filter(~is_dissolved & there | is_dissolved & before, member__isnull=True)


def _in_period(scope: Scope):
    return Discipline.objects.valid().filter(starts_on__range=scope.days).with_papers()


def _told_apart(code: str, label: str, rows: Callable, column: str, values: Iterable) -> list[Count]:
    """The same rows by the value of a column."""

    def of(value) -> Callable:
        return lambda scope: rows(scope).filter(**{column: value})

    return [
        Count(f"{code}.{one.value}", f"{label}: {one.label}", of(one.value), "discipline")
        for one in values
    ]


def _by_level(code: str, label: str, rows: Callable, levels: Iterable[DecidedBy]) -> list[Count]:
    """By the level of the body that decided; what was recorded without it stands apart."""
    by, label = f"{code}.by", f"{label} theo cấp quyết định"
    unknown = Count(
        f"{by}.unknown", f"{label}: chưa ghi", lambda scope: rows(scope).filter(level=""), "discipline"
    )
    return [*_told_apart(by, label, rows, "level", levels), unknown]


MEMBERS, UNITS = "discipline.members", "discipline.units"
FIGURES = [
    Count(MEMBERS, "Đảng viên bị kỷ luật", of_members, "discipline"),
    Count(UNITS, "Tổ chức đảng bị kỷ luật", of_units, "discipline"),
    *_told_apart(MEMBERS, "Đảng viên", of_members, "form", FORMS_OF_MEMBERS),
    *_told_apart(UNITS, "Tổ chức đảng", of_units, "form", FORMS_OF_UNITS),
    *_by_level(MEMBERS, "Kỷ luật đảng viên", of_members, DecidedBy),
    *_by_level(UNITS, "Kỷ luật tổ chức đảng", of_units, FROM_ABOVE),
]
