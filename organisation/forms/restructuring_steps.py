"""The acts of a restructuring: for each a short form with what that act needs, and no more."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from cells.models import Unit, UnitKind
from common.acting import ActForm
from common.days import DayField
from common.editing import remember
from common.sense import PARTY_FOUNDED_ON
from organisation.forms.places import PlaceField, cells_of, committees_of, units_of
from organisation.models import Act, Restructuring, RestructuringStep
from organisation.models.restructuring_step import place

# The upper level is outside: it is met by handing over and receiving, not founded.
KINDS = [choice for choice in UnitKind.choices if choice[0] != UnitKind.UPPER_COMMITTEE]


def _name(label: str, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required)


def _number(help_text: str) -> forms.IntegerField:
    return forms.IntegerField(
        label="Số thứ tự", min_value=1, max_value=999, required=False, help_text=help_text
    )


def _location(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Địa danh trên văn bản", max_length=60, required=False, help_text=help_text
    )


def _kind(label: str, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "Chọn loại hình"), *KINDS], label=label, required=required)


def _outside(label: str, help_text: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, help_text=help_text)


class StepForm(ActForm):
    """What all of them share: the plan, the step when it is changed, and saving by one verb."""

    act_code: Act
    note = ""  # what people should know before they fill it in
    # One of our units, asked for first; where to, and whether that is under a committee or to a cell.
    unit_label, target_label, target_help = "Tổ chức", "", ""
    goes_under, needs_target = False, True
    field_order = ["unit"]

    def __init__(self, *args, plan: Restructuring, step: RestructuringStep | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.step, self.edits = plan, step, step is not None
        self.offer()
        self.order_fields(self.field_order)
        if step:
            self.initial |= {name: getattr(step, name, None) for name in self.fields}
            self.initial |= {"unit": step.unit_id and f"unit-{step.unit_id}"}
            self.initial |= {"target": PlaceField.key_of(step)}
            remember(self)

    def offer(self) -> None:
        """Fill in the units to choose from, as far as this step asks for them."""
        if self.unit_label:
            self.fields["unit"] = self.choice(self.unit_label, units_of(self.plan))
        if self.target_label:
            self.fields["target"] = self.choice(
                self.target_label,
                self.targets(),
                required=self.needs_target,
                help_text=self.target_help,
            )

    def targets(self):
        return committees_of(self.plan) if self.goes_under else cells_of(self.plan)

    def choice(self, label: str, offered, empty: str = "Chọn tổ chức", **kwargs) -> PlaceField:
        return PlaceField(label=label, offered=offered, empty=empty, **kwargs)

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

    name = _name("Tên mới")
    number = _number("Để xếp thứ tự, ví dụ 7. Có thể để trống.")
    location = _location("Ghi khi khác với tổ chức cấp trên, ví dụ Bắc Giang.")


class SplitForm(NamedForm):
    act_code = Act.SPLIT
    note = "Thêm xong thì đánh dấu ai sang tổ chức mới; ai không đánh dấu thì ở lại."
    unit_label = "Chia tách từ tổ chức"

    name = _name("Tên tổ chức mới")


class MergeForm(StepForm):
    act_code = Act.MERGE
    note = "Mọi đảng viên của tổ chức kết thúc hoạt động đi theo; ai đi nơi khác thì chọn sau."
    unit_label, target_label = "Tổ chức kết thúc hoạt động", "Sáp nhập vào"

    def targets(self):
        """Any unit of ours, or one that the plan founds."""
        offered = committees_of(self.plan) + cells_of(self.plan)
        founded = [row for row in offered if isinstance(row[0], RestructuringStep)]
        return units_of(self.plan) + founded


class DissolveForm(StepForm):
    act_code = Act.DISSOLVE
    unit_label, target_label = "Tổ chức giải thể", "Đảng viên chuyển đến"
    target_help = "Ai đi nơi khác thì chọn riêng ở bước sau."
    needs_target = False


class FoundForm(NamedForm):
    act_code = Act.FOUND
    unit_label, target_label = "", "Trực thuộc"
    goes_under = True
    field_order = ["name", "kind", "target"]

    name = _name("Tên tổ chức mới")
    kind = _kind("Loại hình")


class RenameForm(NamedForm):
    act_code = Act.RENAME

    number = _number("Để trống nếu giữ số cũ.")
    location = _location("Để trống nếu không đổi.")


class ChangeKindForm(StepForm):
    act_code = Act.CHANGE_KIND
    target_label = "Đảng viên chuyển đến"
    target_help = (
        "Khi chi bộ trở thành đảng bộ: để trống, ghi việc này trước, thêm việc “Thành lập” "
        "từng chi bộ ở dưới, rồi phân công đảng viên. Khi đảng bộ trở thành chi bộ: ghi giải "
        "thể các chi bộ ở dưới trước, rồi việc này, rồi phân công đảng viên về đây."
    )
    needs_target = False

    kind = _kind("Loại hình mới")


class MoveForm(StepForm):
    act_code = Act.MOVE
    note = "Tổ chức giữ nguyên tên và đảng viên, chỉ đổi cấp trên trực tiếp trong đảng bộ này."
    target_label = "Về trực thuộc"
    goes_under = True


class HandOverForm(StepForm):
    act_code = Act.HAND_OVER
    note = (
        "Đảng viên đi theo tổ chức. Sau khi thực hiện, hồ sơ của họ không còn xem được ở đây, "
        "nhưng các số liệu trước ngày chuyển giao vẫn giữ nguyên."
    )

    outside = _outside("Chuyển giao cho", "Tên đảng ủy cấp trên nhận tổ chức này.")


class ReceiveForm(NamedForm):
    """One that was handed over before, or one that is not known here yet."""

    act_code = Act.RECEIVE
    note = (
        "Sau khi thực hiện, ghi từng đảng viên của tổ chức bằng “Thêm đảng viên”, với ngày họ bắt đầu "
        "sinh hoạt tại đó; họ được tính là đến theo tổ chức."
    )
    unit_label, target_label = "", "Về trực thuộc"
    goes_under = True
    field_order = ["outside", "unit", "name", "kind", "founded_on", "target"]

    NEW = ("name", "kind", "founded_on")

    outside = _outside("Tiếp nhận từ", "Tên đảng ủy cấp trên trước đây của tổ chức này.")
    name = _name("Tên tổ chức", required=False)
    kind = _kind("Loại hình", required=False)
    founded_on = DayField(
        label="Ngày thành lập",
        required=False,
        help_text="Ngày thành lập thật của tổ chức, theo hồ sơ bàn giao.",
    )

    def offer(self) -> None:
        super().offer()
        back = [(unit, unit.name) for unit in Unit.objects.handed_over_by(self.plan.unit)]
        for name in self.NEW:
            self.fields[name].required = not back
        if back:
            label, new = "Tổ chức đã chuyển giao trước đây", "Không, tổ chức mới biết lần đầu"
            self.fields["unit"] = self.choice(label, back, empty=new, required=False)

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
                self.add_error(name, "Chưa ghi mục này.")


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
