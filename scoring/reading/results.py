"""The results of one month, cell by cell: held, scored, graded, and where points were lost."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch

from common.months import month_end
from common.tables import Table
from meetings.models import Meeting
from meetings.reading.register import RegisterRow, register_among
from scoring.models import MeetingScore, ScoreAnswer, points_text
from scoring.rules.grades import GRADES


@dataclass(frozen=True)
class Result:
    """One meeting with its score, or a cell that did not meet."""

    row: RegisterRow
    meeting: Meeting | None
    score: MeetingScore | None

    @property
    def is_final(self) -> bool:
        """Only a score that the committee accepted counts."""
        return self.score is not None and self.score.is_accepted

    @property
    def points(self) -> str:
        return points_text(self.score.total) if self.is_final else ""

    @property
    def marks(self) -> list[str]:
        """An X under its grade."""
        return ["X" if self.is_final and self.score.grade == grade else "" for grade in GRADES]

    @property
    def remark(self) -> str:
        """Why points are missing; or why there are none."""
        if self.meeting is None:
            return "chưa họp"
        if self.score is None:
            return "ghi theo sổ giấy" if self.meeting.is_taken_over else "chưa chấm điểm"
        if not self.is_final:
            return f"điểm chưa xong: {self.score.get_state_display()}"
        return "; ".join(_lost(answer) for answer in self.score.lossy)


def results_among(units, month: datetime.date) -> list[Result]:
    """Of the cells among `units`: one for each meeting held, and for each cell without."""
    scores = MeetingScore.objects.filter(meeting__unit__in=units).on_days(month, month_end(month))
    answers = ScoreAnswer.objects.for_sheet()
    scores = scores.prefetch_related(Prefetch("answers", queryset=answers, to_attr="all_answers"))
    by_meeting = {score.meeting_id: score for score in scores}
    for score in by_meeting.values():
        score.lossy = [one for one in score.all_answers if _points_lost(one)]
    return [
        Result(row, meeting, by_meeting.get(meeting.pk) if meeting else None)
        for row in register_among(units, month).rows
        for meeting in [one for one in row.meetings if one.is_held] or [None]
    ]


def _points_lost(answer: ScoreAnswer):
    return 0 if answer.is_left_out else answer.item.most - (answer.points or 0)


def _lost(answer: ScoreAnswer) -> str:
    why = answer.reason or answer.fact_text
    lost = f"{answer.item.text} (trừ {points_text(_points_lost(answer))})"
    return f"{lost}: {why}" if why else lost


RESULTS = Table(
    [
        ("Đơn vị", lambda result: result.row.name),
        ("Số đảng viên", lambda result: result.meeting and result.meeting.members),
        ("Ngày họp", lambda result: result.meeting and result.meeting.held_on),
        ("Điểm", lambda result: result.points),
        *(
            (grade.label, lambda result, place=place: result.marks[place])
            for place, grade in enumerate(GRADES)
        ),
        ("Lý do trừ điểm", lambda result: result.remark),
    ],
    names_persons=False,
)
