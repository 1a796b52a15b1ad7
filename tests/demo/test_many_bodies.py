"""An upper committee with 77 bodies: its pages ask few questions of the database."""

import datetime
import random
from fractions import Fraction

import pytest
from django.urls import reverse

from cells.models import UnitKind
from cells.rights import Role
from demo.years.sittings import hold_all, sitting
from meetings.models import Meeting, MeetingKind
from tests.conftest import found, make_user

BODIES, MOST_QUERIES = 77, 12
PAGES = [
    "meetings:meeting_calendar",
    "meetings:month_register",
    "reports:meeting_statistics",
    "reports:half_year_table",
]


@pytest.fixture
def upper(db):
    """Each body a cell of its own, which met every month of the year."""
    top = found("cac-co-quan", UnitKind.UPPER_COMMITTEE, "Đảng bộ Các cơ quan tỉnh")
    cells = [
        found(f"co-quan-{n}", UnitKind.GRASSROOTS_CELL, f"Chi bộ cơ quan {n}", parent=top)
        for n in range(BODIES)
    ]
    meetings = [
        sitting(cell, MeetingKind.REGULAR, datetime.date(2020, month, 5), 95)
        for cell in cells
        for month in range(1, 13)
    ]
    hold_all(meetings, random.Random(1), absent=Fraction(0))
    return make_user("cap-tren", Role.OFFICE, top)


def test_pages_of_77_bodies(client, upper, django_assert_max_num_queries):
    """One test for all its pages: the bodies are what costs."""
    client.force_login(upper)
    assert Meeting.objects.count() == 12 * BODIES
    for page in PAGES:
        address = reverse(page) + "?year=2020&month=2020-05"
        assert client.get(address).status_code == 200
        with django_assert_max_num_queries(MOST_QUERIES):
            client.get(address)
