"""Scoring of meetings: sheets as data, points from the record, steps to a final grade."""

from meetings.models.scoring.answer import Given, ScoreAnswer, points_text
from meetings.models.scoring.facts import Fact, facts_of
from meetings.models.scoring.follower import CellFollower, follower_on, may_confirm, scored_by
from meetings.models.scoring.grades import GRADES, Certainty, FactCode, Grade, LeftOut
from meetings.models.scoring.record import Record, record_of, with_record
from meetings.models.scoring.score import MeetingScore, ScoreState, ScoreStep
from meetings.models.scoring.sheet import FOR_KIND, HEAD_FIELDS, ScoreSheet
from meetings.models.scoring.sheet_parts import ScoreCap, ScoreGroup, ScoreItem, ScoreOption

__all__ = [
    "FOR_KIND",
    "GRADES",
    "HEAD_FIELDS",
    "CellFollower",
    "Certainty",
    "Fact",
    "FactCode",
    "Given",
    "Grade",
    "LeftOut",
    "MeetingScore",
    "Record",
    "ScoreAnswer",
    "ScoreCap",
    "ScoreGroup",
    "ScoreItem",
    "ScoreOption",
    "ScoreSheet",
    "ScoreState",
    "ScoreStep",
    "facts_of",
    "follower_on",
    "may_confirm",
    "points_text",
    "record_of",
    "scored_by",
    "with_record",
]
