"""With whom the cap counts the members of a round; several are put at once."""

from itertools import groupby

from django import forms

from accounts.models import User
from common.acting import ActForm
from evaluations.models import PostGroup, UnitAssessment
from evaluations.models.groups import UNGROUPED

NEW = "new"
AS_HEADS = {"head": "Là người đứng đầu", "not_head": "Không phải người đứng đầu"}
NEEDS_NAME, NAME_OF_NEW = "Ghi tên nhóm khác.", "Chỉ ghi khi chọn “Nhóm khác”."


class GroupForm(ActForm):
    rows = forms.MultipleChoiceField(
        label="Đảng viên",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một người ở danh sách dưới đây."},
    )
    to = forms.ChoiceField(label="Đưa những người được chọn vào")
    name = forms.CharField(
        label="Tên nhóm khác",
        max_length=100,
        required=False,
        help_text="Chỉ ghi khi chọn “Nhóm khác”; nhóm được giữ cho các đợt sau của đảng bộ.",
    )

    about = ("grading",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = list(self.grading.member_assessments.by_group_and_name())
        self.groups = {str(one.pk): one for one in PostGroup.objects.offered_to(self.grading.unit)}
        self.fields["rows"].choices = [(row.pk, row.subject) for row in self.people]
        self.fields["to"].choices = [
            ("", "Chọn"),
            *((pk, group.name) for pk, group in self.groups.items()),
            (NEW, "Nhóm khác"),
            *AS_HEADS.items(),
        ]

    @property
    def by_group(self) -> list[tuple[str, list]]:
        """Each group with its members, and whether each is chosen."""
        chosen = {str(value) for value in self["rows"].value() or []}
        lines = groupby(self.people, key=lambda row: row.group)
        return [
            (group or UNGROUPED, [(row, str(row.pk) in chosen) for row in rows])
            for group, rows in lines
        ]

    def clean(self):
        to, name = self.cleaned_data.get("to"), self.cleaned_data.get("name")
        if (to == NEW) != bool(name):
            self.add_error("name", NAME_OF_NEW if name else NEEDS_NAME)

    def act(self, *, by: User) -> None:
        to, name = self.cleaned_data["to"], self.cleaned_data["name"]
        rows = map(int, self.cleaned_data["rows"])
        if to in AS_HEADS:
            PostGroup.objects.put(self.grading, rows, is_head=to == "head", by=by)
        else:
            where = {"name": name} if to == NEW else {"group": self.groups[to]}
            PostGroup.objects.put(self.grading, rows, by=by, **where)


class CellGroupForm(ActForm):
    """With which others the cap counts the cells of a round."""

    rows = forms.MultipleChoiceField(
        label="Chi bộ",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một chi bộ."},
    )
    name = forms.CharField(
        label="Tên nhóm",
        max_length=100,
        required=False,
        help_text="Ví dụ: Chi bộ khoa chuyên môn; Chi bộ phòng chức năng. Để trống: đưa ra khỏi nhóm.",
    )

    about = ("grading",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cells = list(self.grading.lower_units().cells().from_below())
        named = [(row.pk, f"{row.name}: {row.group or UNGROUPED.lower()}") for row in self.cells]
        self.fields["rows"].choices = named

    def act(self, *, by: User) -> None:
        rows, name = map(int, self.cleaned_data["rows"]), self.cleaned_data["name"]
        UnitAssessment.objects.put(self.grading, rows, name=name, by=by)
