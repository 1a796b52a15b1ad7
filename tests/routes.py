"""Every route of the program with who sees its object and who may use it: read by test_access.py.

`sees`: for whom the object exists; for others it is 404. `may`: who is let in; others get 403.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cells.rights import COUNTING_ROLES, GRADING_ROLES, PERSON_ROLES, RIGHTS, Role

EVERYBODY = frozenset(Role)
OWN_RECORD = PERSON_ROLES | {Role.MEMBER}
GET, POST, FORM = ("get",), ("post",), ("get", "post")


def nothing(world) -> list:
    return []


@dataclass(frozen=True)
class Route:
    methods: tuple[str, ...]
    may: frozenset[str]
    sees: frozenset[str] = EVERYBODY
    # From the objects of a committee to the arguments of the address.
    args: Callable = nothing

    @property
    def has_object(self) -> bool:
        return self.args is not nothing

    def answer(self, role: str) -> set[int]:
        """The status codes that this role may get for an object of its own committee."""
        if role not in self.sees:
            return {404}
        return {200, 302, 400, 409, 422} if role in self.may else {403}


def of(key: str) -> Callable:
    return lambda world: [world[key].pk]


def managed(methods) -> Route:
    """Accounts: the administrator alone, before anything is looked up."""
    return Route(methods, RIGHTS["account.manage"], args=of("account"))


def on_meeting(methods, action) -> Route:
    return Route(methods, RIGHTS[action], PERSON_ROLES, of("meeting"))


def on_task(methods) -> Route:
    return Route(methods, RIGHTS["task.complete"], PERSON_ROLES, of("task"))


def on_member(methods, action) -> Route:
    return Route(methods, RIGHTS[action], OWN_RECORD, of("member"))


def on_round(methods, action=None, args=None) -> Route:
    allowed = RIGHTS[action] if action else GRADING_ROLES
    return Route(methods, allowed, GRADING_ROLES, args or of("round"))


def on_year_of_committee(action) -> Route:
    """The secretary of a cell does not see the committee above."""
    sees = COUNTING_ROLES - {Role.SECRETARY}
    return Route(FORM, RIGHTS[action], sees, lambda world: [world["unit"].code, 2020])


def on_award(key) -> Route:
    return Route(FORM, RIGHTS["commendation.add"], PERSON_ROLES, of(key))


def on_report(methods, action) -> Route:
    return Route(methods, RIGHTS[action], GRADING_ROLES, of("report"))


ROUTES: dict[str, Route] = {
    "home": Route(GET, EVERYBODY),
    "working_year": Route(FORM, EVERYBODY),
    "account_logout": Route(FORM, EVERYBODY),
    "account_reauthenticate": Route(FORM, EVERYBODY),
    "account_change_password": Route(FORM, EVERYBODY),
    "usersessions_list": Route(FORM, EVERYBODY),
    "mfa_index": Route(GET, EVERYBODY),
    "mfa_reauthenticate": Route(FORM, EVERYBODY),
    "mfa_activate_totp": Route(FORM, EVERYBODY),
    "members:unit_list": Route(GET, COUNTING_ROLES),
    "members:unit_detail": Route(
        GET, COUNTING_ROLES, COUNTING_ROLES, lambda world: [world["cell"].code]
    ),
    "cells:account_list": Route(GET, RIGHTS["account.manage"]),
    "cells:account_add": Route(FORM, RIGHTS["account.manage"]),
    "cells:account_detail": managed(GET),
    "cells:account_edit": managed(FORM),
    "cells:account_password": managed(POST),
    "cells:account_second_factor": managed(POST),
    "cells:assignment_add": managed(FORM),
    "cells:assignment_end": Route(FORM, RIGHTS["account.manage"], args=of("assignment")),
    "cells:assignment_withdraw": Route(POST, RIGHTS["account.manage"], args=of("assignment")),
    "members:member_list": Route(GET, PERSON_ROLES),
    "members:member_add": Route(FORM, RIGHTS["member.add"]),
    "members:member_detail": Route(GET, OWN_RECORD, OWN_RECORD, of("member")),
    "members:member_edit": on_member(FORM, "member.edit"),
    "members:member_transfer": on_member(FORM, "member.move"),
    "members:member_leave": on_member(FORM, "member.move"),
    "members:member_confirm": on_member(FORM, "member.edit"),
    "meetings:meeting_list": Route(GET, PERSON_ROLES),
    "meetings:meeting_calendar": Route(GET, PERSON_ROLES),
    "meetings:meeting_create": Route(FORM, RIGHTS["meeting.open"]),
    "meetings:meeting_detail": on_meeting(GET, "meeting.read"),
    "meetings:meeting_edit": on_meeting(FORM, "meeting.record"),
    "meetings:meeting_adopt": on_meeting(POST, "meeting.adopt"),
    "meetings:meeting_discard": on_meeting(FORM, "meeting.discard"),
    "meetings:task_list": Route(GET, PERSON_ROLES),
    "meetings:task_complete": on_task(FORM),
    "meetings:task_reopen": on_task(POST),
    "evaluations:round_list": Route(GET, GRADING_ROLES),
    "evaluations:round_create": Route(FORM, RIGHTS["round.open"]),
    "evaluations:round_detail": on_round(GET),
    "evaluations:round_roster": on_round(GET),
    "evaluations:cell_grade": on_round(
        FORM, "round.grade", lambda world: [world["round"].pk, world["cell"].code]
    ),
    "evaluations:unit_grade": on_round(FORM, "round.grade"),
    "evaluations:round_accept_cap": on_round(POST, "round.close"),
    "evaluations:round_update_roll": on_round(POST, "round.open"),
    "evaluations:round_close": on_round(FORM, "round.close"),
    "evaluations:award_annual": on_round(FORM, "commendation.add"),
    "evaluations:award_list": Route(GET, PERSON_ROLES),
    "evaluations:commendation_create": on_year_of_committee("commendation.add"),
    "evaluations:proposal_create": on_year_of_committee("commendation.add"),
    "evaluations:commendation_correct": on_award("commendation"),
    "evaluations:proposal_correct": on_award("proposal"),
    "evaluations:commendation_cancel": on_award("commendation"),
    "evaluations:proposal_cancel": on_award("proposal"),
    "reports:figure_list": Route(GET, COUNTING_ROLES),
    "reports:figure_detail": Route(GET, PERSON_ROLES, args=lambda world: ["members.closing"]),
    "reports:report_list": Route(GET, RIGHTS["report.read"]),
    "reports:report_create": Route(FORM, RIGHTS["report.create"]),
    "reports:report_detail": on_report(GET, "report.read"),
    "reports:report_edit": on_report(FORM, "report.write"),
    "reports:report_render": on_report(POST, "report.render"),
    "reports:report_job": on_report(GET, "report.read"),
    "reports:report_download": on_report(GET, "report.download"),
    "reports:report_issue": on_report(FORM, "report.issue"),
    "reports:report_correct": on_report(FORM, "report.create"),
    "reports:report_discard": on_report(POST, "report.write"),
}
# Reached without signing in, or part of it.
PUBLIC = {"healthz", "account_login", "account_inactive", "mfa_authenticate"}
# Of one's own account; each has tests of its own in tests/accounts/.
OWN_ACCOUNT = {
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "members:member_own",
}
