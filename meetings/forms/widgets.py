"""What a browser's own picker needs: it understands 24-hour times only."""

from django import forms


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class RichTextarea(forms.Textarea):
    """A text with paragraphs, lists and tables; static/js/rich_text.js makes an editor of it."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, "data-rich": ""} | (attrs or {}))
