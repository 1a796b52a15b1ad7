"""The second wall: for whom PostgreSQL shows rows to the web process.

Only `walled_for` opens it, and only within its transaction: nothing stays on the connection.
What it holds: docs/decisions/0036-row-security.md.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from cells.scoping import assignments_of

WHO = "SELECT set_config('partyorg.user', %s, true)"
AND_HURRY = ", set_config('synchronous_commit', 'off', true)"
WHERE = "SELECT set_config('partyorg.units', %s, true)"


@contextmanager
def walled_for(user, *, only_reads=False):
    """One transaction in which the database shows what the units of this user may see, and no more.

    Who `only_reads` waits for no disk: the log has the look within a second, in its order; a server
    that loses power in that second may forget it, nothing else. Without row security there is one wall
    only, the code's own, and no transaction of ours.
    """
    if not settings.ROW_SECURITY:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WHO + (AND_HURRY if only_reads else ""), [str(user.pk)])
        # Asked by the user, to whom the own record is shown: which one it is comes along.
        units = ",".join(str(held.unit_id) for held in assignments_of(user))
        cursor.execute(WHERE, [units])
        yield
