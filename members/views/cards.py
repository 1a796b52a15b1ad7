"""Thẻ, hồ sơ: a member's cards, and where the papers of the dossier are."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may
from common.answers import fill_in, one_tap
from members.forms.cards import CardForm, CardHandOverForm, DossierMoveForm, DossierReturnForm
from members.models import Card, DossierMove
from members.views.finding import member_for, member_to_read


def member_cards(request, pk):
    """Every card issued, and every move of the dossier, the newest first."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "cards": member.cards.select_related("decision"),
        "moves": member.dossier_moves.select_related("unit"),
        "may_record": home and may(request.user, "member.edit", home),
    }
    return render(request, "members/member_cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def card_add(request, pk):
    member = member_for(request, pk, "member.edit")
    form = CardForm(request.POST or None, member=member)
    return _answer(request, form, member, "members/card_add.html", "Đã ghi thẻ.")


@require_http_methods(["GET", "HEAD", "POST"])
def card_hand_over(request, pk):
    card = get_object_or_404(Card.objects.visible_to(request.user), pk=pk)
    member = member_for(request, card.member_id, "member.edit")
    form = CardHandOverForm(request.POST or None, card=card)
    return _answer(request, form, member, "members/card_hand_over.html", "Đã ghi ngày giao thẻ.")


@require_POST
def card_withdraw(request, pk):
    """Take away a card typed by mistake."""
    card = get_object_or_404(Card.objects.visible_to(request.user), pk=pk)
    member = member_for(request, card.member_id, "member.edit")
    verb = partial(card.withdraw, by=request.user)
    return one_tap(request, verb, done="Đã xóa thẻ ghi nhầm.", to=_cards(member))


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_move_add(request, pk):
    member = member_for(request, pk, "member.edit")
    form = DossierMoveForm(request.POST or None, member=member)
    return _answer(request, form, member, "members/card_dossier_add.html", "Đã ghi.")


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_return(request, pk):
    move = get_object_or_404(DossierMove.objects.visible_to(request.user), pk=pk)
    member = member_for(request, move.member_id, "member.edit")
    form = DossierReturnForm(request.POST or None, move=move)
    return _answer(request, form, member, "members/card_dossier_return.html", "Đã ghi ngày trả hồ sơ.")


@require_POST
def dossier_withdraw(request, pk):
    """Take away a move typed by mistake."""
    move = get_object_or_404(DossierMove.objects.visible_to(request.user), pk=pk)
    member = member_for(request, move.member_id, "member.edit")
    verb = partial(move.withdraw, by=request.user)
    return one_tap(request, verb, done="Đã xóa mục ghi nhầm.", to=_cards(member))


def _answer(request, form, member, template, done):
    return fill_in(request, form, template, {"member": member}, done=done, to=_cards(member))


def _cards(member) -> str:
    return reverse("members:member_cards", args=[member.pk])
