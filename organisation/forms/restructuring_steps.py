"""The acts of a restructuring: for each a short form with what that act needs, and no more."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from cells.models import PARTY_FOUNDED_ON, Unit, UnitKind
from common.acting import ActForm
from common.days import DayInput
from organisation.forms.places import PlaceField, cells_of, committees_of, units_of
from organisation.models import Act, Restructuring, RestructuringStep
from organisation.models.restructuring_step import place

# The upper level is outside: it is met by handing over and receiving, not founded.
KINDS = [choice for choice in UnitKind.choices if choice[0] != UnitKind.UPPER_COMMITTEE]
CHOOSE_KIND = [("", "Chọn loại hình"), *KINDS]
NUMBER_HELP = "Để xếp thứ tự, ví dụ 7. Có thể để trống."
PLACE_HELP = "Ghi khi khác với tổ chức cấp trên, ví dụ Bắc Giang."


class StepForm(ActForm):
    """What all of them share: the plan, the step when it is changed, and saving by one verb."""

    act_code: Act
    note = ""  # what people should know before they fill it in

    def __init__(self, *args, plan: Restructuring, step: RestructuringStep | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.step = plan, step
        self.offer()
        if step:
            self.initial |= {name: getattr(step, name, None) for name in self.fields}
            self.initial |= {"unit": step.unit_id and f"unit-{step.unit_id}"}
            self.initial |= {"target": PlaceField.key_of(step)}

    def offer(self) -> None:
        """Fill in the choices; most acts begin with one of our units."""
        self.fields["unit"] = self.choice("Tổ chức", units_of(self.plan))
        self.order_fields(["unit"])

    def choice(self, label: str, offered, **kwargs) -> PlaceField:
        return PlaceField(label=label, offered=offered, empty="Chọn tổ chức", **kwargs)

    def choose_unit(self, code: str) -> None:
        """Begin with the unit from whose page one came."""
        if field := self.fields.get("unit"):
            known = (key for key, unit in field.targets.items() if unit.code == code)
            self.initial["unit"] = next(known, "")

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        if "target" in data:
            data |= place(data["target"])
        return data

    def act(self, *, by: User) -> None:
        if self.step:
            self.step.change(by=by, **self.facts())
        else:
            self.step = self.plan.add_step(act=self.act_code, by=by, **self.facts())


class NamedForm(StepForm):
    """An act that gives a name."""

    name = forms.CharField(label="Tên mới", max_length=200)
    number = forms.IntegerField(
        label="Số thứ tự", min_value=1, max_value=999, required=False, help_text=NUMBER_HELP
    )
    location = forms.CharField(
        label="Địa danh trên văn bản", max_length=60, required=False, help_text=PLACE_HELP
    )


class SplitForm(NamedForm):
    act_code = Act.SPLIT
    note = "Thêm xong thì đánh dấu ai sang tổ chức mới; ai không đánh dấu thì ở lại."

    def offer(self) -> None:
        super().offer()
        self.fields["unit"].label = "Tách từ tổ chức"
        self.fields["name"].label = "Tên tổ chức mới"


class MergeForm(StepForm):
    act_code = Act.MERGE
    note = "Mọi đảng viên của tổ chức kết thúc đi theo; ai đi nơi khác thì chọn riêng sau khi thêm."

    def offer(self) -> None:
        units = units_of(self.plan)
        founded = [row for row in committees_of(self.plan) + cells_of(self.plan) if _is_planned(row)]
        self.fields["unit"] = self.choice("Tổ chức kết thúc", units)
        self.fields["target"] = self.choice("Sáp nhập vào", units + founded)


class DissolveForm(StepForm):
    act_code = Act.DISSOLVE

    def offer(self) -> None:
        super().offer()
        self.fields["unit"].label = "Tổ chức giải thể"
        self.fields["target"] = self.choice(
            "Đảng viên chuyển đến",
            cells_of(self.plan),
            required=False,
            help_text="Ai đi nơi khác thì chọn riêng ở bước sau.",
        )


class FoundForm(NamedForm):
    act_code = Act.FOUND

    kind = forms.ChoiceField(choices=CHOOSE_KIND, label="Loại hình")

    def offer(self) -> None:
        self.fields["name"].label = "Tên tổ chức mới"
        self.fields["target"] = self.choice("Trực thuộc", committees_of(self.plan))
        self.order_fields(["name", "kind", "target"])


class RenameForm(NamedForm):
    act_code = Act.RENAME

    def offer(self) -> None:
        super().offer()
        self.fields["number"].help_text = "Để trống nếu giữ số cũ."
        self.fields["location"].help_text = "Để trống nếu không đổi."


class ChangeKindForm(StepForm):
    act_code = Act.CHANGE_KIND

    kind = forms.ChoiceField(choices=CHOOSE_KIND, label="Loại hình mới")

    def offer(self) -> None:
        super().offer()
        self.fields["target"] = self.choice(
            "Đảng viên chuyển đến",
            cells_of(self.plan),
            required=False,
            help_text=(
                "Khi chi bộ trở thành đảng bộ: để trống, ghi việc này trước, thêm việc “Thành lập” "
                "từng chi bộ ở dưới, rồi phân công đảng viên. Khi đảng bộ trở thành chi bộ: ghi giải "
                "thể các chi bộ ở dưới trước, rồi việc này, rồi phân công đảng viên về đây."
            ),
        )


class MoveForm(StepForm):
    act_code = Act.MOVE
    note = "Tổ chức giữ nguyên tên và đảng viên, chỉ đổi cấp trên trực tiếp trong đảng bộ này."

    def offer(self) -> None:
        super().offer()
        self.fields["target"] = self.choice("Về trực thuộc", committees_of(self.plan))


class HandOverForm(StepForm):
    act_code = Act.HAND_OVER
    note = (
        "Đảng viên đi theo tổ chức. Sau khi thực hiện, hồ sơ của họ không còn xem được ở đây, "
        "nhưng các số liệu trước ngày chuyển giao vẫn giữ nguyên."
    )

    outside = forms.CharField(
        label="Chuyển giao cho",
        max_length=200,
        help_text="Tên đảng ủy cấp trên nhận tổ chức này.",
    )


class ReceiveForm(NamedForm):
    """One that was handed over before, or one that is not known here yet."""

    act_code = Act.RECEIVE
    note = (
        "Sau khi thực hiện, ghi từng đảng viên của tổ chức bằng “Thêm đảng viên”, với ngày họ bắt đầu "
        "sinh hoạt tại đó; họ được tính là đến theo tổ chức."
    )

    NEW = ("name", "kind", "founded_on")

    outside = forms.CharField(
        label="Tiếp nhận từ",
        max_length=200,
        help_text="Tên đảng ủy cấp trên trước đây của tổ chức này.",
    )
    kind = forms.ChoiceField(choices=CHOOSE_KIND, label="Loại hình", required=False)
    founded_on = forms.DateField(
        label="Ngày thành lập",
        widget=DayInput,
        required=False,
        help_text="Ngày thành lập thật của tổ chức, theo hồ sơ bàn giao.",
    )

    def offer(self) -> None:
        self.fields["name"].label, self.fields["name"].required = "Tên tổ chức", False
        self.fields["target"] = self.choice("Về trực thuộc", committees_of(self.plan))
        back = Unit.objects.handed_over_by(self.plan.unit)
        self.fields["unit"] = PlaceField(
            label="Tổ chức đã chuyển giao trước đây",
            offered=[(unit, unit.name) for unit in back],
            empty="Không, tổ chức mới biết lần đầu",
            required=False,
        )
        if not self.fields["unit"].offered:
            del self.fields["unit"]
            for name in self.NEW:
                self.fields[name].required = True
        self.order_fields(["outside", "unit", "name", "kind", "founded_on", "target"])

    def clean_founded_on(self) -> datetime.date | None:
        on = self.cleaned_data["founded_on"]
        if on and not PARTY_FOUNDED_ON <= on <= min(self.plan.effective_on, timezone.localdate()):
            raise ValidationError("Ngày thành lập phải trước ngày tiếp nhận.")
        return on

    def clean(self):
        super().clean()
        if unit := self.cleaned_data.get("unit"):
            self.cleaned_data |= {"name": unit.name, "kind": unit.kind, "founded_on": None}
            return
        for name in self.NEW:
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, "Mời ghi mục này.")


FORMS = {
    form.act_code: form
    for form in (
        SplitForm,
        MergeForm,
        DissolveForm,
        FoundForm,
        RenameForm,
        ChangeKindForm,
        MoveForm,
        HandOverForm,
        ReceiveForm,
    )
}


def _is_planned(row) -> bool:
    return isinstance(row[0], RestructuringStep)
