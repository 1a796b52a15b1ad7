"""Run by test_carry_over.py in a process of its own: a new SQLite file goes from before to after."""

import datetime
import json
import sys

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("meetings", "0003_suspended")], [("meetings", "0006_core_done")]
NOW = datetime.datetime(2020, 3, 5, 8, tzinfo=datetime.UTC)


def main() -> None:
    old = migrate(BEFORE)
    fill(old)
    new = migrate(AFTER)
    get = new.get_model
    texts = get("meetings", "Meeting").objects.order_by("held_on")
    votes = get("meetings", "Vote").objects.order_by("meeting__held_on")
    facts = ("meeting__held_on__month", "question", "in_favour", "against", "abstained")
    found = {
        "texts": list(texts.values_list("conclusion", "resolution")),
        "opened": [row.opened_at == NOW for row in texts],
        "votes": list(votes.values_list(*facts)),
        "keys": get("meetings", "Task").objects.values("key").distinct().count(),
    }
    sys.stdout.write(json.dumps(found))


def migrate(targets):
    return MigrationExecutor(connection).migrate(targets).apps


def fill(apps) -> None:
    """As it was kept before: plain text, three counts."""
    unit = apps.get_model("cells", "Unit").objects.create(
        code="cb", kind="cell", name="Chi bộ", path="1/", founded_on=datetime.date(2017, 1, 1)
    )
    rows = apps.get_model("meetings", "Meeting").objects
    for month, facts in enumerate(
        [
            {"resolution": "1. Việc A < B\n\n 2. Việc hai", "votes_for": 12, "votes_against": 1},
            {"votes_for": 0},
            {},
        ],
        start=1,
    ):
        day = datetime.date(2020, month, 5)
        row = rows.create(unit=unit, kind="regular", held_on=day, conclusion="Thống nhất.", **facts)
        rows.filter(pk=row.pk).update(opened_at=NOW)
        for text in ("Một", "Hai"):
            apps.get_model("meetings", "Task").objects.create(meeting=row, text=text)


if __name__ == "__main__":
    django.setup()
    main()
