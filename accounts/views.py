"""Pages about oneself; the rest of /accounts/ is allauth's."""

from http import HTTPStatus

from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    download_recovery_codes,
    view_recovery_codes,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts import audit
from accounts.forms import WorkingYearForm


@require_http_methods(["GET", "HEAD", "POST"])
def working_year(request):
    """Choose the year that the pages look at, then go back to the page one came from."""
    form = WorkingYearForm(request.user, request.POST or None)
    way_back = request.POST.get("next") or request.GET.get("next", "")
    if form.is_valid():
        form.save()
        messages.info(request, f"Đang làm việc với năm {request.user.year}.")
        return redirect(_own_page(request, way_back))
    context = {"form": form, "next": way_back}
    return render(request, "accounts/working_year.html", context, status=422 if form.errors else 200)


def _own_page(request, url: str) -> str:
    """The page of that address if it is ours, else the first page; a bare word is no address."""
    is_ours = url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure())
    return url if is_ours and url.startswith("/") else "home"


# Allauth has no hook of its adapters for these acts, so its pages are extended by the event.


class SecondFactorSetUp(ActivateTOTPView):
    @transaction.atomic
    def form_valid(self, form):
        audit.record(self.request.user, "account.set_second_factor", self.request.user)
        return super().form_valid(form)


class SecondFactorRemoval(DeactivateTOTPView):
    @transaction.atomic
    def form_valid(self, form):
        audit.record(self.request.user, "account.remove_second_factor", self.request.user)
        return super().form_valid(form)


class RecoveryCodesRenewal(GenerateRecoveryCodesView):
    @transaction.atomic
    def form_valid(self, form):
        audit.record(self.request.user, "account.renew_codes", self.request.user)
        return super().form_valid(form)


def recovery_codes(request):
    """Allauth's page of recovery codes; who opened it is logged."""
    response = view_recovery_codes(request)
    if response.status_code == HTTPStatus.OK:
        audit.record(request.user, "account.read_codes", request.user)
    return response


def recovery_codes_file(request):
    """Allauth's file of recovery codes under a Vietnamese name."""
    response = download_recovery_codes(request)
    if response.headers.get("Content-Disposition"):
        response["Content-Disposition"] = 'attachment; filename="ma-du-phong.txt"'
        audit.record(request.user, "account.download_codes", request.user)
    return response
