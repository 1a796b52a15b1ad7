"""Accounts and roles, for the system administrator."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cells.forms.accounts import AccountAddForm, AccountEditForm, AssignmentAddForm, AssignmentEndForm
from cells.models import Assignment
from cells.reading.accounts import managed_by, named, with_roles_of_today
from cells.rights import require_anywhere
from common.answers import status_of

ACCOUNTS_A_PAGE = 50


def account_list(request):
    """Who may sign in, and with which roles today."""
    require_anywhere(request.user, "account.manage")
    text = request.GET.get("q", "")
    found = with_roles_of_today(named(managed_by(request.user), text))
    page = Paginator(found, ACCOUNTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cells/account_list.html", {"page": page, "text": text})


def account_detail(request, pk):
    """One account: its roles, past ones too, and what can be done with it."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    roles = account.assignments.select_related("unit").order_by("-starts_on", "-id")
    return render(request, "cells/account_detail.html", {"account": account, "roles": roles})


@require_http_methods(["GET", "HEAD", "POST"])
def account_add(request):
    """Make an account. The page that follows shows its one-time password, once and never again."""
    require_anywhere(request.user, "account.manage")
    form = AccountAddForm(request.POST or None)
    if form.is_valid():
        password = form.save(by=request.user)
        return _password_page(request, form.instance, password)
    return _form_page(request, "cells/account_add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request, pk):
    """Correct the name; lock or open the account."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    form = AccountEditForm(request.POST or None, instance=account)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã lưu tài khoản.")
        return redirect("cells:account_detail", pk)
    return _form_page(request, "cells/account_edit.html", form, account=account)


@require_POST
def account_password(request, pk):
    """A new one-time password for a forgotten one."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    try:
        password = account.renew_password(by=request.user)
    except ValidationError as error:
        return _refused(request, error, pk)
    return _password_page(request, account, password)


@require_POST
def account_second_factor(request, pk):
    """Drop the second factor of somebody who lost the telephone."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    try:
        account.drop_second_factor(by=request.user)
    except ValidationError as error:
        return _refused(request, error, pk)
    messages.success(request, "Đã gỡ xác thực hai lớp của tài khoản này.")
    return redirect("cells:account_detail", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_add(request, pk):
    """Give an account a role at a unit."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    form = AssignmentAddForm(request.user, request.POST or None)
    if form.is_valid() and form.save(user=account, by=request.user):
        messages.success(request, "Đã phân công.")
        return redirect("cells:account_detail", pk)
    return _form_page(request, "cells/assignment_add.html", form, account=account)


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_end(request, pk):
    """End a role on a day."""
    require_anywhere(request.user, "account.manage")
    assignment = get_object_or_404(_assignments(request.user), pk=pk)
    form = AssignmentEndForm(request.POST or None)
    if form.is_valid() and form.save(assignment, by=request.user):
        messages.success(request, "Đã kết thúc phân công.")
        return redirect("cells:account_detail", assignment.user_id)
    return _form_page(request, "cells/assignment_end.html", form, assignment=assignment)


@require_POST
def assignment_withdraw(request, pk):
    """Take a role back that was given by mistake."""
    require_anywhere(request.user, "account.manage")
    assignment = get_object_or_404(_assignments(request.user), pk=pk)
    try:
        assignment.withdraw(by=request.user)
    except ValidationError as error:
        return _refused(request, error, assignment.user_id)
    messages.success(request, "Đã thu hồi phân công.")
    return redirect("cells:account_detail", assignment.user_id)


def _assignments(admin):
    return Assignment.objects.filter(user__in=managed_by(admin)).select_related("unit", "user")


def _form_page(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=status_of(form))


def _password_page(request, account, password):
    """Straight from memory: a one-time password is not put into a session or a message."""
    context = {"account": account, "password": password}
    return render(request, "cells/account_password.html", context)


def _refused(request, error, pk):
    for text in error.messages:
        messages.error(request, text)
    return redirect("cells:account_detail", pk)
