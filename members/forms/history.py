"""The personal history, its yearly supplement, and opening masked numbers."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst

from accounts.models import User
from common.acting import ActForm, ActModelForm, VerbForm, laid_out
from common.days import DayField
from members.forms.records import halves
from members.models import Member, PersonalHistory, YearlySupplement
from members.models.history import in_words

SHORT = [
    ["occupation", "professional_level"],
    ["degree", "foreign_language"],
    ["it_skill"],
    ["permanent_address", "temporary_address"],
]
LONG = YearlySupplement.ADDED
ROWS = dict.fromkeys(LONG, forms.Textarea({"rows": 4}))


def _on_record(member: Member) -> dict[str, str]:
    """What the record says of each field that a supplement may change."""
    history = PersonalHistory.of(member)
    return {
        name: in_words(member if name in YearlySupplement.OF_MEMBER else history, name)
        for name in YearlySupplement.CARRIED
    }


class PersonalHistoryForm(ActModelForm):
    """Ghi lý lịch."""

    class Meta:
        model = PersonalHistory
        fields = [field.name for field in PersonalHistory._meta.fields if not field.is_relation]
        field_classes = {"union_joined_on": DayField}
        widgets = ROWS | {"sponsors": forms.Textarea({"rows": 2})}
        help_texts = {
            "general_education": "Ví dụ 12/12.",
            "religion": "Để trống nếu không theo tôn giáo nào.",
            "sponsors": "Họ tên, chức vụ lúc giới thiệu.",
        }

    helper = laid_out(
        halves("other_names", "religion"),
        halves("general_education"),
        *(halves(*pair) for pair in SHORT),
        halves("union_joined_on", "union_joined_at"),
        "sponsors",
        Fieldset("Quá trình", *LONG),
    )

    def act(self, *, by: User) -> None:
        self.instance.edit(fields=self.changed_data, by=by)


class SupplementForm(ActModelForm):
    """Phiếu bổ sung của một năm: only what changed is filled in; each field says what is on record."""

    title = "Phiếu bổ sung hồ sơ năm"
    intro = "Chỉ ghi những gì thay đổi trong năm; mục không đổi thì để trống. Không ghi nội dung mật."
    edits = True  # before there is a row, too: two may write it

    class Meta:
        model = YearlySupplement
        fields = ["handed_in_on", *YearlySupplement.CARRIED, "note"]
        field_classes = {"handed_in_on": DayField}
        widgets = ROWS | {"note": forms.Textarea({"rows": 3})}

    helper = laid_out(
        halves("handed_in_on"),
        Fieldset(
            "Những gì thay đổi trong năm",
            halves("work_place"),
            halves("schooling", "theory"),
            *(halves(*pair) for pair in SHORT),
            *LONG,
            "note",
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("schooling", "theory"):
            self.fields[name].choices = [("", "Không đổi"), *self.fields[name].choices[1:]]
        for name, value in _on_record(self.instance.member).items():
            if value and name not in LONG:
                self.fields[name].help_text = format_html("Hồ sơ đang ghi: {}", value)

    def act(self, *, by: User) -> None:
        self.instance.record(fields=self.changed_data, by=by)


class CarryOverForm(ActForm):
    """What of a supplement goes into the record: each change shown from what to what."""

    title = "Đưa vào hồ sơ: phiếu bổ sung năm"
    intro = "Bỏ chọn mục nào chưa đưa vào hồ sơ. Nội dung cũ được giữ lại cùng với phiếu."
    names = forms.MultipleChoiceField(
        label="Ghi vào hồ sơ",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một mục, hoặc bấm “Quay lại”."},
    )

    def __init__(self, *args, supplement: YearlySupplement, **kwargs):
        super().__init__(*args, **kwargs)
        self.supplement = supplement
        pairs, recorded = supplement.to_carry_over(), _on_record(supplement.member)
        self.fields["names"].choices = [(name, self._change(name, recorded[name])) for name in pairs]
        self.fields["names"].initial = list(pairs)

    def act(self, *, by: User) -> None:
        self.supplement.carry_over(self.cleaned_data["names"], by=by)

    def _change(self, name: str, recorded: str) -> str:
        label = capfirst(YearlySupplement._meta.get_field(name).verbose_name)
        declared = in_words(self.supplement, name)
        if name in YearlySupplement.ADDED:
            return f"{label}: thêm “{declared}”"
        return f"{label}: {recorded or 'chưa ghi'} → {declared}"


class UnmaskForm(VerbForm):
    """Xem số đầy đủ: why, in the user's own words."""

    reason = forms.CharField(
        label="Lý do xem",
        max_length=300,
        help_text="Ví dụ: đối chiếu với thẻ khi làm giấy giới thiệu sinh hoạt đảng.",
    )
