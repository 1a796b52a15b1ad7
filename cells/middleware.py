"""A second factor above member; what is said when a file is gone or all is busy; one press, one act."""

import logging

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import Press
from cells.rights import Role
from cells.scoping import assignments_of
from cells.walls import walled_for
from common import disk
from common.files import DamagedFileError, MissingFileError

logger = logging.getLogger(__name__)
BROKEN, BUSY, NO_ROOM = 500, 503, 507


def row_security(get_response):
    """Whatever a signed-in user asks for is answered behind the second wall, cells/walls.py.

    It stands outside all that looks at persons or minutes. Who has not signed in sees none of them.
    """
    if not settings.ROW_SECURITY:
        raise MiddlewareNotUsed

    def middleware(request):
        if not request.user.is_authenticated:
            return get_response(request)
        with walled_for(request.user, only_reads=request.method in {"GET", "HEAD"}):
            return get_response(request)

    return middleware


def second_factor(get_response):
    """Send a user with a role above member to set up a second factor before anything else."""

    def middleware(request):
        return ask_second_factor(request, holds_role_above_member) or get_response(request)

    return middleware


def holds_role_above_member(user) -> bool:
    return any(held.role != Role.MEMBER for held in assignments_of(user))


def ask_second_factor(request, needs_one):
    """The way to the set-up for whom `needs_one` names and who has none; else no answer.

    The pages under /accounts/ stay open: the set-up itself, the own password, signing out.
    """
    if request.path.startswith("/accounts/") or not lacks_second_factor(request.user, needs_one):
        return None
    if request.htmx:  # the bell: to lead it to the set-up would begin another one
        return HttpResponse(status=204)
    messages.warning(request, "Vai trò của đồng chí cần xác thực hai lớp. Đề nghị cài đặt.")
    return redirect("mfa_activate_totp")


def lacks_second_factor(user, needs_one) -> bool:
    return (
        settings.SECOND_FACTOR_REQUIRED
        and user.is_authenticated
        and needs_one(user)
        and not has_second_factor(user)
    )


def has_second_factor(user) -> bool:
    held = assignments_of(user)
    return held[0].has_second_factor if held else is_mfa_enabled(user)


def damaged_files(get_response):
    """One page for every stored file that is gone or changed, whichever page hands it out."""

    def middleware(request):
        return get_response(request)

    middleware.process_exception = tell_of_damage
    return middleware


def tell_of_damage(request, error):
    if not isinstance(error, DamagedFileError):
        return None
    logger.error("Stored file is missing or not as it was: %s", error, exc_info=error)
    is_gone = isinstance(error, MissingFileError)
    return render(request, "damaged_file.html", {"is_gone": is_gone}, status=410 if is_gone else 500)


def busy_or_full(get_response):
    """A page that says so where somebody else's long writing keeps this one waiting too long, or where
    the server has no room left."""

    def middleware(request):
        return get_response(request)

    middleware.process_exception = tell_of_waiting
    return middleware


def tell_of_waiting(request, error):
    """With what was typed, to be sent again; None of any other error."""
    is_full = disk.is_full(error)
    is_busy = isinstance(error, OperationalError) and "database is locked" in str(error)
    if not (is_full or is_busy):
        return None
    logger.error("Not saved at %s: %s", request.path, error)
    sent = [(name, texts) for name, texts in request.POST.lists() if "password" not in name]
    context = {"sent": sent, "is_full": is_full}
    return render(request, "503.html", context, status=NO_ROOM if is_full else BUSY)


def one_press(get_response):
    """What a signed-in user sends is done in one transaction, and the same press once only.

    It was done if its answer leads somewhere (Location: a redirect, or 201) and says no error.
    """

    def middleware(request):
        if request.method != "POST" or not request.user.is_authenticated:
            return get_response(request)
        try:
            return _answer_once(request, get_response)
        except OperationalError as error:  # the transaction did not begin
            if (answer := tell_of_waiting(request, error)) is None:
                raise
            return answer

    return middleware


@transaction.atomic
def _answer_once(request, get_response):
    press = Press.objects.of(request)
    if press and press.led_to:
        messages.info(request, "Lần bấm này đã được ghi. Cần ghi thêm thì mở lại trang.")
        lead = HttpResponseClientRedirect if request.htmx else HttpResponseRedirect
        return lead(press.led_to)
    answer = get_response(request)
    if answer.status_code >= BROKEN:
        transaction.set_rollback(True)
    elif press:
        press.lead("" if _is_refused(request) else answer.get("Location", ""))
    return answer


def _is_refused(request) -> bool:
    told = messages.get_messages(request)
    were_shown = told.used
    refused = any(message.level == messages.ERROR for message in told)
    told.used = were_shown  # looking at them shows them to nobody
    return refused
