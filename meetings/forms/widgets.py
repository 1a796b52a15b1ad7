"""Fields with an input of their own: a time of day, a text with paragraphs, a scan."""

from django import forms

from common.files import HELP, check_pdf
from meetings.rules import rich_text


class RichTextarea(forms.Textarea):
    """A text with paragraphs, lists and tables; static/js/rich_text.js makes an editor of it."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, "data-rich": ""} | (attrs or {}))


class RichField(forms.CharField):
    """Cleaned as it is read, so that what a browser wrote and what was saved compare as equal."""

    widget = RichTextarea

    def to_python(self, value):
        return rich_text.clean(super().to_python(value) or "")


class PdfField(forms.FileField):
    """A scan that goes with the row."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "validators": [check_pdf], "help_text": HELP} | kwargs)
        self.widget.attrs["accept"] = "application/pdf"
