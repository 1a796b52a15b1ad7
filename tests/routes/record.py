"""The parts of a member's record."""

from tests.routes.base import GET, OWN_RECORD, Route, of

READ = Route(GET, OWN_RECORD, OWN_RECORD, of("member"))

ROUTES: dict[str, Route] = {
    "members:member_places": READ,
    "members:member_offices": READ,
}
