"""Ticking some of a list, with a number for each."""

from django import forms

from common.acting import ActForm


class NumberedForm(ActForm):
    """Which of the rows `offered` are `chosen`, and the number of each where it is known."""

    NUMBER: str  # how the field for the number of a row is called
    LONGEST: int
    ALL_AT_FIRST = False  # ticked before anything was sent

    about = ("offered",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].queryset = self.offered
        for row in self.offered:
            self.fields[f"number-{row.pk}"] = forms.CharField(
                label=self.NUMBER.format(row=row), max_length=self.LONGEST, required=False
            )

    @property
    def rows(self) -> list:
        """(row, whether it is ticked, the field for its number)."""
        ticked = self.data.getlist("chosen") if self.is_bound else []
        is_all = self.ALL_AT_FIRST and not self.is_bound
        return [
            (row, is_all or str(row.pk) in ticked, self[f"number-{row.pk}"]) for row in self.offered
        ]

    @property
    def numbers(self) -> dict[int, str]:
        """Id of a row that was chosen → its number."""
        return {row.pk: self.cleaned_data[f"number-{row.pk}"] for row in self.cleaned_data["chosen"]}
