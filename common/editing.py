"""Two people edit one row: each saves what he or she changed; in one field both texts are shown.

Beside each field a page sends what was read (Django's hidden initial). What a person left as it was
read is kept as it is now; where somebody else has saved another text meanwhile, the field is refused
once and shows it: who presses again has decided.
"""

from django import forms
from django.core.exceptions import ValidationError

OVERTAKEN = "Người khác vừa ghi mục này là “{}”. Bấm lưu lần nữa thì giữ chữ của đồng chí."


def remember(form) -> None:
    """Send what was read along. A request without it (of another program) counts as read just now."""
    for name, field in form.fields.items():
        was_sent = not form.is_bound or form.add_initial_prefix(name) in form.data
        is_kept = not (field.disabled or field.widget.is_hidden or isinstance(field, forms.FileField))
        field.show_hidden_initial = was_sent and is_kept


def keep_others(form) -> None:
    """After the fields were cleaned: nothing that somebody else saved meanwhile is lost.

    What is not in `form.initial` was only suggested: there is no row that says otherwise.
    """
    for name, field in form.fields.items():
        is_read = field.show_hidden_initial and name in form.cleaned_data and name in form.initial
        if is_read and _was_overtaken(form, name, field):
            if name not in form.changed_data:
                _take_over(form, name, field)
            elif form[name].data is None or field.has_changed(_now(form, name), form[name].data):
                _refuse(form, name, field)


def _now(form, name: str):
    return form.get_initial_for_field(form.fields[name], name)


def _was_overtaken(form, name: str, field) -> bool:
    widget = field.hidden_widget()
    read = widget.value_from_datadict(form.data, form.files, form.add_initial_prefix(name))
    return field.has_changed(_now(form, name), read)


def _take_over(form, name: str, field) -> None:
    try:
        form.cleaned_data[name] = field.clean(field.prepare_value(_now(form, name)))
    except ValidationError as error:
        form.add_error(name, error)


def _refuse(form, name: str, field) -> None:
    """Once: what is there now counts as read from here on."""
    now = field.prepare_value(_now(form, name))
    form.data = form.data.copy()
    form.data[form.add_initial_prefix(name)] = _written(field, now)
    form.add_error(name, OVERTAKEN.format(_told(field, now) or "(để trống)"))


def _written(field, now) -> str:
    """As the page would send it."""
    shown = field.widget.format_value(now)
    return shown if isinstance(shown, str) else "" if now is None else str(now)


def _told(field, now) -> str:
    """As people read it."""
    choices = getattr(field, "choices", ())
    written = _written(field, now)
    return next((str(label) for value, label in choices if str(value) == written), written)
