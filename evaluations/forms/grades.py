"""The grid of levels: one row for each member or unit of a round, a small form for each row sent."""

from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from accounts.models import User
from evaluations.models import Exclusion, Grade, Level, MemberAssessment
from evaluations.reading.steps import said_of
from members.rules.namesakes import called

NONE = "kxl"
# As the buttons of a row are labelled, with a legend above; and what a screen reader says.
SHORT = [
    ("", "–", "Chưa xếp loại"),
    *((level.value, level.upper(), level.label) for level in Level),
    (NONE, "KXL", "Không xếp loại"),
]
REASONS = [("", "Chọn lý do"), *Exclusion.choices]


class GradeForm(forms.Form):
    """Mức xếp loại, hoặc lý do không xếp loại, of one member or unit."""

    level = forms.ChoiceField(required=False, choices=[(value, label) for value, _, label in SHORT])
    exclusion = forms.ChoiceField(required=False, choices=REASONS)
    note = forms.CharField(required=False, max_length=300)
    # What the row said when the page was opened, so that two editors never overwrite each other.
    before = forms.CharField(required=False, strip=False)

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


class GradeRow:
    """One row as it stands on the page: what was sent of it, else what is decided.

    A form is made only for a row that was sent: a page of 400 people has to be quick.
    """

    def __init__(self, data, *, assessment, name: str, is_own: bool):
        self.assessment, self.name, self.is_own = assessment, name, is_own
        self.warnings = getattr(assessment, "warnings", [])
        is_member = isinstance(assessment, MemberAssessment)
        self.said = said_of(assessment) if is_member else ""
        self.is_asked = is_member and not assessment.exclusion  # has steps before the decision
        self.part = getattr(assessment, "part", "")  # with whom the cap counts it
        self.cell_name = getattr(assessment, "cell_name", "")  # where the page has several cells
        # Eight times in each of 400 rows, and nothing in it to escape.
        self.key, self.prefix = str(assessment.pk), SafeString(f"row-{assessment.pk}")
        self.level, self.exclusion, self.note = assessment.grade
        self.level = NONE if self.exclusion else self.level
        self.before = _joined(assessment.grade)
        self.may_be_later = not (self.level or is_own or assessment.is_decided_above)
        is_sent = data is not None and f"{self.prefix}-before" in data
        self.form = GradeForm(data, prefix=self.prefix) if is_sent else None
        for field in GradeForm.base_fields if is_sent else []:
            setattr(self, field, self.form[field].value() or "")

    @property
    def errors(self) -> dict:
        return self.form.errors if self.form else {}

    @property
    def messages(self) -> list[str]:
        return [message for messages in self.errors.values() for message in messages]

    @property
    def is_changed(self) -> bool:
        return self.form is not None and self.form.grade != self.form.seen

    @property
    def is_open(self) -> bool:
        """Whether the reason and the note are shown without being asked for."""
        return bool(self.errors or self.exclusion or self.note)

    @property
    def needs_look(self) -> bool:
        """Whether a point speaks against the level that was decided."""
        return any(concern.stands_against for concern in self.warnings)

    def take_note_of_change(self, error: ValidationError) -> None:
        """Say what somebody else wrote meanwhile; the next saving then replaces it knowingly."""
        self.form.add_error(None, error)
        self.before = _joined(self.assessment.grade)


def _joined(grade: Grade) -> str:
    return "|".join(grade)


class GradeGrid:
    """The rows of one page. Only those sent, and changed on it, go to the verb."""

    levels = SHORT

    def __init__(self, data=None, *, assessments, verb, user: User):
        names = called(row.member for row in assessments if isinstance(row, MemberAssessment))
        self.rows = [
            GradeRow(
                data,
                assessment=row,
                name=names.get(getattr(row, "member_id", None), row.subject),
                is_own=row.is_of(user),
            )
            for row in assessments
        ]
        for number, (before, row) in enumerate(pairwise([None, *self.rows]), start=1):
            row.number = str(number)
            row.heading = "" if before and before.cell_name == row.cell_name else row.cell_name
        self.drawn = {}  # by the page, once for each level and reason
        self.is_bound, self.verb = data is not None, verb
        self.errors: list[str] = []

    @cached_property
    def steps(self) -> str:
        """Where the pages of the steps are: an address looked up once, not 400 times."""
        return reverse("evaluations:member_steps", args=[0]).removesuffix("0/")

    @cached_property
    def later(self) -> str | None:
        """Where a level is left for later, as long as the round is open."""
        if not self.rows or self.rows[0].assessment.round.is_closed:
            return None
        page = f"evaluations:{self.rows[0].assessment.KIND}_postpone"
        return reverse(page, args=[0]).removesuffix("0/")

    def is_valid(self) -> bool:
        return self.is_bound and not self.errors and not self.wrong_rows

    def save(self, *, by: User) -> bool:
        changed = {row.assessment.pk: row for row in self.rows if row.is_changed}
        grades = {pk: row.form.grade for pk, row in changed.items()}
        try:
            self.verb(grades, seen={pk: row.form.seen for pk, row in changed.items()}, by=by)
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
        return [row for row in self.rows if row.errors]


class OneGrade(GradeGrid):
    """One row, saved as soon as a level is chosen."""

    def __init__(self, data, *, assessment, verb, user: User):
        super().__init__(data, assessments=[assessment], verb=verb, user=user)

    def answer(self) -> dict:
        """What was refused, and what the row says by now."""
        [row] = self.rows
        is_saved = row.form is not None and self.is_valid()
        before = _joined(row.form.grade) if is_saved else row.before
        return {"errors": self.errors + row.messages, "before": before}
