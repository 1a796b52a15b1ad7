"""The sheets that come with the program."""

import pytest

from scoring.models import ScoreSheet

pytestmark = pytest.mark.django_db


def test_every_one_adds_up():
    found = {sheet.name: sheet.problems() for sheet in ScoreSheet.objects.filter(unit=None)}
    assert len(found) == 7
    assert [name for name, problems in found.items() if problems] == []


def test_only_the_central_one_is_in_use():
    names = ScoreSheet.objects.published().values_list("name", flat=True)
    assert {name.split(",")[0] for name in names} == {"Hướng dẫn 42"}
