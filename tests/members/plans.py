"""Plans of restructuring, as tests of pages need them."""

from django.urls import reverse

from cells.models import Decision
from members.models import Restructuring
from tests.conftest import day

FIRST = day("2020-07-01")
DECISION = {
    "decision_number": "12-QĐ/ĐU",
    "decision_signed_on": "2020-06-20",
    "decision_issuer": "Đảng ủy cấp trên",
    "effective_on": "2020-07-01",
    "note": "",
}


def make_plan(unit, on=FIRST, **facts) -> Restructuring:
    paper = Decision(number="12-QĐ/ĐU", signed_on=day("2020-06-20"), issuer="Đảng ủy cấp trên", **facts)
    return Restructuring.objects.draft(unit=unit, decision=paper, effective_on=on, by=None)


def page(name, *args) -> str:
    return reverse(f"members:restructuring_{name}", args=args)
