"""What the page of minutes tells while people type: thresholds and lengths of that day, in words."""

from __future__ import annotations

from cells.models import Threshold, ThresholdCode
from common.vietnamese import percent
from meetings.models import CELL_MEETINGS, LengthRule, Matter, Meeting, Vote
from meetings.models.vote import TWO_THIRDS
from meetings.reading.rollcall import RollCall


def shares_of(meeting: Meeting) -> dict[str, Threshold]:
    """The share that each matter needs on the day of the meeting, in one query."""
    shares = Threshold.objects.on(meeting.held_on)
    return {
        matter: shares[ThresholdCode.VOTE_SHARE if matter in TWO_THIRDS else ThresholdCode.MAJORITY]
        for matter in Matter.values
    }


def facts_of(meeting: Meeting, shares: dict[str, Threshold]) -> dict:
    """For the script (static/js/meeting_*.js): nothing of it decides anything."""
    rule = LengthRule.objects.for_day(meeting.held_on)
    return {
        "lengths": {kind: rule.least(kind) for kind in CELL_MEETINGS} if rule else {},
        "matters": {
            matter: {
                "value": share.value,
                "outOf": share.out_of,
                "atLeast": matter in TWO_THIRDS,
                "words": _needs(matter, share),
            }
            for matter, share in shares.items()
        },
    }


def _needs(matter: str, share: Threshold) -> str:
    words = "một nửa" if (share.value, share.out_of) == (1, 2) else share.amount
    return f"Cần {'ít nhất' if matter in TWO_THIRDS else 'hơn'} {words} số đảng viên chính thức phải dự"


def vote_in_words(vote: Vote, roll: RollCall, share: Threshold) -> dict[str, str]:
    """What stands under a vote: the base, the threshold, and whether it is reached."""
    eligible, voters = len(roll.eligible), len(roll.voters)
    needed = vote.needed(eligible, share)
    return {
        "base": f"{eligible} đảng viên chính thức phải dự, {voters} có mặt.",
        "threshold": f"{_needs(vote.matter, share)}: từ {needed} phiếu tán thành.",
        "result": _result(vote, eligible, voters, needed),
    }


def _result(vote: Vote, eligible: int, voters: int, needed: int) -> str:
    if not vote.is_counted:
        return "Chưa ghi kết quả."
    if vote.cast > voters:
        return f"Tổng số phiếu là {vote.cast}, nhiều hơn {voters} người có mặt được biểu quyết."
    in_favour = vote.in_favour or 0
    verdict = "Được thông qua" if in_favour >= needed else "Không được thông qua"
    rest = f" Còn {voters - vote.cast} phiếu chưa ghi." if vote.cast < voters else ""
    return f"{verdict} ({in_favour}/{eligible} = {percent(in_favour, eligible)}).{rest}"
