"""The record of a member."""

from crispy_forms.layout import Column, Fieldset, Row
from django import forms
from django.utils.html import format_html

from accounts.models import User
from cells.models import Unit
from common.acting import ActModelForm, laid_out
from common.days import AS_FAR_AS_KNOWN, DayField, PartialDayField
from members.forms.arrivals import ArrivalForm
from members.models import CameBy, Member, MembershipKind
from members.models.member import NUMBERS, masked
from members.rules.numbers import tight

LONG_AGO = "Trước khi về chi bộ, chỉ biết năm, hoặc tháng và năm, thì ghi 1965 hoặc 3/1965."
DAYS = ["admission_decided_on", "admitted_on", "official_on"]
RECORD = [
    "full_name",
    "sex",
    "born_on",
    "ethnicity",
    "birth_place",
    "home_place",
    "schooling",
    "theory",
    "work_place",
    "card_number",
    "record_number",
    "citizen_id",
    "phone",
    *DAYS,
]


class TightField(forms.CharField):
    """A number however it is set: blanks, dots, dashes and brackets in it do not matter."""

    def to_python(self, value):
        return tight(super().to_python(value))

    def widget_attrs(self, widget):
        return {}  # no limit in the browser: it would cut a number pasted with blanks


def halves(*names: str) -> Row:
    return Row(*(Column(name, css_class="col-sm-6") for name in names))


PERSON = Fieldset(
    "Hồ sơ",
    "full_name",
    halves("sex", "born_on"),
    halves("birth_place", "home_place"),
    halves("ethnicity", "schooling"),
    halves("theory", "work_place"),
    halves("admission_decided_on", "admitted_on"),
)
PERSON_NUMBERS = [halves("card_number", "record_number"), halves("citizen_id", "phone")]


class RecordMeta:
    """What adding and correcting a record have in common."""

    model = Member
    fields = RECORD
    field_classes = dict.fromkeys(NUMBERS, TightField)
    field_classes |= dict.fromkeys(["born_on", *DAYS], PartialDayField)
    # The browser is not to remember the numbers for the next person at this computer.
    widgets = {
        "card_number": forms.TextInput({"autocomplete": "off"}),
        "record_number": forms.TextInput({"autocomplete": "off"}),
        "citizen_id": forms.TextInput({"autocomplete": "off", "inputmode": "numeric"}),
        "phone": forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    }
    help_texts = {
        "born_on": AS_FAR_AS_KNOWN,
        "admission_decided_on": f"Tuổi đảng tính từ ngày này. {LONG_AGO}",
        "admitted_on": "Ngày làm lễ; thời gian dự bị tính từ ngày này.",
        "card_number": "Để trống khi chưa được cấp thẻ.",
        "record_number": "6 chữ số và 1 đến 3 chữ, ví dụ 012345HG.",
        "citizen_id": "12 chữ số.",
        "birth_place": "Ghi như trong lý lịch.",
    }


class MemberAddForm(ArrivalForm, forms.ModelForm):
    """Thêm đảng viên: the record together with the first cell, for good or as a guest."""

    REASONS = [choice for choice in CameBy.choices if choice[0] != CameBy.WITH_UNIT]
    KINDS = [
        (MembershipKind.PERMANENT, "Chính thức"),
        (MembershipKind.TEMPORARY, "Tạm thời đến, vẫn thuộc chi bộ nơi khác"),
    ]

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Chi bộ", empty_label="Chọn chi bộ")
    kind = forms.ChoiceField(
        choices=KINDS, label="Sinh hoạt", initial=MembershipKind.PERMANENT, widget=forms.RadioSelect
    )
    came_by = forms.ChoiceField(choices=[("", "Chọn lý do"), *REASONS], label="Lý do đến")
    came_from = forms.CharField(
        label="Chuyển từ nơi nào đến",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi chuyển sinh hoạt đảng đến; tạm thời thì ghi chi bộ quản lý đồng chí.",
    )
    on = DayField(
        label="Sinh hoạt tại chi bộ từ ngày",
        help_text="Từ ngày này đồng chí có tên trong danh sách của chi bộ; đến tạm thời thì ghi riêng.",
    )

    another = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Nếu là người khác, đánh dấu để vẫn thêm hồ sơ mới. Khác với:",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    helper = laid_out(
        PERSON,
        "official_on",
        Fieldset("Số giấy tờ, điện thoại", *PERSON_NUMBERS),
        Fieldset("Chi bộ", "unit", "kind", "came_by", "came_from", "on", "expected_until"),
        Fieldset(
            "Quyết định hoặc giấy giới thiệu, nếu có",
            "decision_number",
            Row(
                Column("decision_signed_on", css_class="col-sm-4"),
                Column("decision_issuer", css_class="col-sm-8"),
            ),
            "late_note",
        ),
    )

    class Meta(RecordMeta):
        help_texts = RecordMeta.help_texts | {"official_on": f"Để trống nếu còn dự bị. {LONG_AGO}"}

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = []
        self.fields["another"].queryset = Member.objects.visible_to(user)
        cells = Unit.objects.allowing(user, "member.add").cells().order_by("path")
        self.fields["unit"].queryset = cells
        self.fields["expected_until"].help_text = "Chỉ ghi khi đến tạm thời."

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("came_by") == CameBy.TRANSFER and not data.get("came_from"):
            self.add_error("came_from", "Ghi đồng chí chuyển từ nơi nào đến.")
        self._clean_stay(data.get("kind") == MembershipKind.TEMPORARY)
        self.check_letter(came_by=data.get("came_by"))
        self._clean_known()

    def _clean_known(self) -> None:
        """Somebody like that whom the user sees, present or gone, is asked about first."""
        data = self.cleaned_data
        numbers = {name: data.get(name) for name in NUMBERS if name != "phone"}
        seen = self.fields["another"].queryset
        found = seen.who_may_be(data.get("full_name", ""), data.get("born_on"), **numbers)
        self.known = self.fields["another"].queryset = found
        if set(found) - set(data.get("another", ())):
            self.add_error("another", "Xem hồ sơ đã có trước khi thêm.")

    def _clean_stay(self, is_guest: bool) -> None:
        data = self.cleaned_data
        if is_guest and data.get("came_by", CameBy.TRANSFER) != CameBy.TRANSFER:
            self.add_error("came_by", "Đến tạm thời thì lý do là chuyển sinh hoạt đảng đến.")
        if is_guest:
            self.check_until()
        elif data.get("expected_until"):
            self.add_error("expected_until", "Chỉ ghi khi đến tạm thời.")

    @property
    def consequence(self) -> str:
        data = self.cleaned_data
        is_guest = data["kind"] == MembershipKind.TEMPORARY
        belongs = "sinh hoạt tạm thời tại" if is_guest else "thuộc"
        said = f"Từ {data['on']:%d/%m/%Y}, đồng chí {self.instance} {belongs} {data['unit']}."
        return f"{said} {self.instance.age_doubt}".strip()

    def act(self, *, by: User) -> None:
        names = ("unit", "on", "kind", "came_by", "came_from", "expected_until")
        how = {name: self.cleaned_data[name] for name in names}
        how |= {"came_note": self.cleaned_data["late_note"], "decision": self.decision}
        self.instance.enrol(**how, by=by)


class MemberEditForm(ActModelForm):
    """Sửa hồ sơ: what was typed wrongly or has changed. Becoming official is an act of its own.

    A number that is stored is never shown whole: its field is empty and changes it when filled.
    """

    forget = forms.MultipleChoiceField(
        label="Bỏ hẳn số đang lưu",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn khi số đã ghi nhầm người và chưa có số đúng.",
    )

    Meta = RecordMeta

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = {name: getattr(self.instance, name) for name in NUMBERS}
        kept = [name for name, number in self.stored.items() if number]
        self.initial |= dict.fromkeys(NUMBERS, "")
        for name in kept:
            hint = format_html("Đang lưu {}; để trống nếu không đổi.", masked(self.stored[name]))
            self.fields[name].help_text = hint
        if self.instance.cards.exists():
            card = self.fields["card_number"]
            card.disabled, card.help_text = True, "Theo thẻ cấp gần nhất, ghi ở phần Thẻ, hồ sơ."
            kept.remove("card_number")
        self.fields["forget"].choices = [(name, self.fields[name].label) for name in kept]
        if not kept:
            del self.fields["forget"]
        self.fields["official_on"].required = True
        if not self.instance.official_on:
            del self.fields["official_on"]
        numbers = [*PERSON_NUMBERS, *(["forget"] if kept else [])]
        official = ["official_on"] if "official_on" in self.fields else []
        self.helper = laid_out(PERSON, *official, Fieldset("Số giấy tờ, điện thoại", *numbers))

    def clean(self):
        super().clean()
        for name, number in self.stored.items():
            if self.cleaned_data.get(name) == "" and name not in self.forgotten:
                self.cleaned_data[name] = number

    @property
    def forgotten(self) -> list[str]:
        return self.cleaned_data.get("forget", [])

    def act(self, *, by: User) -> None:
        fields = {*self.changed_data, *self.forgotten} - {"forget"}
        self.instance.edit(fields=sorted(fields), by=by)
