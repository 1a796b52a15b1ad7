"""Numbers of rules, for the administrator alone."""

from cells.rights import RIGHTS
from tests.routes.base import FORM, GET, Route

ROUTES: dict[str, Route] = {
    "cells:threshold_list": Route(GET, RIGHTS["threshold.set"]),
    "cells:threshold_add": Route(FORM, RIGHTS["threshold.set"], args=lambda world: ["min_age"]),
}
