"""A list of cells brought in from a workbook."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cells.models import Unit
from organisation.forms.founding import MOST, names_below
from upkeep.imports import cell_list, guard
from upkeep.imports.reading import UnreadableError


class CellsFileForm(forms.Form):
    """Lấy danh sách chi bộ từ tệp Excel: those that are not there yet."""

    file = forms.FileField(
        label="Tệp Excel",
        help_text="Tệp .xlsx có một dòng ghi tên các cột: Số, Tên chi bộ, Ngày thành lập (nếu có).",
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def __init__(self, *args, unit: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_file(self) -> UploadedFile:
        upload = self.cleaned_data["file"]
        try:
            written, self.left_out = cell_list.read(guard.content_of(upload))
        except UnreadableError as unreadable:
            raise ValidationError(str(unreadable)) from unreadable
        known = names_below(self.unit)
        self.found = [line for line in written if line["name"] not in known]
        self.known = len(written) - len(self.found)
        self._check_number()
        return upload

    def _check_number(self) -> None:
        if len(self.found) > MOST:
            raise ValidationError(f"Tệp có hơn {MOST} dòng. Chép riêng bảng chi bộ sang tệp mới.")
        if not self.found and self.known:
            raise ValidationError("Các chi bộ trong tệp đều đã có trong phần mềm.")
        if not self.found:
            raise ValidationError("Dưới dòng tiêu đề không có chi bộ nào.")
