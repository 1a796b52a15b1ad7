"""Acts that are nothing without their decision."""

from __future__ import annotations

from members.forms.acting import DecisionForm


class DecidedForm(DecisionForm):
    """The decision is asked for in full."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.DECISION:
            self.fields[name].required = True
