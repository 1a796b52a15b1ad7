"""Which backups are kept: one of each of the last days, weeks and months that have one."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

NAME = re.compile(r"partyorg-(\d{4}-\d{2}-\d{2})-\d{4}\.age")
PERIODS = [lambda day: day, lambda day: day.isocalendar()[:2], lambda day: (day.year, day.month)]


def kept(days: Iterable[datetime.date], counts: tuple[int, int, int]) -> set[datetime.date]:
    """Of these days, the newest one of each of the last days, weeks and months, as many as `counts`."""
    keep, newest_first = set(), sorted(set(days), reverse=True)
    for period, count in zip(PERIODS, counts, strict=True):
        newest_of = {}
        for day in newest_first:
            newest_of.setdefault(period(day), day)
        keep |= set(list(newest_of.values())[:count])
    return keep


def clear(folder: Path, counts: tuple[int, int, int]) -> list[str]:
    """Delete the backups of the folder that need not be kept; what has another name is left alone."""
    named = {path: match[1] for path in folder.iterdir() if (match := NAME.fullmatch(path.name))}
    day_of = {path: datetime.date.fromisoformat(day) for path, day in named.items()}
    keep = kept(day_of.values(), counts)
    gone = sorted(path for path, day in day_of.items() if day not in keep)
    for path in gone:
        path.unlink()
    return [path.name for path in gone]
