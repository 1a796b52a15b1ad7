"""What a row of the table of routes says.

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
        return {200, 201, 302, 400, 409, 422} if role in self.may else {403}


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


def on_report(methods, action, args=None) -> Route:
    """The secretary of a cell does not see that of the committee."""
    return Route(methods, RIGHTS[action] - {Role.SECRETARY}, GRADING_ROLES, args or of("report"))
