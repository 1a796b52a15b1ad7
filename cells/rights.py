"""Who may do what: one table, action × role, asked by the name of the act.

Seeing is another question: which rows exist for a user is told by cells/scoping.py.
"""

from django.core.exceptions import PermissionDenied
from django.db import models

from cells.scoping import assignments_of


class Role(models.TextChoices):
    MEMBER = "member", "Đảng viên"
    SECRETARY = "secretary", "Bí thư, phó bí thư chi bộ"
    OFFICE = "office", "Bộ phận giúp việc đảng ủy"
    LEADER = "leader", "Thường trực đảng ủy (bí thư, phó bí thư)"
    INSPECTOR = "inspector", "Ủy ban kiểm tra"
    UPPER_STAFF = "upper_staff", "Cán bộ của cấp ủy cấp trên"
    ADMIN = "admin", "Quản trị hệ thống"


# Who sees persons and meetings, who sees units and the counts over them, who sees grading.
PERSON_ROLES = frozenset({Role.SECRETARY, Role.OFFICE, Role.LEADER, Role.INSPECTOR})
COUNTING_ROLES = PERSON_ROLES | {Role.UPPER_STAFF}
GRADING_ROLES = PERSON_ROLES - {Role.SECRETARY}
# Who gathers what the bodies below have issued.
COLLECTING_ROLES = COUNTING_ROLES - {Role.SECRETARY}

RIGHTS: dict[str, frozenset[str]] = {
    "account.manage": frozenset({Role.ADMIN}),
    "account.tie": frozenset({Role.ADMIN, Role.OFFICE}),  # to a member, a new one too
    "backup.read": frozenset({Role.ADMIN}),
    "log.trace": frozenset({Role.ADMIN}),  # who did what, and when; no name of a record, no reason
    "log.read": frozenset({Role.INSPECTOR}),
    "threshold.set": frozenset({Role.ADMIN}),
    "unit.read": COUNTING_ROLES,
    "unit.restructure": frozenset({Role.OFFICE}),
    "unit.record": frozenset({Role.OFFICE}),  # staff numbers, party groups, terms, offices
    "member.read": PERSON_ROLES,
    "member.add": frozenset({Role.OFFICE}),
    "member.edit": frozenset({Role.OFFICE}),
    "member.move": frozenset({Role.OFFICE}),
    "member.unmask": frozenset({Role.OFFICE}),
    "member.hand_out": frozenset({Role.OFFICE}),  # all that is kept, to the member
    "member.import": frozenset({Role.OFFICE}),
    "member.merge": frozenset({Role.OFFICE}),
    "member.export": frozenset({Role.SECRETARY, Role.OFFICE, Role.LEADER}),
    "followup.record": frozenset({Role.SECRETARY, Role.OFFICE}),  # residence, commitments
    "paper.read": frozenset({Role.SECRETARY, Role.OFFICE}),  # scans of a member's file
    "case.read": PERSON_ROLES,
    "case.open": frozenset({Role.SECRETARY, Role.OFFICE}),
    "case.record": frozenset({Role.SECRETARY, Role.OFFICE}),  # steps of the cell
    "case.decide": frozenset({Role.OFFICE}),  # steps of the committee
    "training.record": frozenset({Role.SECRETARY, Role.OFFICE}),
    "badge.plan": frozenset({Role.OFFICE}),
    "discipline.read": frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR}),
    "discipline.record": frozenset({Role.OFFICE, Role.INSPECTOR}),
    "inspection.count": COUNTING_ROLES,  # how many, by whom; no title, no name
    "inspection.read": PERSON_ROLES,
    "inspection.write": frozenset({Role.SECRETARY, Role.OFFICE, Role.INSPECTOR}),
    "letter.read": frozenset({Role.OFFICE, Role.LEADER, Role.INSPECTOR}),
    "letter.record": frozenset({Role.OFFICE, Role.INSPECTOR}),
    "reconciliation.read": PERSON_ROLES,
    "reconciliation.open": frozenset({Role.OFFICE}),
    "reconciliation.answer": frozenset({Role.SECRETARY, Role.OFFICE}),
    "meeting.read": PERSON_ROLES,
    "meeting.open": frozenset({Role.SECRETARY, Role.OFFICE}),
    "meeting.record": frozenset({Role.SECRETARY, Role.OFFICE}),
    "meeting.adopt": frozenset({Role.SECRETARY, Role.OFFICE}),
    "meeting.correct": frozenset({Role.SECRETARY, Role.OFFICE}),
    "meeting.print": PERSON_ROLES,
    "meeting.discard": frozenset({Role.SECRETARY, Role.OFFICE}),
    "agenda.write": frozenset({Role.OFFICE}),  # templates of agendas
    "attachment.clear": frozenset({Role.OFFICE}),  # a stamp that is none
    "plan.approve": frozenset({Role.OFFICE, Role.LEADER}),
    "programme.write": frozenset({Role.OFFICE}),
    "study.record": frozenset({Role.SECRETARY, Role.OFFICE}),
    "topic.suggest": frozenset({Role.OFFICE}),
    "topic.plan": frozenset({Role.SECRETARY, Role.OFFICE}),
    "feed.make": PERSON_ROLES | {Role.MEMBER},
    "task.complete": frozenset({Role.SECRETARY, Role.OFFICE}),
    "task.change": frozenset({Role.SECRETARY, Role.OFFICE}),
    "review.write": frozenset({Role.SECRETARY, Role.OFFICE}),
    "library.read": PERSON_ROLES,
    "library.add": frozenset({Role.SECRETARY, Role.OFFICE}),
    "directive.read": PERSON_ROLES,
    "directive.record": frozenset({Role.OFFICE}),
    "petition.read": PERSON_ROLES,
    "petition.raise": frozenset({Role.SECRETARY, Role.OFFICE}),
    "petition.answer": frozenset({Role.OFFICE, Role.LEADER}),
    "score.propose": frozenset({Role.SECRETARY, Role.OFFICE}),  # and the vote of the cell
    "score.confirm": frozenset({Role.LEADER, Role.OFFICE}),  # where nobody with an account follows
    "score.accept": frozenset({Role.LEADER, Role.OFFICE}),
    "sheet.edit": frozenset({Role.OFFICE}),
    "follower.appoint": frozenset({Role.OFFICE}),
    "grade.propose": frozenset({Role.SECRETARY, Role.OFFICE}),  # steps before the decision
    "grading.print": PERSON_ROLES,
    "rules.write": frozenset({Role.ADMIN}),
    "round.read": GRADING_ROLES,
    "round.open": frozenset({Role.OFFICE}),
    "round.grade": frozenset({Role.OFFICE}),
    "round.close": frozenset({Role.OFFICE}),
    "complaint.record": frozenset({Role.OFFICE}),  # about a result: what came in, what was answered
    "award.read": PERSON_ROLES,
    "commendation.add": frozenset({Role.OFFICE}),
    "figure.view": COUNTING_ROLES,
    "figure.rows": PERSON_ROLES,
    "target.read": COUNTING_ROLES,
    "target.write": frozenset({Role.OFFICE}),
    "target.report": frozenset({Role.SECRETARY, Role.OFFICE}),  # results that no record counts
    "report.read": COUNTING_ROLES,
    "report.download": PERSON_ROLES,
    "report.copy": COUNTING_ROLES,  # without the names of persons
    "report.create": frozenset({Role.SECRETARY, Role.OFFICE, Role.LEADER}),
    "report.write": frozenset({Role.SECRETARY, Role.OFFICE}),
    "report.note": GRADING_ROLES,
    "report.render": frozenset({Role.SECRETARY, Role.OFFICE, Role.LEADER}),
    "report.issue": frozenset({Role.SECRETARY, Role.LEADER}),  # a secretary only that of the own cell
    "report.collect": COLLECTING_ROLES,  # which bodies below have issued
    "report.ask": frozenset({Role.OFFICE, Role.UPPER_STAFF}),  # a report of the bodies below
    "template.write": frozenset({Role.OFFICE}),  # of the own committee
}


def may(user, action: str, unit) -> bool:
    """Whether an assignment of today at this unit, or above it, gives the right; without one: no."""
    return unit is not None and any(
        held.role in RIGHTS[action] and unit.path.startswith(held.unit.path)
        for held in assignments_of(user)
    )


def holds_any_role(user, unit) -> bool:
    """Whether any assignment of today is at this unit, or above it."""
    return any(unit.path.startswith(held.unit.path) for held in assignments_of(user))


def may_anywhere(user, action: str) -> bool:
    """Whether any assignment of today gives the right somewhere: what a menu asks."""
    return any(held.role in RIGHTS[action] for held in assignments_of(user))


def require(user, action: str, unit) -> None:
    """Answer 403 unless `may`."""
    if not may(user, action, unit):
        raise PermissionDenied


def require_anywhere(user, action: str) -> None:
    """Answer 403 unless `may_anywhere`."""
    if not may_anywhere(user, action):
        raise PermissionDenied
