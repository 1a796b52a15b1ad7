"""The second wall on PostgreSQL: put it up as the owner of the tables, or ask whether it stands.

After each migrate --on, before it --close: a column in a policy cannot be changed. --check is asked as
the role of the web process. See docs/decisions/0036-row-security.md.
"""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from upkeep.rules import row_security

ROLE = "partyorg_web"
PASSWORD = "PARTYORG_WEB_PASSWORD"  # noqa: S105
BINDING = "NOT rolsuper AND NOT rolbypassrls"
OWNED = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
STANDING = """SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
    WHERE relrowsecurity AND relforcerowsecurity
    GROUP BY relname HAVING count(*) = 1 AND min(polname) = %s"""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        for name, text in [
            ("on", f"make the role {ROLE} with the password in {PASSWORD}, and every policy anew"),
            ("close", "take the policies away: nothing is shown until --on"),
            ("off", "no second wall any more"),
            ("check", "fail where this role is not held by the wall, or the wall has a hole"),
        ]:
            what.add_argument(f"--{name}", action="store_const", dest="act", const=name, help=text)

    def handle(self, *, act, **options):
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has row security.")
        with transaction.atomic(), connection.cursor() as cursor:
            getattr(self, f"_{act}")(cursor)

    def _on(self, cursor):
        make_role(cursor, os.environ.get(PASSWORD, ""))
        run(cursor, row_security.building() + row_security.rights(ROLE))

    def _close(self, cursor):
        run(cursor, row_security.closing(existing(cursor)))

    def _off(self, cursor):
        run(cursor, row_security.removing())

    def _check(self, cursor):
        if faults := [*faults_of_role(cursor), *faults_of_wall(cursor)]:
            raise CommandError("The second wall does not stand: " + "; ".join(faults))


def run(cursor, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def existing(cursor) -> set[str]:
    return set(connection.introspection.table_names(cursor))


def make_role(cursor, password: str) -> None:
    """A login that owns nothing and that policies bind; without a password as it was."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [ROLE])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
    if password:
        change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(
            sql.Identifier(ROLE), sql.Literal(password)
        )
        cursor.execute(change.as_string(cursor.connection))


def faults_of_role(cursor) -> list[str]:
    cursor.execute(f"SELECT {BINDING} FROM pg_roles WHERE rolname = current_user")  # noqa: S608
    bound = cursor.fetchone()[0]
    cursor.execute(OWNED)
    owns = cursor.fetchone()[0]
    return ["no policy binds this role"] * (not bound) + ["this role owns tables"] * bool(owns)


def faults_of_wall(cursor) -> list[str]:
    cursor.execute(STANDING, [row_security.POLICY])
    standing = {name for (name,) in cursor.fetchall()}
    tables = [model._meta.db_table for model in row_security.walled_models()]
    return [f"{table} is open" for table in tables if table not in standing]
