"""What the forms of acts have in common."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint

from accounts.models import User
from common.editing import keep_others, remember

PLAIN = FormHelper()  # the page has the <form>, with its buttons
PLAIN.form_tag = False


def laid_out(*layout) -> FormHelper:
    """As PLAIN, in this order and in these rows."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*layout)
    return helper


def side_by_side(**widths: str) -> Row:
    """Fields in one row, each with the classes of its column."""
    columns = [Column(name, css_class=width) for name, width in widths.items()]
    return Row(*columns, css_class="gx-3")


def lines(
    label: str, longest: int, help_text: str = "", *, rows: int = 3, required: bool = True
) -> forms.CharField:
    """A text of some lines."""
    box = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=longest, help_text=help_text, widget=box, required=required
    )


class Acting:
    """What a form whose `act` calls one verb does: what the verb refuses stands at the field it names,
    or above them all where the form does not have that field.

    `about`: what the act is about, told by these keywords and kept under these names. `edits`: whether
    its fields begin as a row is now, which somebody else may change meanwhile (common/editing.py).
    """

    about: tuple[str, ...] = ()
    edits = False
    helper = PLAIN

    def __init__(self, *args, **kwargs):
        for name in self.about:
            setattr(self, name, kwargs.pop(name))
        super().__init__(*args, **kwargs)
        if self.edits:
            remember(self)

    def _clean_fields(self):
        if self.edits:
            remember(self)
        super()._clean_fields()
        if self.edits:
            keep_others(self)

    def add_error(self, field, error):
        for name, texts in getattr(error, "error_dict", {field: error}).items():
            super().add_error(name if name in self.fields else None, texts)

    def save(self, *, by: User) -> bool:
        try:
            self.act(by=by)
        except ValidationError as error:
            self.add_error(None, error)
        except IntegrityError as error:
            self.add_error(None, _taken(error))
        return self.is_valid()


def _taken(error: IntegrityError) -> ValidationError:
    """What a unique constraint says where the database alone saw the other row: just saved by somebody
    else, or of another committee (docs/decisions/0036-row-security.md)."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    constraints = (row for model in apps.get_models() for row in model._meta.constraints)
    unique = (row for row in constraints if isinstance(row, UniqueConstraint))
    found = next((row for row in unique if row.name == name), None)
    if found is None:
        raise error
    return ValidationError({found.fields[0]: found.get_violation_error_message()})


class ActForm(Acting, forms.Form):
    """An act with fields of its own."""


class VerbForm(ActForm):
    """Fields that are what one verb takes; the page names the verb. `made`: what it answered."""

    about = ("verb",)

    @property
    def facts(self) -> dict:
        return self.cleaned_data

    def act(self, *, by: User) -> None:
        self.made = self.verb(**self.facts, by=by)


class ActModelForm(Acting, forms.ModelForm):
    """An act on `instance`, with fields of its model; the verb saves those in `changed_data`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.loaded = forms.model_to_dict(self.instance, self.fields)

    @property
    def edits(self) -> bool:
        return self.instance.pk is not None

    def save(self, *, by: User) -> bool:
        with transaction.atomic():
            return not self._is_overtaken() and super().save(by=by)

    def _is_overtaken(self) -> bool:
        """Whether somebody saved one of these fields since the row was loaded; locks the row."""
        rows = type(self.instance)._base_manager.select_for_update()
        row = self.instance.pk and rows.filter(pk=self.instance.pk).first()
        now = forms.model_to_dict(row, self.changed_data) if row else {}
        if any(self.loaded[name] != value for name, value in now.items()):
            self.add_error(None, "Người khác vừa lưu trang này. Xem lại rồi bấm lưu lần nữa.")
            return True
        return False


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
