"""A second factor for every role above member."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from cells.rights import Role
from cells.scoping import assignments_of


def second_factor(get_response):
    """Send a user with a role above member to set up a second factor before anything else."""

    def middleware(request):
        if (
            settings.SECOND_FACTOR_REQUIRED
            and request.user.is_authenticated
            and not request.path.startswith("/accounts/")
            and any(held.role != Role.MEMBER for held in assignments_of(request.user))
            and not is_mfa_enabled(request.user)
        ):
            messages.warning(request, "Vai trò của đồng chí cần xác thực hai lớp. Mời cài đặt.")
            return redirect("mfa_activate_totp")
        return get_response(request)

    return middleware
