"""The steps before a decision, one small form each."""

from django import forms
from django.core.exceptions import PermissionDenied

from accounts.models import User
from cells.rights import may
from common.acting import PLAIN, ActModelForm, laid_out, side_by_side
from common.editing import remember
from evaluations.models import Level, MemberAssessment, Opinion, Step, Vote
from evaluations.models.steps import COUNTS, POINTS

POINTS_ROW = side_by_side(conduct_points="col-12 col-sm-6", task_points="col-12 col-sm-6")
VOTES_ROWS = (
    side_by_side(issued="col-6 col-sm-4", collected="col-6 col-sm-4", invalid="col-12 col-sm-4"),
    side_by_side(xs="col-6 col-lg-3", t="col-6 col-lg-3", ht="col-6 col-lg-3", kht="col-6 col-lg-3"),
)


class OpinionForm(ActModelForm):
    """What is said at one step; the page sends along at which."""

    edits = True  # before there is a row, too: two may write it
    rows = ()

    class Meta:
        model = Opinion
        fields = [*POINTS, "level", "note"]
        localized_fields = POINTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chọn"), *Level.choices]
        if self.is_scored:
            self.helper = laid_out(*self.rows, POINTS_ROW, "level", "note")
            self.fields["note"].help_text = "Mức khác với điểm thì ghi lý do."
        else:
            self.helper = laid_out(*self.rows, "level", "note") if self.rows else PLAIN
            for name in POINTS:
                del self.fields[name]

    @property
    def is_scored(self) -> bool:
        """The grade by the employer comes without our points."""
        return self.instance.step != Step.STATE and self.instance.assessment.round.rules.scores

    def act(self, *, by: User) -> None:
        self.instance.say(fields=self.changed_data, by=by)


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
        self.forms = []
        for said in _open_to(user, assessment):
            is_sent = data and data.get("step") == said.step
            form_class = CellForm if said.is_proposal else OpinionForm
            form = form_class(data if is_sent else None, instance=said, prefix=said.step)
            self.forms.append(form)
        self.sent = next((form for form in self.forms if form.is_bound), None)
        if data and self.sent is None:
            raise PermissionDenied
        if assessment.exclusion or assessment.round.is_closed:  # what was sent is refused with why
            self.forms = [form for form in self.forms if form.is_bound]

    @property
    def is_bound(self) -> bool:
        return self.sent is not None

    def is_valid(self) -> bool:
        return self.is_bound and self.sent.is_valid()

    def save(self, *, by: User) -> bool:
        return self.sent.save(by=by)


def _open_to(user: User, row: MemberAssessment) -> list[Opinion]:
    """What was said at each step that the user may write, or is about to."""
    said = {opinion.step: opinion for opinion in row.opinions.all()}
    steps = [said.get(step) or Opinion(assessment=row, step=step) for step in Step]
    if row.is_of(user):
        return [one for one in steps if one.step == Step.SELF]
    appraises = may(user, "round.grade", row.round.unit)
    return [
        one for one in steps if not one.is_filed_by_member and (appraises or one.step != Step.APPRAISAL)
    ]
