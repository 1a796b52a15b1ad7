"""Which accounts a system administrator looks after, and an office may tie to members."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from cells.models import Assignment, Unit
from common.vietnamese import search_key


def managed_by(admin: User, action: str = "account.manage") -> QuerySet[User]:
    """Accounts that never held a role outside his units, and hold none later; new ones hold none.

    An account that reaches further does not exist for him: whoever may renew its password could
    sign in with it and go where he has no right to be, or be taken for whom the other committee knows.
    """
    units = Unit.objects.allowing(admin, action)
    elsewhere = Assignment.objects.exclude(unit__in=units)
    return User.objects.exclude(pk__in=elsewhere.values("user")).order_by("username")


def named(accounts: QuerySet[User], text: str) -> QuerySet[User]:
    """Accounts whose user name or full name holds the text; marks and case do not matter.

    Compared in Python: a few thousand short names, and no stored key to keep in step.
    """
    if not (wanted := search_key(text)):
        return accounts
    names = accounts.values_list("pk", "username", "full_name")
    return accounts.filter(
        pk__in=[pk for pk, *words in names if any(wanted in search_key(word) for word in words)]
    )


def with_roles_of_today(accounts: QuerySet[User]) -> QuerySet[User]:
    """With the list `roles_today`, their units loaded."""
    held = Assignment.objects.on(timezone.localdate()).select_related("unit")
    return accounts.prefetch_related(Prefetch("assignments", held, to_attr="roles_today"))
