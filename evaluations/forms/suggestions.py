"""Gợi ý kiểm điểm: entered with its points, answered point by point."""

from django import forms

from accounts.models import User
from common.acting import ActForm, lines
from common.days import DayField
from evaluations.models import Suggestion

MOST_POINTS, LONGEST = 20, 1000
TOO_MANY = f"Tối đa {MOST_POINTS} nội dung."
TOO_LONG = f"Mỗi nội dung tối đa {LONGEST} ký tự."


class SuggestionForm(ActForm):
    """To whom, by which paper, and what."""

    about = ("grading",)

    to = forms.ChoiceField(label="Gợi ý cho")
    paper = forms.CharField(label="Số văn bản", max_length=40)
    issued_on = DayField(label="Ngày văn bản")
    issuer = forms.CharField(label="Nơi ban hành", max_length=200)
    points = lines("Nội dung gợi ý", MOST_POINTS * LONGEST, "Mỗi nội dung một dòng.", rows=5)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = self.grading.unit_assessments.from_below()
        members = self.grading.member_assessments.by_cell_and_name()
        self.rows = {f"unit-{row.pk}": row for row in units}
        self.rows |= {f"member-{row.pk}": row for row in members}
        named = [(key, row.subject_and_cell) for key, row in self.rows.items()]
        self.fields["to"].choices = [("", "Chọn"), *named]

    def clean_points(self):
        points = [line.strip() for line in self.cleaned_data["points"].splitlines() if line.strip()]
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(TOO_MANY)
        if any(len(point) > LONGEST for point in points):
            raise forms.ValidationError(TOO_LONG)
        return points

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        Suggestion.objects.enter(self.rows[facts.pop("to")], **facts, by=by)


class AnswerForm(ActForm):
    """What was said to each point; it may be put right later."""

    about = ("suggestion",)
    edits = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, (point, answer) in enumerate(self.suggestion.pairs):
            self.fields[f"answer_{number}"] = lines(point, 2000)
            self.initial[f"answer_{number}"] = answer
        self.fields["on"] = DayField(label="Ngày giải trình")
        self.initial["on"] = self.suggestion.answered_on

    def act(self, *, by: User) -> None:
        facts = dict(self.cleaned_data)
        on = facts.pop("on")
        self.suggestion.answer(answers=list(facts.values()), on=on, by=by)
