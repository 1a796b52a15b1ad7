"""Đối khớp: asking the cells, marking what is different, and what the office did about it."""

from django import forms

from accounts.models import User
from cells.models import Unit, UnitKind
from common.acting import VerbForm, lines
from common.days import DayField, looking
from upkeep.models import AnswerStatus, DifferenceKind, DifferenceState

ALL = ("", "Tất cả")


class ReconciliationForm(VerbForm):
    """Mở đợt đối khớp."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ chức đảng", empty_label="Chọn")
    as_on = DayField(
        label="Đối khớp danh sách của ngày",
        help_text="Mỗi chi bộ nhận danh sách của mình đúng như hồ sơ ghi cho ngày này.",
    )
    note = lines(
        "Lời nhắn các chi bộ",
        500,
        "Ví dụ: trả lời trước ngày 15, hỏi ai khi vướng.",
        rows=2,
        required=False,
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.allowing(user, "reconciliation.open").existing()
        self.fields["unit"].queryset = units.exclude(kind=UnitKind.CELL).order_by("path")


class LineForm(VerbForm):
    """Đánh dấu một dòng."""

    KINDS = [
        (DifferenceKind.WRONG, "Có chi tiết ghi chưa đúng"),
        (DifferenceKind.NOT_OURS, "Đồng chí không thuộc chi bộ vào ngày đó"),
    ]

    kind = forms.ChoiceField(label="Điểm sai lệch", choices=KINDS, widget=forms.RadioSelect)
    text = lines(
        "Đúng là", 500, "Ví dụ: sinh ngày 12/05/1980; hoặc đã chuyển về Chi bộ 3 từ 01/10/2020."
    )


class MissingForm(VerbForm):
    """Thêm người thiếu trong danh sách."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    text = lines("Đồng chí đó", 500, "Ngày sinh, từ đâu đến và sinh hoạt tại chi bộ từ ngày nào.")


class ReopenForm(VerbForm):
    """Trả lại chi bộ."""

    reason = lines("Lý do trả lại", 300)


class FinishForm(VerbForm):
    """Xử lý một điểm sai lệch."""

    HOW = [
        (DifferenceState.SETTLED, "Chi bộ đúng, hồ sơ đã sửa xong"),
        (DifferenceState.REJECTED, "Hồ sơ đúng, không sửa"),
    ]

    state = forms.ChoiceField(label="Kết quả", choices=HOW, widget=forms.RadioSelect)
    outcome = lines("Đã làm gì, hoặc vì sao không sửa", 500)


class CloseForm(VerbForm):
    """Kết thúc đợt."""

    reason = lines(
        "Lý do kết thúc khi chưa xong",
        300,
        "Để trống khi mọi chi bộ đã trả lời và mọi điểm sai lệch đã xử lý.",
        required=False,
    )


class AnswerFilter(forms.Form):
    status = forms.ChoiceField(
        label="Chi bộ",
        choices=[ALL, *AnswerStatus.choices, ("open", "còn điểm sai lệch")],
        required=False,
    )

    helper = looking(status="col-8 col-md-4 col-lg-3")

    def narrow(self, answers):
        """Those of the answers that were asked for. Needs answers with_counts()."""
        status = self.is_valid() and self.cleaned_data["status"]
        if status == "open":
            return answers.filter(open__gt=0)
        return answers.filter(status=status) if status else answers


class DifferenceFilter(forms.Form):
    state = forms.ChoiceField(label="Xử lý", choices=[ALL, *DifferenceState.choices], required=False)

    helper = looking(state="col-8 col-md-4 col-lg-3")

    def narrow(self, rows):
        state = self.is_valid() and self.cleaned_data["state"]
        return rows.filter(state=state) if state else rows
