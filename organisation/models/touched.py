"""The rows that a restructuring may touch: read before and after, put back when it is withdrawn."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from cases.models.case import Case
from cells.models import Ancestry, Assignment, Unit, UnitEvent, UnitVersion
from cells.models.unit import OUTSIDE
from common.models.kept_rows import Rows
from common.periods import DAY, Period
from members.models.candidate import Candidate
from members.models.membership import Membership
from members.models.office import Office
from members.models.roll_act import refuse_closed_rounds
from organisation.models.group import GroupPlace, PartyGroup

# What is made first goes last.
TABLES = {
    "units": Unit,
    "versions": UnitVersion,
    "ancestry": Ancestry,
    "events": UnitEvent,
    "assignments": Assignment,
    "memberships": Membership,
    "offices": Office,
    "groups": PartyGroup,
    "places": GroupPlace,
    "candidates": Candidate,
    "cases": Case,
}


def table(name: str) -> QuerySet:
    return TABLES[name].objects.all()


def rows_touched(on: datetime.date) -> Rows:
    """Whatever lasted to the eve of that day or longer. Bodies outside the program stay for others."""
    return {(name, row["id"]): row for name in TABLES for row in _lasting(name, on).values()}


def _lasting(name: str, on: datetime.date) -> QuerySet:
    rows, model = table(name), TABLES[name]
    if name == "units":
        rows = rows.exclude(code__startswith=OUTSIDE)
    if name in ("versions", "ancestry", "events"):
        rows = rows.exclude(unit__code__startswith=OUTSIDE)
    if name == "events":
        return rows.filter(effective_on=on)
    return rows.ending_from(on - DAY) if issubclass(model, Period) else rows


def check_nothing_stands_on(plan) -> None:
    """Refuse while something that came after it, on these units or members, is in force."""
    units = units_of(plan)
    below = Q(pk__in=[])
    for unit in units:
        below |= Q(unit__path__startswith=unit.path)
    last = max((pk for name, pk in plan.made if name == "events"), default=0)
    if event := UnitEvent.objects.filter(below, pk__gt=last).select_related("unit").first():
        raise ValidationError(f"Sau đó đã có việc về tổ chức: {event}, {event.effective_on:%d/%m/%Y}.")
    for act in plan.roll_acts.select_related("member"):
        later = act.member.roll_acts.in_force().filter(pk__gt=act.pk).exclude(restructurings=plan)
        if later := later.last():
            raise ValidationError(f"Sau đó đã ghi về {act.member}: {later}. Rút lại việc đó trước.")
    refuse_closed_rounds(units, on=plan.effective_on, since=plan.done_at)


def units_of(plan) -> QuerySet:
    """The units that it founded or changed, and the cells that members left or came to."""
    rows = [(name, pk) for name, pk, *_ in [*plan.made, *plan.changed]]
    units, versions, spells = (
        [pk for one, pk in rows if one == name] for name in ("units", "versions", "memberships")
    )
    found = Q(pk__in=units) | Q(versions__in=versions) | Q(memberships__in=spells)
    return Unit.objects.filter(found).distinct()
