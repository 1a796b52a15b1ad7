"""Which backups are kept: of the last days, weeks and months."""

import datetime

import pytest

from tests.conftest import day
from upkeep.backups.retention import clear, kept

DAYS = [day("2026-12-31") - datetime.timedelta(days=number) for number in range(800)]


def told(days) -> list[str]:
    return [found.isoformat() for found in sorted(days, reverse=True)]


def test_the_last_days():
    assert told(kept(DAYS, (3, 0, 0))) == ["2026-12-31", "2026-12-30", "2026-12-29"]


def test_the_newest_of_the_last_weeks_across_the_year():
    days = [found for found in DAYS if found <= day("2026-01-06")]
    assert told(kept(days, (0, 3, 0))) == ["2026-01-06", "2026-01-04", "2025-12-28"]


def test_the_newest_of_the_last_months():
    assert told(kept(DAYS, (0, 0, 3))) == ["2026-12-31", "2026-11-30", "2026-10-31"]


def test_together_at_most_so_many():
    assert len(kept(DAYS, (7, 4, 12))) == 7 + 3 + 11


def test_days_without_a_backup_do_not_use_up_the_number():
    days = [day("2026-12-31"), day("2026-06-01"), day("2024-02-29")]
    assert kept(days, (2, 0, 0)) == set(days[:2])
    assert kept(days, (0, 0, 3)) == set(days)


@pytest.mark.parametrize("days", [[], [day("2026-12-31")]])
def test_few_are_all_kept(days):
    assert kept(days, (7, 4, 12)) == set(days)


def test_only_files_of_its_own_name_are_deleted(tmp_path):
    names = ["partyorg-2026-01-02-0005.age", "partyorg-2026-01-01-0005.age", "partyorg-2026-01-01.age"]
    for name in names:
        (tmp_path / name).touch()
    assert clear(tmp_path, (1, 0, 0)) == ["partyorg-2026-01-01-0005.age"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(set(names) - {names[1]})
