"""The score of a meeting as lines: for the minutes, the resolution and the score sheet itself."""

import itertools
from decimal import Decimal

from scoring.models.answer import ScoreAnswer, points_text
from scoring.models.sheet_parts import ScoreGroup


def groups_of(answers: list[ScoreAnswer]) -> list[dict]:
    """Groups with their items, all in the order of the sheet; a left-out item says so."""
    groups = itertools.groupby(answers, lambda answer: answer.item.group)
    return [_lines(group, list(rows)) for group, rows in groups]


def _lines(group: ScoreGroup, answers: list[ScoreAnswer]) -> dict:
    got = sum((answer.points or Decimal(0) for answer in answers), Decimal(0))
    return {
        "number": group.position,
        "title": group.title,
        "most": points_text(group.most),
        "points": points_text(got),
        "items": [_line(answer) for answer in answers],
    }


def _line(answer: ScoreAnswer) -> dict:
    return {
        "number": answer.item.number,
        "text": answer.item.text,
        "most": points_text(answer.item.most),
        "points": "không áp dụng" if answer.is_left_out else points_text(answer.points),
        "level": answer.option.label if answer.option else "",
        "fact": answer.fact_text,
        "reason": answer.reason,
    }
