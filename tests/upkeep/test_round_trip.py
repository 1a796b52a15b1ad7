"""What was taken away is brought in again: nothing has changed, in any of the real organisations."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from cells.models import Unit
from cells.rights import Role
from common.workbook import HEADER_ROW
from demo.years import CASES
from tests.conftest import make_user
from tests.upkeep.imports.batches import bring_in, counted
from upkeep.models import Verdict

LISTS = {
    "members": "members:member_list",
    "offices": "members:office_list",
    "candidates": "cases:candidate_list",
}


@pytest.mark.parametrize("case", CASES)
def test_a_list_taken_away_is_the_same_when_it_comes_back(db, client, settings, tmp_path, case):
    settings.MEDIA_ROOT = tmp_path
    call_command("load_case", case, verbosity=0)
    unit = Unit.objects.order_by("path").first()
    office = make_user("nguoi-nhap", Role.OFFICE, unit)
    client.force_login(office)
    for kind, page in LISTS.items():
        content = client.get(reverse(page), {"xlsx": "1"}).content
        rows = load_workbook(io.BytesIO(content)).active.max_row - HEADER_ROW
        batch = bring_in(unit, office, content, kind=kind)
        assert (kind, counted(batch)) == (kind, {Verdict.SAME: rows} if rows else {})
