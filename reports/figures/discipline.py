"""Figures of discipline: decisions by the day from which they had effect; annulled ones never count."""

from collections.abc import Callable

from django.db.models import F, Q

from cells.scoping import placed_under
from members.models import Discipline, DisciplineForm
from members.models.discipline import FORMS_OF_MEMBERS, FORMS_OF_UNITS
from reports.figures.figure import Count, Scope, day_before


def of_members(form: str) -> Callable:
    """In the cell of that day."""
    return lambda scope: _listed(scope, form, F("starts_on")).filter(member__isnull=False)


def of_units(form: str) -> Callable:
    """A dissolved unit may be no more on that day: it counts where it stood the day before."""
    day = F("starts_on")
    if form == DisciplineForm.DISSOLUTION:
        day = day_before(day)
    return lambda scope: _listed(scope, form, day).filter(member__isnull=True)


def _listed(scope: Scope, form: str, day):
    rows = Discipline.objects.valid().filter(placed_under(scope.unit, day))
    return rows.filter(form=form, starts_on__range=scope.days).with_papers()


def _forms(subject: str, label: str, forms, rows) -> list[Count]:
    return [
        Count(f"discipline.{subject}.{one.value}", f"{label}: {one.label}", rows(one), "discipline")
        for one in forms
    ]


def any_of_members(scope: Scope):
    return _every(scope, FORMS_OF_MEMBERS, of_members)


def any_of_units(scope: Scope):
    return _every(scope, FORMS_OF_UNITS, of_units)


def _every(scope: Scope, forms, rows):
    """The rows of all forms: each counts where its own form says."""
    wanted = Q(pk__in=[])
    for form in forms:
        wanted |= Q(pk__in=rows(form)(scope).order_by().values("pk"))
    return Discipline.objects.filter(wanted).with_papers()


FIGURES = [
    Count("discipline.members", "Đảng viên bị kỷ luật", any_of_members, "discipline"),
    Count("discipline.units", "Tổ chức đảng bị kỷ luật", any_of_units, "discipline"),
    *_forms("members", "Đảng viên", FORMS_OF_MEMBERS, of_members),
    *_forms("units", "Tổ chức đảng", FORMS_OF_UNITS, of_units),
]
