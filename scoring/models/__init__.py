"""Scoring of meetings: sheets as data, points from the record, steps to a final grade."""

from scoring.models.answer import Given, ScoreAnswer, points_text
from scoring.models.facts import Fact, facts_of
from scoring.models.follower import CellFollower, follower_on, may_confirm, scored_by
from scoring.models.meeting_numbers import MeetingNumbers, numbers_of, with_numbers
from scoring.models.score import MeetingScore, ScoreState, ScoreStep
from scoring.models.sheet import FOR_KIND, HEAD_FIELDS, ScoreSheet
from scoring.models.sheet_parts import ScoreCap, ScoreGroup, ScoreItem, ScoreOption
