"""The score of a meeting as lines: for the minutes, the resolution and the score sheet itself."""

from __future__ import annotations

from decimal import Decimal

from scoring.models.answer import ScoreAnswer, points_text


def groups_of(answers: list[ScoreAnswer]) -> list[dict]:
    """Groups in the order of the sheet, each with its items; a left-out item says so."""
    groups: dict[int, dict] = {}
    for answer in answers:
        group = answer.item.group
        rows = groups.setdefault(
            group.pk, {"number": group.position, "title": group.title, "most": group.most, "items": []}
        )
        rows["items"].append(answer)
    return [_lines(group) for group in groups.values()]


def _lines(group: dict) -> dict:
    answers = group["items"]
    got = sum((answer.points or Decimal(0) for answer in answers), Decimal(0))
    return {
        "number": group["number"],
        "title": group["title"],
        "most": points_text(group["most"]),
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
