"""What was taken away is brought in again: nothing has changed.

Asked in test_cases.py, where the real organisations are loaded.
"""

import io
from collections.abc import Iterator

from django.urls import reverse
from openpyxl import load_workbook

from cells.models import Unit
from cells.rights import Role
from common.workbook import HEADER_ROW
from evaluations.models import Round
from meetings.models import Meeting
from tests.conftest import make_user
from tests.upkeep.imports.batches import bring_in, counted
from upkeep.models import Verdict

LISTS = {
    "members": "members:member_list",
    "offices": "members:office_list",
    "candidates": "cases:candidate_list",
}


def lists_of(unit: Unit) -> Iterator[tuple[str, str]]:
    """(kind of workbook, address) of every list that can be brought in; meetings year by year."""
    yield from ((kind, f"{reverse(page)}?xlsx=1") for kind, page in LISTS.items())
    register = reverse("reports:register_detail", args=["transfers"])
    for on in Meeting.objects.under(unit).dates("held_on", "year"):
        yield "meetings", f"{reverse('meetings:meeting_list')}?xlsx=1&year={on.year}"
        yield "movements", f"{register}?xlsx=1&start={on.year}-01-01&end={on.year}-12-31"
    for pk in Round.objects.under(unit).values_list("pk", flat=True):
        yield "grades", f"{reverse('evaluations:round_roster', args=[pk])}?xlsx=1"


def each_list_comes_back_the_same(client):
    unit = Unit.objects.order_by("path").first()
    office = make_user("nguoi-nhap", Role.OFFICE, unit)
    client.force_login(office)
    for kind, address in lists_of(unit):
        content = client.get(address).content
        rows = load_workbook(io.BytesIO(content)).active.max_row - HEADER_ROW
        batch = bring_in(unit, office, content, kind=kind)
        assert (address, counted(batch)) == (address, {Verdict.SAME: rows} if rows else {})
