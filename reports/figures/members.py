"""Figures of members: the roll at the start and at the end, and who is on it."""

from collections.abc import Callable

from django.db.models import Exists, F, OuterRef, Q

from cases.models import CaseOutcome, CaseStep
from cases.procedures.admission import ADMISSION
from cells.scoping import placed_under
from members.models import Absence, CameBy, Candidate, Course, Exemption, Membership, Sex, Training
from reports.figures import moves
from reports.figures.figure import Count, Scope


def opening(scope: Scope):
    """The roll of the eve, and whoever was there when the records of a cell begin in the period."""
    there = Membership.objects.on_roll(scope.unit, scope.eve).values("pk")
    begun = moves.came(scope, CameBy.OPENING).order_by().values("pk")
    return Membership.objects.filter(Q(pk__in=there) | Q(pk__in=begun)).by_name()


def closing(scope: Scope):
    """The roll at the end: exempt members are on it, temporary arrivals are not."""
    return Membership.objects.on_roll(scope.unit, scope.end).by_name()


def official(scope: Scope):
    return closing(scope).official(scope.end)


def probationary(scope: Scope):
    return closing(scope).probationary(scope.end)


def female(scope: Scope):
    return closing(scope).filter(member__sex=Sex.FEMALE)


def minority(scope: Scope):
    return closing(scope).of_minorities()


def exempt(scope: Scope):
    freed = Exemption.objects.on(scope.end).filter(member=OuterRef("member"))
    return closing(scope).filter(Exists(freed))


def temporary_in(scope: Scope):
    """Guests whose own cell is outside the scope."""
    own = Membership.objects.on_roll(scope.unit, scope.end).values("member")
    guests = Membership.objects.temporary().within(scope.unit, scope.end)
    return guests.exclude(member__in=own).by_name()


def temporary_out(scope: Scope):
    """Of the roll, who on the last day is a guest of a cell outside the scope, ours or not."""
    away = Absence.objects.on(scope.end).filter(member=OuterRef("member"))
    guests = Membership.objects.temporary().on(scope.end).filter(member=OuterRef("member"))
    inside = Membership.objects.within(scope.unit, scope.end).values("pk")
    return closing(scope).filter(Exists(away) | Exists(guests.exclude(pk__in=inside)))


def candidates_followed(scope: Scope):
    here = Candidate.objects.on(scope.end).filter(placed_under(scope.unit, scope.end))
    return here.select_related("unit")


def candidates_filing(scope: Scope):
    """Of those followed, whose file was begun by the last day, in a case not stopped by then."""
    own = Q(case__candidate=OuterRef("pk")) | Q(case__candidate=OuterRef("went_on_as"))
    begun = CaseStep.objects.filter(own, case__kind=ADMISSION.code, code="file", done_on__lte=scope.end)
    going_on = begun.exclude(case__outcome=CaseOutcome.STOPPED, case__closed_on__lte=scope.end)
    return candidates_followed(scope).filter(Exists(going_on))


def sent(course: str) -> Callable:
    """Who was sent to a course in the period, but for those taken back."""
    return lambda scope: _placed(scope, Training.objects.attended().filter(course=course), "sent_on")


def completed(course: str) -> Callable:
    return lambda scope: _placed(scope, Training.objects.filter(course=course), "completed_on")


def _placed(scope: Scope, rows, day: str):
    """In the period and the scope by that day."""
    then = rows.filter(placed_under(scope.unit, F(day)), **{f"{day}__range": scope.days})
    return then.select_related("member", "candidate", "unit")


def every_sent(scope: Scope):
    """Who was sent to any course in the period, but for those taken back."""
    return _placed(scope, Training.objects.attended(), "sent_on")


def every_completed(scope: Scope):
    return _placed(scope, Training.objects.all(), "completed_on")


def classes_begun(scope: Scope):
    """One row for each class, the first of those whom the scope sent to it on a day."""
    rows = every_sent(scope)
    return rows.filter(~Exists(_of_same_class(rows).filter(pk__lt=OuterRef("pk"))))


def classes_finished(scope: Scope):
    """One row for each class that the last of those whom the scope sent has finished in the period."""
    day = F("sent_on")
    sent = Training.objects.attended().filter(placed_under(scope.unit, day))
    others = _of_same_class(sent)
    open_still = Q(completed_on__isnull=True) | Q(completed_on__gt=OuterRef("completed_on"))
    same_day = Q(completed_on=OuterRef("completed_on"), pk__lt=OuterRef("pk"))
    last = sent.filter(~Exists(others.filter(open_still | same_day)), completed_on__range=scope.days)
    return last.select_related("member", "candidate", "unit").order_by("completed_on", "course")


def _of_same_class(rows):
    return rows.order_by().filter(course=OuterRef("course"), sent_on=OuterRef("sent_on"))


def _theory(level: str, name: str) -> list[Count]:
    course, label = f"theory_{level}", f"{name} lý luận chính trị"
    return [
        Count(f"training.{course}.sent", f"{label}: cử đi học", sent(course), "training"),
        Count(f"training.{course}.completed", f"{label}: hoàn thành", completed(course), "training"),
    ]


FIGURES = [
    Count("members.opening", "Đảng viên đầu kỳ", opening, "membership"),
    Count("members.closing", "Đảng viên cuối kỳ", closing, "membership"),
    Count("members.official", "Chính thức", official, "membership"),
    Count("members.probationary", "Dự bị", probationary, "membership"),
    Count("members.female", "Nữ", female, "membership"),
    Count("members.minority", "Dân tộc thiểu số", minority, "membership"),
    Count("members.exempt", "Miễn công tác và sinh hoạt đảng", exempt, "membership"),
    Count("members.temporary_in", "Sinh hoạt tạm thời đến", temporary_in, "membership"),
    Count("members.temporary_out", "Sinh hoạt tạm thời đi", temporary_out, "membership"),
]
CANDIDATE_FIGURES = [
    Count("candidates.followed", "Quần chúng ưu tú đang theo dõi", candidates_followed, "candidate"),
    Count("candidates.filing", "Quần chúng ưu tú đang làm hồ sơ", candidates_filing, "candidate"),
    Count("training.awareness", "Học lớp nhận thức về Đảng", sent(Course.AWARENESS), "training"),
    Count("training.new_member", "Học lớp đảng viên mới", sent(Course.NEW_MEMBER), "training"),
    Count("training.classes", "Lớp học có người được cử", classes_begun, "class"),
    Count("training.classes_finished", "Lớp học đã kết thúc", classes_finished, "class"),
    Count("training.sent", "Lượt người được cử đi học", every_sent, "training"),
    Count("training.completed", "Lượt người hoàn thành lớp học", every_completed, "training"),
    *_theory("elementary", "Sơ cấp"),
    *_theory("intermediate", "Trung cấp"),
    *_theory("advanced", "Cao cấp"),
]
