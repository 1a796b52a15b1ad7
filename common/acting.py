"""What the forms of acts have in common."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User


class Act:
    """What a form whose `act` calls one verb does: what the verb refuses stands at the field it names,
    or above them all where the form does not have that field.

    `subject` is what the act is done to; a page about something new has none.
    """

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject

    def add_error(self, field, error):
        for name, texts in getattr(error, "error_dict", {field: error}).items():
            super().add_error(name if name in self.fields else None, texts)

    def save(self, *, by: User) -> bool:
        try:
            self.act(by=by)
        except ValidationError as error:
            self.add_error(None, error)
        return self.is_valid()


class ActForm(Act, forms.Form):
    """An act with fields of its own."""


class ActModelForm(Act, forms.ModelForm):
    """An act on `instance`, with fields of its model; the verb saves it."""


class ShownFirst(ActForm):
    """An act that is hard to take back: done only once its consequence was shown and agreed to.

    The page sends back, as `agreed`, the very sentence it showed; when a field was changed since
    then, the sentence is another one and is shown first. Each subclass says its own, as a
    cached_property: after the act it would read otherwise.
    """

    consequence: str

    @property
    def is_agreed(self) -> bool:
        return self.data.get("agreed") == self.consequence

    def save(self, *, by: User) -> bool:
        return self.is_agreed and super().save(by=by)
