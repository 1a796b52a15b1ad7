"""A plan of the committee's office, and what tests of restructuring ask."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cells.models import Decision
from organisation.models import Restructuring
from tests.conftest import day

FIRST = day("2020-07-01")
EVE = day("2020-06-30")
DECISION = {
    "decision_number": "12-QĐ/ĐU",
    "decision_signed_on": "2020-06-20",
    "decision_issuer": "Đảng ủy cấp trên",
    "effective_on": "2020-07-01",
    "note": "",
}


def make_plan(unit, by=None, on=FIRST, **facts) -> Restructuring:
    signed_on = min(on, day("2020-06-20"))
    paper = Decision(number="12-QĐ/ĐU", signed_on=signed_on, issuer="Đảng ủy cấp trên", **facts)
    return Restructuring.objects.draft(unit=unit, decision=paper, effective_on=on, by=by)


def page(name, *args) -> str:
    return reverse(f"organisation:restructuring_{name}", args=args)


def where(member, on):
    return [spell.unit.name for spell in member.memberships.permanent().on(on)]


def refusal_of(act, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    return refusal.value.messages
