"""Accounts for those who lead the cells, all at once, with first passwords to hand out."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import require_anywhere
from common.answers import made_here, status_of
from members.forms.accounts import SecretaryAccountsForm


@require_http_methods(["GET", "HEAD", "POST"])
def secretary_accounts(request):
    """The page that follows shows the one-time passwords, once and never again."""
    require_anywhere(request.user, "account.manage")
    form = SecretaryAccountsForm(request.POST or None, user=request.user)
    if form.is_valid() and form.save(by=request.user):
        answer = render(request, "members/secretary_passwords.html", {"made": form.made})
        return made_here(answer, reverse("cells:account_list"))
    return render(request, "members/secretary_accounts.html", {"form": form}, status=status_of(form))
