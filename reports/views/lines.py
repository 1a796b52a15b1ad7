"""Rows of a list as they are shown: texts under headings, and a link where there is a page to open."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from cells.listing import show_list
from common.tables import Table
from members.models import Member


def show_lines(request, template: str, context: dict, rows, table: Table, **asked):
    """A list as `show_list` answers it, with its page of rows as `lines`."""
    return show_list(
        request,
        template,
        context | {"table": table},
        rows,
        table,
        lines=lambda page: lines_of(table, page, request.user),
        **asked,
    )


def lines_of(
    table: Table, rows: Iterable, user: User
) -> list[tuple[list[tuple[str, str]], str | None]]:
    """Each row as (heading, text) pairs, with the address of its record where the user may open it."""
    rows = list(rows)
    closed = _records_out_of_sight(rows, user) if table.names_persons else set()
    return [
        (list(zip(table.headings, table.cells(row), strict=True)), _link(table, row, closed))
        for row in rows
    ]


def _link(table: Table, row, closed: set[str]) -> str | None:
    link = table.link and table.link(row)
    return None if link in closed else link


def _records_out_of_sight(rows: list, user: User) -> set[str]:
    """Addresses of members who are listed for what they did here, but belong elsewhere today."""
    listed = {row.member_id for row in rows if getattr(row, "member_id", None)}
    seen = Member.objects.visible_to(user).filter(pk__in=listed).values_list("pk", flat=True)
    return {reverse("members:member_detail", args=[pk]) for pk in listed - set(seen)}
