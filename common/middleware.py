"""What every request has in common, whoever sends it."""

from contextlib import suppress

from django.http import QueryDict
from django.http.request import UnreadablePostError

from common.vietnamese import one_form


def texts_in_one_form(get_response):
    """Text is cleaned here, before any view or form reads it: one form of Unicode, no unseen signs."""

    def middleware(request):
        request.GET = _cleaned(request.GET)
        with suppress(UnreadablePostError):  # the sender is gone: the check of the token answers
            request.POST = _cleaned(request.POST)
        return get_response(request)

    return middleware


def _cleaned(sent: QueryDict) -> QueryDict:
    made = QueryDict(mutable=True, encoding=sent.encoding)
    for name, texts in sent.lists():
        clean = str if "password" in name else one_form  # a password is what was typed
        made.setlist(one_form(name), [clean(text) for text in texts])
    made._mutable = False
    return made
