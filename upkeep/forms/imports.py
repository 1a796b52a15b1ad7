"""Bringing a workbook in, and correcting which column is which field."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property

from accounts.models import User
from cells.models import Unit
from common.acting import ActForm, VerbForm
from common.days import DayField
from common.periods import refuse_future
from members.forms.corrections import WithdrawForm
from upkeep.imports import guard, kinds
from upkeep.models import ImportBatch, ImportKind


class ImportForm(VerbForm):
    """Tải tệp Excel lên."""

    kind = forms.ChoiceField(label="Loại bảng", choices=[("", "Chọn loại bảng"), *ImportKind.choices])
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Nhập cho",
        empty_label="Chọn tổ chức đảng",
        help_text="Chỉ người và chi bộ thuộc tổ chức này được đối chiếu và ghi.",
    )
    starts_on = DayField(
        label="Danh sách tính đến ngày",
        required=False,
        help_text="Cho danh sách đảng viên không ghi ngày về chi bộ: ai chưa có tên thì được ghi "
        "là có tên từ ngày này, không tính là chuyển đến. Ai kết nạp sau đó thì tính từ ngày kết nạp.",
    )
    file = forms.FileField(label="Tệp Excel", help_text=guard.HELP)

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.allowing(user, "member.import").existing().order_by("path")
        self.fields["unit"].queryset = units
        self.fields["file"].widget.attrs["accept"] = ".xlsx"

    def clean(self):
        super().clean()
        refuse_future(self.cleaned_data.get("starts_on"), "starts_on")

    def clean_file(self) -> UploadedFile:
        self.content = guard.content_of(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    @property
    def facts(self) -> dict:
        facts = {name: self.cleaned_data[name] for name in ("unit", "kind", "starts_on")}
        return facts | {"name": self.cleaned_data["file"].name, "content": self.content}


class ColumnsForm(ActForm):
    """Các cột: one choice for each column of the workbook; a field stands in one column at most."""

    def __init__(self, *args, batch: ImportBatch, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        chosen = {letter: name for name, letter in (batch.mapping or {}).items()}
        choices = [("", "Bỏ qua cột này")] + [
            (field.name, field.label) for field in kinds.KINDS[batch.kind].FIELDS
        ]
        for column in batch.columns:
            letter = column["letter"]
            self.fields[letter] = forms.ChoiceField(
                label=f"Cột {letter}: {column['title'] or 'không có tiêu đề'}",
                choices=choices,
                required=False,
                initial=chosen.get(letter, ""),
                help_text=_samples(column["samples"]),
            )

    def clean(self):
        super().clean()
        first_letters: dict[str, str] = {}
        for letter, name in list(self.cleaned_data.items()):  # an error takes one out
            if name and first_letters.setdefault(name, letter) != letter:
                self.add_error(letter, f"Đã chọn điều này cho cột {first_letters[name]}.")
        about = kinds.about(self.batch.kind)
        if about.name not in first_letters:
            raise ValidationError(f"Chọn cột nào là {about.label}.")
        self.mapping = first_letters

    def act(self, *, by: User) -> None:
        self.batch.remap(self.mapping, by=by)


def _samples(samples: list[str]) -> str:
    written = "; ".join(sample for sample in samples if sample)
    return f"Ví dụ trong tệp: {written}" if written else "Hai hàng đầu để trống."


class ImportWithdrawForm(WithdrawForm):
    """Rút lại: all that a workbook wrote."""

    about = ("verb", "batch")

    @cached_property
    def consequence(self) -> str:
        return (
            f"Rút lại {self.batch.written_count} dòng của bảng “{self.batch.original_name}”: mọi điều "
            "bảng này đã ghi trở lại như trước khi ghi."
        )
