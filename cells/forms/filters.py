"""Keeping a filter by name."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from accounts.models import User
from cells.models import SavedFilter
from cells.models.saved_filter import PAGES, filter_in
from common.acting import ActForm
from common.days import usual_day


class SaveFilterForm(ActForm):
    """The address of a page as it stands, and the name to keep it under."""

    page = forms.ChoiceField(choices=[(page, page) for page in PAGES])
    name = forms.CharField(
        max_length=60,
        error_messages={
            "required": "Đặt tên cho bộ lọc.",
            "max_length": "Tên bộ lọc dài nhất 60 ký tự.",
        },
    )
    query = forms.CharField(max_length=2000, required=False)

    def __init__(self, data, *, user: User):
        super().__init__(data)
        self.user = user
        self.is_valid()

    def act(self, *, by: User) -> None:
        page, name = self.cleaned_data["page"], self.cleaned_data["name"]
        SavedFilter.objects.keep(page=page, name=name, query=self.kept, by=by)

    @property
    def kept(self) -> str:
        """What there is to keep. The day that everybody sees anyway is not: next year is another."""
        asked = QueryDict(self.cleaned_data.get("query", ""), mutable=True)
        if asked.get("on") == usual_day(self.user).isoformat():
            del asked["on"]
        return filter_in(self.cleaned_data["page"], asked.urlencode())

    @property
    def address(self) -> str:
        """Back to the page as it was, with the name typed where it was refused."""
        query, typed = self.kept, self.data.get("name", "").replace("\0", "")[:60]
        if not self.is_valid():
            query += f"&{urlencode({'keep': typed})}"
        return f"{reverse(self.cleaned_data['page'])}?{query}"

    @property
    def refusal(self) -> str:
        """Why not, in one line: the page that shows it is a list, not this form."""
        return " ".join(text for texts in self.errors.values() for text in texts)
