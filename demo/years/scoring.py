"""Many accepted scores at once, and a committee's copy of the sheet that came with the program."""

import datetime
import random
from decimal import Decimal

from cells.models import Unit
from meetings.models import Meeting
from scoring.models import MeetingScore, ScoreSheet, ScoreState
from scoring.models.answer import ScoreAnswer
from scoring.models.sheet_parts import ScoreItem
from scoring.rules.marking import Mark, result_of

SAMPLE = "Mẫu tỉnh trước năm 2025, 4 nhóm"
LESS = ("0", "0.5", "1", "2", "3")  # points that a meeting falls short of the most, by item


def own_sheet(unit: Unit, name: str, valid_from: datetime.date, **changed) -> ScoreSheet:
    """The older four groups as the committee issues them, in use."""
    sample = ScoreSheet.objects.get(name=SAMPLE, unit=None)
    sheet = sample.copy(unit=unit, name=name, valid_from=valid_from, by=None)
    if changed:
        sheet.write(caps=[], version=sheet.version, by=None, **changed)
        sheet.refresh_from_db()
    sheet.publish(by=None)
    return sheet


def accept_all(meetings: list[Meeting], sheet: ScoreSheet, chance: random.Random) -> None:
    """Every meeting scored by that sheet, with points near the most."""
    items, scores, answers = list(ScoreItem.objects.filter(group__sheet=sheet)), [], []
    for meeting in meetings:
        score = MeetingScore(meeting=meeting, sheet=sheet, state=ScoreState.ACCEPTED)
        points = {item: item.most - Decimal(chance.choice(LESS)) for item in items}
        answers += [ScoreAnswer(score=score, item=item, points=got) for item, got in points.items()]
        result = result_of(
            {item.pk: Mark(item.most, got) for item, got in points.items()},
            left_out=sheet.left_out,
            least=sheet.least,
            limits=[],
            met={},
        )
        score.total, score.grade = result.total, result.grade
        scores.append(score)
    MeetingScore.objects.bulk_create(scores)
    ScoreAnswer.objects.bulk_create(answers)
