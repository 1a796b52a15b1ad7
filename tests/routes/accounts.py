from dataclasses import replace

from cells.rights import RIGHTS
from tests.routes.base import EVERYBODY, FORM, GET, OWN_RECORD, POST, Route, managed, of

# The administrator sees no record.
OF_MEMBER = Route(FORM, RIGHTS["account.tie"] & OWN_RECORD, OWN_RECORD, of("member"))

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
    "cells:account_list": Route(GET, RIGHTS["account.manage"]),
    "cells:account_add": Route(FORM, RIGHTS["account.manage"]),
    "members:secretary_accounts": Route(FORM, RIGHTS["account.manage"]),
    "members:member_accounts": Route(FORM, RIGHTS["account.tie"]),
    "members:member_account": OF_MEMBER,
    "members:account_open": replace(OF_MEMBER, methods=POST),
    "members:account_member": managed(FORM),
    "cells:account_detail": managed(GET),
    "cells:account_edit": managed(FORM),
    "cells:account_password": managed(POST),
    "cells:account_second_factor": managed(POST),
    "cells:assignment_add": managed(FORM),
    "cells:assignment_end": Route(FORM, RIGHTS["account.manage"], args=of("assignment")),
    "cells:assignment_withdraw": Route(POST, RIGHTS["account.manage"], args=of("assignment")),
    "cells:filter_save": Route(POST, EVERYBODY),
}
