"""How long a meeting should last, by the rule of its day."""

from meetings.models import LengthRule, MeetingKind
from tests.conftest import day


def source(text):
    rule = LengthRule.objects.for_day(day(text))
    return rule and str(rule)


def test_each_day_has_the_rule_of_its_time(db):
    old = "Hướng dẫn 12-HD/BTCTW ngày 06/7/2018"
    new = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025"
    days = ["2018-07-05", "2018-07-06", "2025-10-27", "2025-10-28"]
    assert [source(text) for text in days] == [None, old, old, new]


def test_a_combined_meeting_has_its_own_least_length():
    rule = LengthRule(minutes=60, combined_minutes=75)
    kinds = [MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMBINED]
    assert [rule.least(kind) for kind in kinds] == [60, 60, 75]
