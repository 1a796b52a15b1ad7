"""What the page of minutes tells while people type: thresholds and lengths of that day, in words."""

from cells.models import Threshold
from cells.models.threshold import EXCEEDED
from common.vietnamese import percent
from meetings.models import CELL_MEETINGS, LengthRule, Vote
from meetings.reading.rollcall import RollCall


def facts_of(rule: LengthRule | None, shares: dict[str, Threshold]) -> dict:
    """For the script (static/js/minutes/): nothing of it decides anything."""
    return {
        "lengths": {kind: rule.least(kind) for kind in CELL_MEETINGS} if rule else {},
        "matters": {
            matter: {
                "value": share.value,
                "outOf": share.out_of,
                "atLeast": share.code not in EXCEEDED,
                "words": _needs(share),
            }
            for matter, share in shares.items()
        },
    }


def _needs(share: Threshold) -> str:
    return f"Cần {share.in_words} số đảng viên chính thức phải dự"


def vote_in_words(vote: Vote, roll: RollCall, share: Threshold) -> dict[str, str]:
    """What stands under a vote: the base, the threshold, and whether it is reached."""
    eligible, voters = len(roll.eligible), len(roll.voters)
    needed = share.needed(eligible)
    return {
        "base": f"{eligible} đảng viên chính thức phải dự, {voters} có mặt.",
        "threshold": f"{_needs(share)}: từ {needed} phiếu tán thành.",
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
