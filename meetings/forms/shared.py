"""What a committee shares with its cells: papers of the upper level, the library."""

from django import forms

from accounts.models import User
from cells.forms.unit_choice import OneUnitField, UnitField
from cells.models import Unit, UnitKind
from common.acting import VerbForm
from common.days import DayField, Folding
from meetings.forms.filters import YearForm
from meetings.forms.widgets import PdfField, RichField
from meetings.models import Directive, LibraryItem, LibraryKind, Meeting


class WithdrawForm(VerbForm):
    """Rút, for a reason: the row stays."""

    reason = forms.CharField(label="Lý do rút", max_length=300)


class DirectiveFilterForm(YearForm):
    def directives(self):
        rows = Directive.objects.visible_to(self.user).of_year(self.period()[0].year)
        return rows.with_progress(self.user).select_related("unit")


class DirectiveForm(VerbForm):
    """Ghi một văn bản của cấp trên."""

    unit = OneUnitField(label="Đảng bộ thực hiện")
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=200)
    number = forms.CharField(label="Số, ký hiệu", max_length=40, help_text="Ví dụ 05-NQ/TU.")
    title = forms.CharField(label="Trích yếu", max_length=240)
    issued_on = DayField(label="Ngày ban hành")
    due_on = DayField(label="Chi bộ bàn và kết luận trước ngày", required=False)
    text = RichField(label="Nội dung cần chi bộ bàn", required=False)
    file = PdfField(label="Bản quét văn bản")

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = Unit.objects.allowing(user, "directive.record").existing()
        self.fields["unit"].offer(bodies.exclude(kind=UnitKind.CELL))


class TakeUpForm(forms.Form):
    """Into which meeting; the button of the page that prepares it."""

    meeting = forms.ModelChoiceField(Meeting.objects.none())

    def __init__(self, user: User, data):
        super().__init__(data)
        self.fields["meeting"].queryset = Meeting.objects.visible_to(user).select_related("unit")


class LibraryFilterForm(Folding, forms.Form):
    folded = ("unit",)

    q = forms.CharField(label="Tìm", max_length=100, required=False)
    topic = forms.ChoiceField(label="Chủ đề", required=False)
    kind = forms.ChoiceField(
        label="Loại", choices=[("", "Tất cả"), *LibraryKind.choices], required=False
    )
    unit = UnitField(label="Thư viện của")

    def __init__(self, user: User, data):
        super().__init__(data)
        self.seen = LibraryItem.objects.visible_to(user).kept()
        self.topics = self.seen.topics()
        self.fields["topic"].choices = [("", "Tất cả"), *((name, name) for name in self.topics)]
        shelves = Unit.objects.filter(pk__in=self.seen.order_by().values("unit"))
        self.fields["unit"].offer(shelves, data.get("unit"))
        self.fields["unit"].spare(user)

    def items(self):
        """Those asked for, the newest first; a field that makes no sense is left aside."""
        self.is_valid()
        chosen, rows = self.cleaned_data, self.seen.matching(self.cleaned_data.get("q", ""))
        for name in ("topic", "kind", "unit"):
            if chosen.get(name):
                rows = rows.filter(**{name: chosen[name]})
        return rows.select_related("unit", "added_by")


class LibraryItemForm(VerbForm):
    """Đưa vào thư viện: a PDF, or the address of a clip or a page."""

    unit = OneUnitField(
        label="Thư viện của", help_text="Tài liệu của đảng bộ thì các chi bộ bên dưới cùng đọc được."
    )
    title = forms.CharField(label="Tên", max_length=200)
    topic = forms.CharField(
        label="Chủ đề",
        max_length=120,
        widget=forms.TextInput({"list": "topics", "autocomplete": "off"}),
        help_text="Chọn một chủ đề đã có, hoặc ghi chủ đề mới.",
    )
    kind = forms.ChoiceField(label="Loại", choices=[("", "Chọn loại"), *LibraryKind.choices])
    url = forms.CharField(
        label="Địa chỉ trên mạng",
        max_length=500,
        required=False,
        widget=forms.URLInput({"placeholder": "https://"}),
        help_text="Chỉ nhận địa chỉ bắt đầu bằng https://. Video và trang mạng ghi địa chỉ ở đây.",
    )
    file = PdfField(label="Hoặc tệp PDF")
    text = forms.CharField(
        label="Giới thiệu ngắn", max_length=1_000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(Unit.objects.allowing(user, "library.add").existing())
        self.topics = LibraryItem.objects.visible_to(user).kept().topics()
