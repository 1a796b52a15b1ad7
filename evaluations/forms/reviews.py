"""What is written before the grade, by a member and by a collective."""

from django import forms

from accounts.models import User
from common.acting import ActModelForm
from evaluations.models import CollectiveReview, Level, SelfReview, Written
from evaluations.models.steps import POINTS

BOX = forms.Textarea({"rows": 4})


class WrittenForm(ActModelForm):
    """All parts; those that the form of the writer does not have stay as they are."""

    edits = True  # before there is a row, too: two may write it

    def act(self, *, by: User) -> None:
        self.instance.write(fields=self.changed_data, by=by)


class SelfReviewForm(WrittenForm):
    class Meta:
        model = SelfReview
        fields = ["form", "conduct", "leading", "tasks", "commitment", *Written.AFTER]
        widgets = dict.fromkeys(fields[1:], BOX)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leading"].help_text = "Chỉ in ở mẫu 2A, của cá nhân lãnh đạo, quản lý."


class CollectiveReviewForm(WrittenForm):
    class Meta:
        model = CollectiveReview
        fields = ["principles", "tasks", "building", "duty", *Written.AFTER, *POINTS, "level"]
        localized_fields = POINTS
        widgets = dict.fromkeys(fields[:9], BOX)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [("", "Chưa đề nghị"), *Level.choices]
        if not self.instance.assessment.round.rules.scores:
            for name in POINTS:
                del self.fields[name]
