"""What several procedures have in common: whom they are for, deadlines, and whole effects.

An effect comes with its sentence and its undoing, as keywords of a Step.
"""

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError

from accounts.models import User
from cases.procedures.base import Actor, Situation, Step
from cases.procedures.sources import GUIDANCE, MEMBER_WORK, ONLINE, RULES
from cells.models import History, ThresholdCode
from common.workdays import working_days_after
from members.models import CameBy, Course, LeftBy, Training
from members.models.standing import Standing

CHARTER = {"charter": "Điều lệ Đảng", "texts": (RULES, GUIDANCE)}
STANDING = {"charter": "Điều lệ Đảng", "texts": (RULES, GUIDANCE, MEMBER_WORK)}
MOVING = {"charter": "Điều lệ Đảng, Điều 6", "texts": (RULES, MEMBER_WORK, ONLINE)}
OUT_OF_THE_PARTY = {LeftBy.EXPULSION, LeftBy.DELETION, LeftBy.RESIGNATION, LeftBy.ANNULMENT}


def on_roll(now: Situation) -> bool:
    return now.is_on_roll


def out_of_the_party(now: Situation) -> bool:
    return not now.is_on_roll and now.left_by in OUT_OF_THE_PARTY


def within(days: ThresholdCode, *, after: str) -> Callable[..., datetime.date]:
    """A deadline: so many working days after another step was done, by the rule of that day."""

    def last_day(case, history: History) -> datetime.date:
        done_on = case.done(after).done_on
        return working_days_after(done_on, history.of(days, done_on).value)

    return last_day


def decision(label: str, **more) -> Step:
    """The step of the decision, with the paper itself."""
    return Step("decision", label, Actor.COMMITTEE, has_decision=True, **more)


def voted(actor: Actor, **more) -> Step:
    """The step at which enough of the official members of the cell agree."""
    return Step("cell_vote", "Chi bộ xét và biểu quyết", actor, vote=ThresholdCode.VOTE_SHARE, **more)


def sentence(row, text: str) -> str:
    return f"Từ {row.done_on:%d/%m/%Y}, đồng chí {row.case.member} {text}."


def leaving(left_by: LeftBy) -> dict:
    """The effect and the wording of a step by which the member leaves the roll."""

    def leave(row, by: User | None) -> None:
        case, spell = row.case, row.case.member.current_membership()
        if spell is None:
            raise ValidationError("Đồng chí không còn trong danh sách của chi bộ nào.")
        spell.leave(on=row.done_on, left_by=left_by, left_to=case.place, decision=row.decision, by=by)

    def tell(row) -> str:
        case = row.case
        offices = case.member.offices.open().select_related("unit")
        ending = ", ".join(str(office) for office in offices)
        where_to = f" đến {case.place}" if case.place else ""
        gone = sentence(row, f"không còn trong danh sách {case.unit} ({left_by.label}{where_to})")
        return f"{gone} Chức vụ cũng kết thúc: {ending}." if ending else gone

    note = "Ghi ngày có hiệu lực; từ ngày này đồng chí không còn trong danh sách."
    return {"help": note, "effect": leave, "consequence": tell}


def _return(row, by: User | None) -> None:
    case = row.case
    decision = case.done("decision").decision
    case.member.join(case.to, on=row.done_on, came_by=CameBy.REINSTATEMENT, decision=decision, by=by)


def _tell_return(row) -> str:
    return sentence(row, f"lại có tên trong danh sách {row.case.to}")


# Coming back onto the roll.
RETURNING = {"effect": _return, "consequence": _tell_return}


def beginning(standing: type[Standing], text: str) -> dict:
    """On the roll, but from now on otherwise than others."""

    def begin(row, by: User | None) -> None:
        standing.objects.begin(row.case.member, on=row.done_on, decision=row.decision, by=by)

    return {"effect": begin, "consequence": lambda row: sentence(row, text)}


def ending(standing: type[Standing], text: str) -> dict:
    """On the roll like others again."""

    def end(row, by: User | None) -> None:
        current = standing.objects.open().filter(member=row.case.member).first()
        if current is None:
            raise ValidationError(f"Đồng chí không còn {standing.NAME}.")
        current.end(on=row.done_on, by=by)

    return {"effect": end, "consequence": lambda row: sentence(row, text)}


def learning(course: Course) -> dict:
    """The class as a fact of its own."""

    def rows(case):
        return Training.objects.filter(course=course, member=case.member, candidate=case.candidate)

    def learn(row, by: User | None) -> None:
        """One under way is completed, one on record stays as it is."""
        case, known = row.case, rows(row.case).attended()
        if known.filter(completed_on=row.done_on).exists():
            return
        if under_way := known.under_way().first():
            under_way.complete(on=row.done_on, by=by)
            return
        Training.objects.create(
            course=course,
            member=case.member,
            candidate=case.candidate,
            unit=case.unit,
            sent_on=row.since,
            completed_on=row.done_on,
        )

    def forget(row) -> None:
        """The step was recorded by mistake, and so was the class; what was certified stays.

        A class that began on another day was not brought forth by the step: it is under way again.
        """
        classes = rows(row.case).filter(completed_on=row.done_on, certificate_number="")
        classes.filter(sent_on=row.since).delete()
        classes.update(completed_on=None)

    return {"since": "Ngày bắt đầu học", "effect": learn, "undo": forget}


def keep_letter(row) -> None:
    """Undoing: a letter that was made out is in the book for good, and so is its step."""
    if letter := row.case.letters.last():
        raise ValidationError(f"{letter} đã lập; bước này không bỏ được nữa.")
