"""The steps before a decision, one small form each."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.core.exceptions import PermissionDenied

from accounts.models import User
from cells.rights import may
from common.acting import ActModelForm, laid_out, side_by_side
from common.days import DayField
from common.editing import remember
from evaluations.models import (
    Body,
    BodyOpinion,
    CriteriaLine,
    Level,
    MemberAssessment,
    Opinion,
    Step,
    Vote,
)
from evaluations.models.criteria import MOST, Part, totals
from evaluations.models.steps import COUNTS, POINTS
from evaluations.reading.criteria import Pair, given_of, lines_of
from scoring.rules.marking import points_text

POINTS_ROW = side_by_side(conduct_points="col-12 col-sm-6", task_points="col-12 col-sm-6")
VOTES_ROWS = (
    side_by_side(issued="col-6 col-sm-4", collected="col-6 col-sm-4", invalid="col-12 col-sm-4"),
    side_by_side(xs="col-6 col-lg-3", t="col-6 col-lg-3", ht="col-6 col-lg-3", kht="col-6 col-lg-3"),
)
ANOTHER_BODY = "Tổ chức, tập thể khác đề nghị"


class JudgementForm(ActModelForm):
    """A level with its points, where these count, and the rows of the form before and after them."""

    rows = after = ()
    is_another = False  # one more of its kind, where nobody waits for it

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chọn"), *Level.choices]
        if self.is_scored:
            self.helper = laid_out(*self.rows, POINTS_ROW, "level", *self.after, "note")
            self.fields["note"].help_text = "Mức khác với điểm thì ghi lý do."
        else:
            self.helper = laid_out(*self.rows, "level", *self.after, "note")
            for name in POINTS:
                del self.fields[name]

    @property
    def title(self) -> str:
        return self.instance.title

    @property
    def is_scored(self) -> bool:
        return self.instance.assessment.round.rules.scores

    def act(self, *, by: User) -> None:
        self.instance.say(fields=self.changed_data, by=by)


class OpinionForm(JudgementForm):
    """What is said at one step; the page sends along at which."""

    edits = True  # before there is a row, too: two may write it

    class Meta:
        model = Opinion
        fields = [*POINTS, "level", "note"]
        localized_fields = POINTS

    @property
    def is_scored(self) -> bool:
        """The grade by the employer comes without our points."""
        return self.instance.step != Step.STATE and super().is_scored


class BodyForm(JudgementForm):
    """What another body proposes: one more of them, or one put right."""

    rows = (side_by_side(kind="col-12 col-sm-5", name="col-12 col-sm-7"),)
    after = ("said_on",)

    class Meta:
        model = BodyOpinion
        fields = ["kind", "name", *POINTS, "level", "said_on", "note"]
        field_classes = {"said_on": DayField}
        localized_fields = POINTS
        help_texts = {"name": "Ví dụ: Công đoàn Trung tâm, Khoa Dược, Ban Giám đốc."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Chọn"), *Body.choices]
        self.fields["note"].help_text = "Mức khác với điểm, hoặc chi bộ đã đề nghị, thì ghi lý do."

    @property
    def is_another(self) -> bool:
        return self.instance.pk is None

    @property
    def title(self) -> str:
        return ANOTHER_BODY if self.is_another else super().title


class SelfForm(OpinionForm):
    """The own grade, where the committee has a bộ tiêu chí: points of each line may be given, and are
    summed; or only those of the two parts."""

    def __init__(self, *args, lines: list[Pair], **kwargs):
        self.lines = lines
        super().__init__(*args, **kwargs)
        for line, given in lines:
            self.fields[_name(line)] = forms.DecimalField(
                label=line.text,
                max_digits=3,
                decimal_places=1,
                min_value=0,
                max_value=line.most,
                required=False,
                localize=True,
                widget=forms.TextInput({"class": "form-control", "inputmode": "decimal"}),
            )
            self.initial[_name(line)] = points_text(given)
        remember(self)

    @property
    def parts(self) -> list[dict]:
        """The lines of each part with their fields, for the page."""
        return [
            {"part": part, "most": most, "rows": list(self._rows(part))} for part, most in MOST.items()
        ]

    @property
    def is_by_lines(self) -> bool:
        """Whether points of lines were given, or some of those sent are wrong."""
        names = {_name(line) for line, _ in self.lines}
        return any(self[name].value() not in {None, ""} for name in names)

    def _rows(self, part: Part) -> Iterable[tuple]:
        return ((line, self[_name(line)]) for line, _ in self.lines if line.part == part)

    def clean(self):
        super().clean()
        given = {_name(line): self.cleaned_data.get(_name(line)) for line, _ in self.lines}
        lacking = [name for name, points in given.items() if points is None]
        is_by_lines = len(lacking) < len(given)
        if is_by_lines and lacking:
            for name in set(lacking) - set(self.errors):
                self.add_error(name, "Chấm đủ các tiêu chí, hoặc để trống tất cả.")
        elif not self.errors:
            self._take(list(given.values()) if is_by_lines else [])

    def _post_clean(self):
        """Whether there are points is asked only once those of the lines could be read."""
        if not self.errors:
            super()._post_clean()

    def _take(self, given: list[Decimal]) -> None:
        """All lines or none; the totals are what the lines come to."""
        lines = [line for line, _ in self.lines]
        self.instance.line_points = [str(points) for points in given]
        self.instance.criteria_id = lines[0].sheet_id if given else None
        for name, points in (totals(lines, given) if given else {}).items():
            if name in self.changed_data and self.cleaned_data[name] not in {None, points}:
                self.add_error(name, f"Các tiêu chí cộng lại là {points_text(points)} điểm.")
            else:
                self.cleaned_data[name] = points

    def act(self, *, by: User) -> None:
        names = {_name(line) for line, _ in self.lines}
        fields = {*self.changed_data, *POINTS, "criteria", "line_points"} - names
        self.instance.say(fields=sorted(fields), by=by)


class CellForm(OpinionForm):
    """The count of the votes, and what the cell proposes by it."""

    rows = VOTES_ROWS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        about = self.instance.assessment
        vote = getattr(about, "vote", None)
        if vote is None:
            voters = about.voters().count()
            vote = Vote(issued=voters, collected=voters)
        self.fields |= forms.fields_for_model(Vote, COUNTS)
        self.initial |= forms.model_to_dict(vote, COUNTS)
        remember(self)

    def act(self, *, by: User) -> None:
        votes = {name: self.cleaned_data[name] for name in COUNTS}
        fields = [name for name in self.changed_data if name not in votes]
        self.instance.say(fields=fields, votes=votes, by=by)


class StepForms:
    """The steps of one member that the user may write; one of them is sent at a time."""

    def __init__(self, data=None, *, assessment: MemberAssessment, user: User):
        self.criteria = given_of(assessment, lines_of(assessment))
        self.forms = []
        sent = data.get("step") if data else None
        for said in _open_to(user, assessment, sent):
            self.forms.append(self._form(said, data if said.step == sent else None))
        self.sent = next((form for form in self.forms if form.is_bound), None)
        if data and self.sent is None:
            raise PermissionDenied
        if not assessment.takes_steps:  # what was sent is refused with why
            self.forms = [form for form in self.forms if form.is_bound]

    @property
    def is_bound(self) -> bool:
        return self.sent is not None

    @property
    def only_told(self) -> list[Pair]:
        """Each line with its points, where no form on the page has them."""
        return [] if any(isinstance(form, SelfForm) for form in self.forms) else self.criteria

    def _form(self, said: Opinion | BodyOpinion, data) -> JudgementForm:
        known = {"instance": said, "prefix": said.step}
        if isinstance(said, BodyOpinion):
            return BodyForm(data, **known)
        if said.is_proposal:
            return CellForm(data, **known)
        if said.step == Step.SELF and self.criteria:
            return SelfForm(data, lines=self.criteria, **known)
        return OpinionForm(data, **known)

    @property
    def may_withdraw(self) -> bool:
        """Whether the user may take back what another body is said to have proposed."""
        return any(isinstance(form, BodyForm) for form in self.forms)

    def is_valid(self) -> bool:
        return self.is_bound and self.sent.is_valid()

    def save(self, *, by: User) -> bool:
        return self.sent.save(by=by)


def _name(line: CriteriaLine) -> str:
    return f"line_{line.position}"


def _open_to(user: User, row: MemberAssessment, sent: str | None) -> list[Opinion | BodyOpinion]:
    """What was said at each step that the user may write, or is about to."""
    said = row.said_at
    steps = [said.get(step) or Opinion(assessment=row, step=step) for step in Step]
    if row.is_of(user):
        return [one for one in steps if one.step == Step.SELF]
    appraises = may(user, "round.grade", row.round.unit)
    steps = [
        one for one in steps if not one.is_filed_by_member and (appraises or one.step != Step.APPRAISAL)
    ]
    place = next(place for place, one in enumerate(steps) if one.is_proposal)
    return [*steps[:place], *_bodies(row, sent), *steps[place:]]


def _bodies(row: MemberAssessment, sent: str | None) -> list[BodyOpinion]:
    """What other bodies said, and room for one more; what was withdrawn since the page was read is
    refused with why."""
    told = [one for one in row.told_by_bodies if one.withdrawn_at is None or one.step == sent]
    return [*told, BodyOpinion(assessment=row)]
