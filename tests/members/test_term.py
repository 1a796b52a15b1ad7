"""Terms of a unit."""

import pytest
from django.db import IntegrityError, transaction

from members.models import Term
from tests.conftest import day


def test_the_newest_term_is_read_first(cell):
    for name, text in (("2017-2020", "2017-03-01"), ("2020-2022", "2020-03-12")):
        Term.objects.create(unit=cell, name=name, congress_on=day(text))
    assert [term.name for term in cell.terms.all()] == ["2020-2022", "2017-2020"]


def test_a_term_is_named_once_in_a_unit(cell, second_cell):
    Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-03-12"))
    Term.objects.create(unit=second_cell, name="2020-2022", congress_on=day("2020-03-12"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-04-12"))
