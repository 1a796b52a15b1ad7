"""What a browser's own picker needs: it understands 24-hour times only."""

from django import forms


def time_input() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})
