"""The grid of levels: one small form for each row of a round."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from evaluations.models import Exclusion, Grade, Level, MemberAssessment
from evaluations.reading.steps import said_of
from members.rules.namesakes import called

NONE = "kxl"  # shown in capitals where the screen is narrow, with a legend


class GradeRow(forms.Form):
    """Mức xếp loại, hoặc lý do không xếp loại, of one member or unit."""

    level = forms.ChoiceField(
        label="Mức xếp loại",
        required=False,
        choices=[("", "Chưa xếp loại"), *Level.choices, (NONE, "Không xếp loại")],
        widget=forms.RadioSelect(attrs={"class": "btn-check", "autocomplete": "off"}),
    )
    exclusion = forms.ChoiceField(
        label="Lý do không xếp loại",
        required=False,
        choices=[("", "Chọn lý do"), *Exclusion.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    note = forms.CharField(
        label="Ghi chú",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    # What the row said when the page was opened, so that two editors never overwrite each other.
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, assessment, name: str):
        grade = assessment.grade
        super().__init__(
            data,
            prefix=f"row-{assessment.pk}",
            initial={
                "level": NONE if grade.exclusion else grade.level,
                "exclusion": grade.exclusion,
                "note": grade.note,
                "before": "|".join(grade),
            },
        )
        self.assessment, self.name, self.warnings = assessment, name, assessment.warnings
        self.said = said_of(assessment) if isinstance(assessment, MemberAssessment) else ""

    def clean(self):
        level = self.cleaned_data.get("level", "")
        exclusion = self.cleaned_data.get("exclusion", "")
        if level == NONE and not exclusion:
            self.add_error("exclusion", "Chọn lý do không xếp loại.")
        self.grade = Grade("" if level == NONE else level, exclusion, self.cleaned_data.get("note", ""))
        try:
            self.grade.check()
        except ValidationError as error:
            self.add_error(None, error)

    @property
    def seen(self) -> Grade:
        return Grade(*self.cleaned_data["before"].split("|", 2))

    @property
    def is_open(self) -> bool:
        """Whether the reason and the note are shown without being asked for."""
        return bool(self.errors or self["exclusion"].value() or self["note"].value())

    def take_note_of_change(self, error: ValidationError) -> None:
        """Say what somebody else wrote meanwhile; the next saving then replaces it knowingly."""
        self.add_error(None, error)
        self.data = self.data.copy()
        self.data[self.add_prefix("before")] = "|".join(self.assessment.grade)


class GradeGrid:
    """All rows of one page. Only the rows that were changed on it are sent to the verb."""

    def __init__(self, data=None, *, assessments, verb):
        names = called(row.member for row in assessments if isinstance(row, MemberAssessment))
        self.rows = [
            GradeRow(data, assessment=row, name=names.get(getattr(row, "member_id", None), row.subject))
            for row in assessments
        ]
        self.is_bound, self.verb = data is not None, verb
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        return self.is_bound and not self.errors and all(row.is_valid() for row in self.rows)

    def save(self, *, by: User) -> bool:
        changed = {row.assessment.pk: row for row in self.rows if row.grade != row.seen}
        grades = {pk: row.grade for pk, row in changed.items()}
        try:
            self.verb(grades, seen={pk: row.seen for pk, row in changed.items()}, by=by)
        except ValidationError as error:
            self._show(error, changed)
        return self.is_valid()

    def _show(self, error: ValidationError, changed: dict[int, GradeRow]) -> None:
        if not hasattr(error, "error_dict"):
            self.errors = error.messages
            return
        for pk, messages in error.error_dict.items():
            changed[int(pk)].take_note_of_change(ValidationError(messages))

    @property
    def wrong_rows(self) -> list[GradeRow]:
        return [row for row in self.rows if row.is_bound and row.errors]
