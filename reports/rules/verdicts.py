"""What became of a target: a number done against a least, a planned and a most one."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import TextChoices


class Verdict(TextChoices):
    EXCEEDED = "exceeded", "Vượt"
    MET = "met", "Đạt"
    NOT_MET = "not_met", "Không đạt"
    NOT_YET = "not_yet", "Chưa đạt"
    WITHIN = "within", "Đang trong mức"
    UNKNOWN = "unknown", "Chưa có số liệu"


def judge(
    done: Decimal | None,
    plan: Decimal,
    *,
    least: Decimal | None = None,
    most: Decimal | None = None,
    at_most: bool = False,
    is_over: bool = True,
) -> Verdict:
    """Between the least and the most it is met, beyond the most exceeded; where only a plan was set, it
    is both of them.

    `at_most`: what must not be more than the most; less of it is met and never "exceeded". Before the
    period is over what is missing may still be done, and what must not be more may still become more.
    """
    if done is None:
        return Verdict.UNKNOWN
    if at_most:
        if done > (plan if most is None else most):
            return Verdict.NOT_MET
        return Verdict.MET if is_over else Verdict.WITHIN
    if done > (plan if most is None else most):
        return Verdict.EXCEEDED
    if done >= (plan if least is None else least):
        return Verdict.MET
    return Verdict.NOT_MET if is_over else Verdict.NOT_YET


def share_of_plan(done: Decimal | None, plan: Decimal) -> Decimal | None:
    """In percent with two decimals, half-up; None while nothing is known, or of a plan of 0."""
    if done is None or not plan:
        return None
    return (100 * done / plan).quantize(Decimal("0.01"), ROUND_HALF_UP)
