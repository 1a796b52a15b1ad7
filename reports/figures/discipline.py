"""Figures of discipline: decisions by the day from which they had effect; annulled ones never count."""

from django.db.models import F

from cells.scoping import placed_under
from members.models import Discipline, DisciplineForm
from members.models.discipline import FORMS_OF_MEMBERS, FORMS_OF_UNITS
from reports.figures.figure import Count, Scope, day_before


def of_members(scope: Scope, form: str):
    """In the cell of that day."""
    rows = Discipline.objects.valid().filter(placed_under(scope.unit, F("starts_on")))
    return _listed(rows.filter(member__isnull=False), scope, form)


def of_units(scope: Scope, form: str):
    """A dissolved unit may be no more on that day: it counts where it stood the day before."""
    day = F("starts_on")
    if form == DisciplineForm.DISSOLUTION:
        day = day_before(day)
    rows = Discipline.objects.valid().filter(placed_under(scope.unit, day))
    return _listed(rows.filter(member__isnull=True), scope, form)


def _listed(rows, scope: Scope, form: str):
    return rows.filter(form=form, starts_on__range=scope.days).with_papers()


def _forms(subject: str, label: str, forms, rows) -> list[Count]:
    return [
        Count(
            f"discipline.{subject}.{form.value}",
            f"{label}: {form.label}",
            lambda scope, form=form: rows(scope, form),
            "discipline",
        )
        for form in forms
    ]


FIGURES = [
    *_forms("members", "Đảng viên", FORMS_OF_MEMBERS, of_members),
    *_forms("units", "Tổ chức đảng", FORMS_OF_UNITS, of_units),
]
