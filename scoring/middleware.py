"""A second factor for whoever follows a cell: confirming scores is more than a member does."""

from cells.middleware import ask_second_factor, holds_role_above_member
from scoring.models import CellFollower


def second_factor_of_followers(get_response):
    def middleware(request):
        return ask_second_factor(request, _only_follows) or get_response(request)

    return middleware


def _only_follows(user) -> bool:
    """Whoever has a higher role was asked already: no query for them."""
    return not holds_role_above_member(user) and CellFollower.objects.of_account(user).exists()
