"""The register of letters: no names, no content."""

from django import forms

from accounts.models import User
from common.acting import ActForm, laid_out, side_by_side
from common.days import DayField
from inspections.forms.campaigns import capital
from inspections.models import Handling, LetterKind, ReceivedLetter

FACTS = ("received_on", "number", "kind", "handling", "forwarded_to", "settled_on", "note")


class LetterForm(ActForm):
    """One letter; with `letter` what became of it, or a correction."""

    about = ("unit", "letter")
    edits = True

    received_on = DayField(label="Ngày nhận")
    number = forms.CharField(
        label="Số đến", max_length=20, help_text="Số thứ tự trong sổ đơn của đơn vị."
    )
    kind = forms.ChoiceField(label="Loại đơn", choices=capital(LetterKind.choices))
    handling = forms.ChoiceField(label="Xử lý", choices=capital(Handling.choices))
    forwarded_to = forms.CharField(
        label="Chuyển đến",
        max_length=200,
        required=False,
        help_text="Cơ quan nhận chuyển; chỉ ghi khi chuyển nơi khác.",
    )
    settled_on = DayField(
        label="Ngày giải quyết xong", required=False, help_text="Chưa xong thì để trống."
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=200,
        required=False,
        help_text="Không ghi tên người gửi, người bị nêu trong đơn, nội dung đơn.",
    )

    helper = laid_out(
        side_by_side(received_on="col-7 col-md-4", number="col-5 col-md-4", kind="col-12 col-md-4"),
        side_by_side(handling="col-12 col-md-6", forwarded_to="col-12 col-md-6"),
        "settled_on",
        "note",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.letter:
            self.initial = {name: getattr(self.letter, name) for name in FACTS}

    def act(self, *, by: User) -> None:
        if self.letter:
            self.letter.change(**self.cleaned_data, by=by)
        else:
            ReceivedLetter.objects.receive(unit=self.unit, **self.cleaned_data, by=by)
