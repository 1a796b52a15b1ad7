"""Scoring a meeting: which sheet, points item by item, the vote, reasons."""

import itertools

from django import forms

from accounts.models import User
from common.acting import ActForm, VerbForm, lines
from scoring.models import Given, MeetingScore, ScoreAnswer, ScoreSheet, points_text

MOST_VOTES = 1000


class SheetChoice(ActForm):
    """Chọn biểu chấm điểm, the nearest and newest first."""

    about = ("meeting",)

    sheet = forms.ModelChoiceField(ScoreSheet.objects.none(), label="Biểu chấm điểm", empty_label=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheets = ScoreSheet.objects.ranked_for(self.meeting)
        self.fields["sheet"].queryset = ScoreSheet.objects.offered_to(self.meeting)
        self.fields["sheet"].choices = [(sheet.pk, _named(sheet)) for sheet in self.sheets]

    def act(self, *, by: User) -> None:
        MeetingScore.objects.start(meeting=self.meeting, sheet=self.cleaned_data["sheet"], by=by)


def _named(sheet: ScoreSheet) -> str:
    return f"{sheet.name} ({sheet.issuer}, áp dụng từ {sheet.valid_from:%d/%m/%Y})"


def _points_field(answer: ScoreAnswer) -> forms.Field:
    """One of the options of an item that has some, else a number of points."""
    if options := list(answer.item.options.all()):
        return forms.TypedChoiceField(
            coerce=int,
            empty_value=None,
            required=False,
            choices=[(option.pk, option.label) for option in options],
            initial=answer.option_id,
        )
    return forms.DecimalField(
        max_digits=5,
        decimal_places=1,
        required=False,
        initial=points_text(answer.points),
        localize=True,
        widget=forms.TextInput,
    )


class ScoreForm(ActForm):
    """Điểm từng tiêu chí. What the verb refuses of an item stands at that item."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, score: MeetingScore, data=None):
        super().__init__(data, initial={"version": score.version})
        self.score = score
        self.reading = score.as_now()
        self.result = score.result(self.reading)
        for answer in self.reading.answers:
            if not answer.is_out_of_place(score.meeting):
                self._add(answer)

    def _add(self, answer: ScoreAnswer) -> None:
        pk, item = answer.item_id, answer.item
        self.fields[f"item-{pk}"] = _points_field(answer)
        if item.may_be_left_out:
            self.fields[f"skip-{pk}"] = forms.BooleanField(required=False, initial=answer.is_left_out)
        if item.fact:
            self.fields[f"reason-{pk}"] = forms.CharField(
                required=False, max_length=300, initial=answer.reason
            )

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be said: only then a grade means something."""
        return not any(answer.is_unanswered for answer in self.reading.answers)

    @property
    def groups(self) -> list[dict]:
        """Groups of the sheet with their rows, in its order."""
        groups = itertools.groupby(self.reading.answers, lambda answer: answer.item.group)
        return [{"group": group, "rows": [self._row(a) for a in rows]} for group, rows in groups]

    def _row(self, answer: ScoreAnswer) -> dict:
        pk = answer.item_id
        names = {"points": f"item-{pk}", "skip": f"skip-{pk}", "reason": f"reason-{pk}"}
        fields = {name: self[field] for name, field in names.items() if field in self.fields}
        return {"answer": answer, "item": answer.item, **fields}

    def given(self) -> dict[int, Given]:
        """What was said, item by item."""
        said = {}
        for answer in self.reading.answers:
            pk = answer.item_id
            if f"item-{pk}" in self.fields:
                value = self.cleaned_data[f"item-{pk}"]
                kind = "option" if answer.item.options.all() else "points"
                said[pk] = Given(
                    **{kind: value},
                    is_left_out=self.cleaned_data.get(f"skip-{pk}", False),
                    reason=self.cleaned_data.get(f"reason-{pk}", ""),
                )
        return said

    def act(self, *, by: User) -> None:
        is_proposed = "propose" in self.data
        self.score.write(self.given(), version=self.cleaned_data["version"], propose=is_proposed, by=by)


class VoteForm(VerbForm):
    """Chi bộ biểu quyết kết quả chấm điểm."""

    in_favour = forms.IntegerField(label="Tán thành", min_value=0, max_value=MOST_VOTES)
    against = forms.IntegerField(label="Không tán thành", min_value=0, max_value=MOST_VOTES, initial=0)
    abstained = forms.IntegerField(
        label="Không có ý kiến", min_value=0, max_value=MOST_VOTES, initial=0
    )


class ReasonForm(VerbForm):
    """A step back, for a reason; the page says which."""

    reason = lines("Lý do", 300)
