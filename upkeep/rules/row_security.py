"""The second wall as SQL: functions, one policy a table, and the rights of the web process's role.

See docs/decisions/0036-row-security.md; which table is shown by which path stands in walled_tables.py.
The functions run as the owner of the tables, whom no policy binds: a policy may not ask its own table.
"""

from django.apps import apps

from upkeep.rules.walled_tables import BROUGHT, NARROW, PERSONS, WALLED

POLICY = "partyorg_wall"
IN_UNITS = "{} IN (SELECT partyorg_{}())"
HAS_ASKED = "partyorg_user() IS NOT NULL"

# Without `walled_for` both settings are missing: no unit, no user, no row.
FUNCTIONS = {
    "partyorg_user()": ("bigint", "SELECT nullif(current_setting('partyorg.user', true), '')::bigint"),
    # Where the user has a role today, or is on a roll; a day more, for the time zone of the database.
    "partyorg_held()": (
        "SETOF bigint",
        """SELECT unnest(string_to_array(
                nullif(current_setting('partyorg.units', true), ''), ',')::bigint[])
            UNION SELECT unit_id FROM members_membership s JOIN members_member m ON m.id = s.member_id
                WHERE m.user_id = partyorg_user()
                    AND (s.ends_on IS NULL OR s.ends_on >= current_date - 1)""",
    ),
    # The whole trees over these, and whatever stood in them once: figures of past days count it.
    "partyorg_tree()": (
        "SETOF bigint",
        """WITH roots AS (SELECT split_part(path, '/', 1) AS id
                FROM cells_unit WHERE id IN (SELECT partyorg_held()))
            SELECT id FROM cells_unit WHERE split_part(path, '/', 1) IN (SELECT id FROM roots)
            UNION SELECT unit_id FROM cells_ancestry
                WHERE ancestor_id::text IN (SELECT id FROM roots)""",
    ),
    # Whatever stands, or stood once, under these units, and they themselves.
    "partyorg_under()": (
        "SETOF bigint",
        """SELECT partyorg_held()
            UNION SELECT unit_id FROM cells_ancestry WHERE ancestor_id IN (SELECT partyorg_held())""",
    ),
    # The same, and what stands or stood over them.
    "partyorg_near()": (
        "SETOF bigint",
        """SELECT partyorg_under()
            UNION SELECT ancestor_id FROM cells_ancestry WHERE unit_id IN (SELECT partyorg_held())""",
    ),
    # The few who have been in one of these trees and in another one too; and the user's own record.
    "partyorg_moved()": (
        "SETOF bigint",
        """SELECT there.member_id FROM members_membership there
            WHERE there.unit_id NOT IN (SELECT partyorg_tree()) AND EXISTS (
                SELECT FROM members_membership here WHERE here.member_id = there.member_id
                    AND here.unit_id IN (SELECT partyorg_tree()))
            UNION SELECT id FROM members_member WHERE user_id = partyorg_user()""",
    ),
    "partyorg_placed()": ("SETOF bigint", "SELECT DISTINCT member_id FROM members_membership"),
    # On no roll: just being written, or merged into another record, which is shown or not.
    "partyorg_shows_unplaced(bigint)": (
        "boolean",
        """WITH RECURSIVE chain (id, next) AS (
                SELECT id, merged_into_id FROM members_member WHERE id = $1
                UNION SELECT m.id, m.merged_into_id FROM members_member m
                    JOIN chain ON m.id = chain.next),
            spells AS (
                SELECT unit_id FROM members_membership s JOIN chain ON s.member_id = chain.id)
            SELECT partyorg_user() IS NOT NULL AND (NOT EXISTS (SELECT FROM spells)
                OR EXISTS (SELECT FROM spells WHERE unit_id IN (SELECT partyorg_tree())))""",
    ),
}

CONDITIONS = {
    "members.Membership": (
        "unit_id IN (SELECT partyorg_tree()) OR member_id IN (SELECT partyorg_moved())"
    ),
    "members.Member": (
        "EXISTS (SELECT FROM members_membership s WHERE s.member_id = members_member.id)"
        " OR user_id = partyorg_user()"
        " OR (id NOT IN (SELECT partyorg_placed()) AND partyorg_shows_unplaced(id))"
    ),
}


def condition(label: str) -> str:
    """Which rows of this model are shown, as SQL."""
    if label in CONDITIONS:
        return CONDITIONS[label]
    model, paths = apps.get_model(label), WALLED[label]
    shown = [_leads_in(model, path) for path in paths]
    fields = [model._meta.get_field(path.split(".")[0]) for path in paths]
    if all(field.null for field in fields):
        empty = " AND ".join(f"{field.column} IS NULL" for field in fields)
        shown.append(f"({empty} AND {HAS_ASKED})")
    if label in BROUGHT:
        shown.append(f"id IN (SELECT {_brought(label)}())")
    return " OR ".join(shown)


def _leads_in(model, path: str) -> str:
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    other, width = field.related_model._meta, NARROW.get(model._meta.label, "tree")
    if other.label == "cells.Unit":
        return IN_UNITS.format(field.column, width)
    key = f"p.{other.pk.column} = {model._meta.db_table}.{field.column}"
    if rest:
        column = f"p.{other.get_field(rest[0]).column}"
        key += f" AND {IN_UNITS.format(column, width)}"
    return f"EXISTS (SELECT FROM {other.db_table} p WHERE {key})"


def _brought(label: str) -> str:
    return f"partyorg_brought_{apps.get_model(label)._meta.model_name}"


def functions() -> dict[str, tuple[str, str]]:
    """All of them: what each gives, and how."""
    brought = {}
    for label, (follower, name) in BROUGHT.items():
        by = apps.get_model(follower)._meta
        column = by.get_field(name).column
        brought[f"{_brought(label)}()"] = (
            "SETOF bigint",
            f"SELECT {column} FROM {by.db_table} WHERE member_id IN (SELECT partyorg_moved())",  # noqa: S608
        )
    return FUNCTIONS | brought


def walled_models() -> list:
    return [apps.get_model(label) for label in sorted(WALLED.keys() | PERSONS)]


def building() -> list[str]:
    """The statements that put up the wall anew, whatever stood before."""
    made = [_function(name, *body) for name, body in functions().items()]
    return made + [
        statement
        for model in walled_models()
        for statement in (
            *_closing(model._meta.db_table),
            f"CREATE POLICY {POLICY} ON {model._meta.db_table} USING ({condition(model._meta.label)})",
        )
    ]


def closing(there: set[str]) -> list[str]:
    """No policy on the tables that are there, so that a migration may change any column: meanwhile
    nothing is shown."""
    tables = [model._meta.db_table for model in walled_models()]
    return [line for table in tables if table in there for line in _closing(table)]


def removing() -> list[str]:
    """No second wall: policies and functions go."""
    tables = [model._meta.db_table for model in walled_models()]
    return [
        *(f"DROP POLICY IF EXISTS {POLICY} ON {table}" for table in tables),
        *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in tables),
        *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables),
        *(f"DROP FUNCTION IF EXISTS {name}" for name in reversed(functions())),
    ]


def _closing(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS {POLICY} ON {table}",
    ]


def _function(name: str, gives: str, body: str) -> str:
    rows = " ROWS 100" if gives.startswith("SETOF") else ""
    return (
        f"CREATE OR REPLACE FUNCTION {name} RETURNS {gives} LANGUAGE sql STABLE SECURITY DEFINER{rows}"
        f" SET search_path FROM CURRENT AS $body${body}$body$"
    )


def rights(role: str) -> list[str]:
    """What the role of the web process may do: no tables made, no event changed, none removed."""
    return [
        f"GRANT USAGE ON SCHEMA public TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE UPDATE, DELETE ON accounts_auditevent, accounts_audithead FROM {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    ]
