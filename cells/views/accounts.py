"""Accounts and roles, for the system administrator."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.forms.accounts import AccountAddForm, AccountEditForm, AssignmentAddForm, AssignmentEndForm
from cells.listing import page_of
from cells.models import Assignment
from cells.reading.accounts import managed_by, named, with_roles_of_today
from cells.rights import require_anywhere
from common.answers import fill_in, made_here, status_of, tap


def account_list(request):
    """Who may sign in, and with which roles today."""
    require_anywhere(request.user, "account.manage")
    text = request.GET.get("q", "")
    found = with_roles_of_today(named(managed_by(request.user), text))
    context = {"page": page_of(request, found), "text": text}
    return render(request, "cells/account_list.html", context)


def account_detail(request, pk):
    """One account: its roles, past ones too, and what can be done with it."""
    account = _account(request, pk)
    roles = account.assignments.select_related("unit").order_by("-starts_on", "-id")
    return render(request, "cells/account_detail.html", {"account": account, "roles": roles})


@require_http_methods(["GET", "HEAD", "POST"])
def account_add(request):
    """Make an account. The page that follows shows its one-time password, once and never again."""
    require_anywhere(request.user, "account.manage")
    form = AccountAddForm(request.POST or None)
    if form.is_valid():
        password = form.save(by=request.user)
        answer = _password_page(request, form.instance, password)
        return made_here(answer, _page(form.instance.pk))
    return render(request, "cells/account_add.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def account_edit(request, pk):
    """Correct the name; lock or open the account."""
    account = _account(request, pk)
    form = AccountEditForm(request.POST or None, instance=account)
    context, done = {"account": account}, "Đã lưu tài khoản."
    return fill_in(request, form, "cells/account_edit.html", context, done=done, to=_page(pk))


@require_POST
def account_password(request, pk):
    """A new one-time password for a forgotten one."""
    account = _account(request, pk)
    try:
        password = account.renew_password(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_page(pk))
    return _password_page(request, account, password)


@require_POST
def account_second_factor(request, pk):
    """Drop the second factor of somebody who lost the telephone."""
    drop, done = _account(request, pk).drop_second_factor, "Đã hủy xác thực hai lớp của tài khoản này."
    return tap(request, drop, done, _page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_add(request, pk):
    account = _account(request, pk)
    assign = partial(Assignment.objects.assign, user=account)
    form = AssignmentAddForm(request.user, request.POST or None, verb=assign)
    context, done = {"account": account}, "Đã phân công."
    return fill_in(request, form, "cells/assignment_add.html", context, done=done, to=_page(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def assignment_end(request, pk):
    held = _assignment(request, pk)
    form = AssignmentEndForm(request.POST or None, assignment=held)
    context, done, to = {"assignment": held}, "Đã kết thúc phân công.", _page(held.user_id)
    return fill_in(request, form, "cells/assignment_end.html", context, done=done, to=to)


@require_POST
def assignment_withdraw(request, pk):
    """Take a role back that was given by mistake."""
    held = _assignment(request, pk)
    return tap(request, held.withdraw, "Đã thu hồi phân công.", _page(held.user_id))


def _account(request, pk):
    require_anywhere(request.user, "account.manage")
    return get_object_or_404(managed_by(request.user).select_related("member"), pk=pk)


def _assignment(request, pk) -> Assignment:
    require_anywhere(request.user, "account.manage")
    held = Assignment.objects.filter(user__in=managed_by(request.user)).select_related("unit", "user")
    return get_object_or_404(held, pk=pk)


def _page(pk) -> str:
    return reverse("cells:account_detail", args=[pk])


def _password_page(request, account, password):
    """Straight from memory: a one-time password is not put into a session or a message."""
    context = {"account": account, "password": password}
    return render(request, "cells/account_password.html", context)
