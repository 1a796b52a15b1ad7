"""What the bodies right below wrote under a section, for the report of the body above them."""

from dataclasses import dataclass

from django.db.models import F

from accounts.models import User
from reports.figures import Scope
from reports.models import Report
from reports.reading.parts import bodies_below

OWN = "own-"  # how the keys of sections begin that a committee has added for itself


@dataclass(frozen=True)
class Written:
    """Of one body, as it was issued: by the name that it had in the period."""

    name: str
    report: Report
    paragraphs: list[str]


def written_below(report: Report, key: str, title: str, user: User) -> list[Written]:
    """From reports of the same kind and period that are in force, those with a text in this section."""
    names = {unit.pk: name for name, unit in bodies_below(Scope(report.unit, *report.days))}
    same = {"kind": report.kind, "starts_on": report.starts_on, "ends_on": report.ends_on}
    issued = Report.objects.visible_to(user).in_force().filter(unit__in=names, **same).light()
    found = {one.unit_id: one for one in issued.annotate(headings=F("snapshot__headings"))}
    texts = {unit: _text(one.headings, key, title) for unit, one in found.items()}
    return [Written(name, found[unit], texts[unit]) for unit, name in names.items() if texts.get(unit)]


def _text(headings: list[dict], key: str, title: str) -> list[str]:
    """A section of the program's is found by its key, a committee's own by its title too."""
    is_own = key.startswith(OWN)
    same = (one for one in headings if one["key"] == key and (not is_own or one["title"] == title))
    return next((one["typed"] for one in same), [])
