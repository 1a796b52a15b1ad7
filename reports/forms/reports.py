"""What is entered for reports: which one, its texts, who signs it, why it is replaced."""

import datetime
import unicodedata

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils import timezone

from cells.models import Unit
from common.acting import ActForm, VerbForm, lines
from common.days import DayField
from common.vietnamese import nfc
from members.models import Office
from reports.documents import outline, year_end
from reports.models import SECTION_LIMIT, Report, ReportKind


class ReportForm(VerbForm):
    """Which report to begin: by default the one of the working year."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ chức đảng", empty_label=None)
    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày")

    def __init__(self, *args, user, **kwargs):
        first, last = datetime.date(user.year, 1, 1), datetime.date(user.year, 12, 31)
        super().__init__(*args, initial={"starts_on": first, "ends_on": last}, **kwargs)
        self.fields["unit"].queryset = Unit.objects.allowing(user, "report.create").committees()


class TextField(forms.CharField):
    """A long plain text: one form of Unicode, line ends counted once, a limit told at the field."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=SECTION_LIMIT,
            widget=forms.Textarea({"rows": 6}),
            error_messages={
                "max_length": "Phần này dài %(show_value)d ký tự, nhiều nhất là %(limit_value)d. "
                "Mời rút gọn; nội dung đồng chí nhập vẫn còn nguyên ở đây."
            },
            **kwargs,
        )

    def to_python(self, value):
        text = super().to_python(value)
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))

    def widget_attrs(self, widget):
        """No limit in the browser: it would cut what is pasted without a word."""
        return {}


class SectionsForm(ActForm):
    """The texts of a report, one field for each heading that the office writes under.

    When somebody else saved in between, `saved` holds their text of each section that differs, and
    a second press of the button saves over it knowingly.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, report: Report, **kwargs):
        self.report, self.saved = report, {}
        super().__init__(*args, initial=report.texts() | {"version": report.revision}, **kwargs)
        for title, heading in year_end.titled(year_end.scope_of(report)):
            if heading.is_typed:
                self.fields[heading.key] = TextField(label=title)
        self.fields[outline.RECIPIENTS] = TextField(
            label="Nơi nhận",
            help_text="Mỗi dòng một nơi nhận. Để trống thì dùng danh sách thường dùng.",
        )

    def act(self, *, by):
        self.report.write(self.texts, revision=self.cleaned_data["version"], by=by)

    @property
    def texts(self) -> dict[str, str]:
        return {key: text for key, text in self.cleaned_data.items() if key != "version"}

    def save(self, *, by) -> bool:
        is_saved = super().save(by=by)
        if self.has_error(NON_FIELD_ERRORS, "conflict"):
            self._show_saved(self.texts)
        return is_saved

    def _show_saved(self, typed: dict[str, str]) -> None:
        self.report.refresh_from_db()
        saved = self.report.texts()
        self.saved = {
            key: saved.get(key, "") for key, text in typed.items() if text != saved.get(key, "")
        }
        self.data = self.data.copy()
        self.data["version"] = self.report.revision


TITLES = [("Bí thư", "BÍ THƯ"), ("Phó bí thư", "PHÓ BÍ THƯ")]


class IssueForm(ActForm):
    """Who signs and on which day."""

    title = forms.ChoiceField(label="Chức vụ người ký", choices=TITLES)
    signer = forms.CharField(
        label="Họ và tên người ký",
        max_length=120,
        help_text="Chỉ họ và tên, không ghi học hàm, học vị.",
    )
    issued_on = DayField(label="Ngày ban hành")
    is_early = forms.BooleanField(
        label="Ban hành khi kỳ báo cáo chưa hết",
        required=False,
        help_text="Chỉ đánh dấu khi ngày ban hành đúng là trước ngày cuối kỳ.",
    )

    def __init__(self, *args, report: Report, **kwargs):
        self.report = report
        today = timezone.localdate()
        secretary = Office.objects.secretary_of(report.unit, today)
        signer = secretary.full_name if secretary else ""
        super().__init__(*args, initial={"signer": signer, "issued_on": today}, **kwargs)

    def clean_signer(self) -> str:
        return nfc(self.cleaned_data["signer"])

    def clean(self):
        issued_on = self.cleaned_data.get("issued_on")
        if issued_on and issued_on < self.report.ends_on and not self.cleaned_data["is_early"]:
            self.add_error(
                "issued_on",
                f"Kỳ báo cáo đến hết ngày {self.report.ends_on:%d/%m/%Y}. Nếu vẫn ban hành vào ngày "
                "này, mời đánh dấu ô xác nhận bên dưới.",
            )

    def act(self, *, by):
        data = self.cleaned_data
        document = year_end.draft(self.report, day=data["issued_on"])
        facts = {field: data[field] for field in ("signer", "title", "issued_on")}
        self.report.issue(document, **facts, by=by)


class CorrectForm(VerbForm):
    reason = lines(
        "Lý do lập bản thay thế",
        300,
        "Được in trên bản mới. Bản cũ vẫn giữ nguyên và ghi rõ bị thay bởi bản nào.",
    )
