"""What is entered for reports: which one, its sections, who signs it, why it is replaced."""

import datetime
import json

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property

from cells.forms.unit_choice import settle
from cells.models import Unit
from common.acting import ActForm, ActModelForm, VerbForm, lines
from common.days import DayField
from common.vietnamese import nfc
from members.models import Office, OfficeKind
from papers.models import Series
from reports.documents import annexes, checks, drafting, reading
from reports.models import Report, ReportKind
from reports.models.report import SYMBOL
from reports.reading.placeholders import Facts


class ReportForm(VerbForm):
    """Which report to begin: by default the one of the working year."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Tổ chức đảng", empty_label=None)
    # Chosen by a link of the page, which brings the days that are usual for it.
    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind, widget=forms.HiddenInput)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày")
    cut_off = DayField(
        label="Chốt số liệu đến hết ngày",
        required=False,
        help_text="Để trống nếu tính đủ đến cuối kỳ. Khi chốt sớm, có thể ghi ước thực hiện cả kỳ.",
    )

    def __init__(self, *args, user, address, **kwargs):
        units = Unit.objects.allowing(user, "report.create").order_by("path")
        unit = units.filter(code=address["unit"]).first() if "unit" in address else None
        initial = asked_for(address, user.year) | ({"unit": unit} if unit else {})
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["unit"].queryset = units
        settle(self.fields["unit"], list(units[:2]))


def asked_for(address, year: int) -> dict[str, object]:
    """Kind and days of the report that an address names; where it does not, those of the year."""
    kind = address.get("kind")
    kind = kind if kind in ReportKind.values else ReportKind.YEAR_END
    first, last = usual_days(kind, year)
    days = {"starts_on": first, "ends_on": last}
    return {"kind": kind} | {name: _day(address.get(name)) or day for name, day in days.items()}


def _day(text: str | None) -> datetime.date | None:
    try:
        return DayField(required=False).clean(text)
    except forms.ValidationError:
        return None


def usual_days(kind: str, year: int) -> tuple[datetime.date, datetime.date]:
    """The whole year, but for what a shorter report usually covers; of a term its years until now."""
    ends = {ReportKind.HALF_YEAR: (6, 30), ReportKind.NINE_MONTHS: (9, 30), ReportKind.QUARTER: (3, 31)}
    return datetime.date(year, 1, 1), datetime.date(year, *ends.get(kind, (12, 31)))


ANNEX_CHOICES = [(code, annex.label) for code, annex in annexes.ANNEXES.items()]


class CodesField(forms.MultipleChoiceField):
    """Codes kept side by side in one text, in the order of the choices."""

    def prepare_value(self, value):
        return value.split() if isinstance(value, str) else value

    def clean(self, value) -> str:
        return " ".join(super().clean(value))

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class AnnexesField(CodesField):
    """Which annexes."""

    def __init__(self, **kwargs):
        box = forms.CheckboxSelectMultiple()
        super().__init__(label="Phụ lục", choices=ANNEX_CHOICES, required=False, widget=box, **kwargs)


class FrameForm(ActModelForm):
    """What stands around the sections of a draft: subject line, day of the figures, annexes."""

    cut_off = DayField(label="Chốt số liệu đến hết ngày", required=False)
    annexes = AnnexesField()

    class Meta:
        model = Report
        fields = ("subject", "cut_off", "annexes")
        help_texts = {"subject": "Để trống thì dùng câu thường dùng của mẫu."}

    def act(self, *, by):
        facts = {name: self.cleaned_data[name] for name in self.changed_data}
        if facts:
            self.instance.change(**facts, by=by)


class NoteForm(VerbForm):
    text = lines("Góp ý", 500, rows=2)


class SendBackForm(VerbForm):
    reason = lines("Lý do trả lại", 500, "Người soạn thấy lý do này như một góp ý cho cả báo cáo.")


class SendForm(VerbForm):
    edits = True
    sent_on = DayField(label="Ngày gửi")
    sent_to = forms.CharField(label="Nơi gửi, cách gửi", max_length=200)


class CorrectForm(VerbForm):
    reason = lines(
        "Lý do lập bản thay thế",
        300,
        "Được in trên bản mới. Bản cũ vẫn giữ nguyên và ghi rõ bị thay bởi bản nào.",
    )


TITLES = [("Bí thư", "BÍ THƯ"), ("Phó bí thư", "PHÓ BÍ THƯ")]
OFFICE_OF = {"Bí thư": OfficeKind.SECRETARY, "Phó bí thư": OfficeKind.DEPUTY_SECRETARY}


class IssueForm(ActForm):
    """Who signs, on which day, and why in spite of what was found.

    `read`: what the page showed; what is issued is that, or the difference is shown first.
    """

    title = forms.ChoiceField(label="Chức vụ người ký", choices=TITLES)
    signer = forms.CharField(
        label="Họ và tên người ký",
        max_length=120,
        help_text="Chỉ họ và tên, không ghi học hàm, học vị.",
    )
    issued_on = DayField(label="Ngày ban hành")
    last_on_paper = forms.IntegerField(
        label="Số báo cáo cuối cùng đã cấp trên giấy trong nhiệm kỳ này",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Đây là báo cáo đầu tiên cấp số trên phần mềm. Chưa cấp số nào trên giấy thì ghi 0.",
    )
    reason = lines("Lý do vẫn ban hành khi còn những điểm trên", 500, rows=2, required=False)
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, report: Report, **kwargs):
        self.report, self.differences = report, []
        today = timezone.localdate()
        secretary = Office.objects.secretary_of(report.unit, today)
        signer = secretary.full_name if secretary else ""
        initial = {"signer": signer, "issued_on": today, "read": reading.kept(self.document)}
        super().__init__(*args, initial=initial, **kwargs)
        if not self.is_bound and not self.findings:
            self.fields["reason"].widget = forms.HiddenInput()  # asked for by a name that does not fit
        if Series.objects.has_numbers(report.unit, SYMBOL, today):
            del self.fields["last_on_paper"]

    @cached_property
    def facts(self) -> Facts:
        """Counted once, for what is read and for what is found."""
        return drafting.facts_of(self.report)

    @cached_property
    def document(self) -> dict:
        return drafting.draft(self.report, self.facts)

    @cached_property
    def findings(self) -> list[checks.Finding]:
        """What an office should settle before the report is issued, whoever signs it."""
        return checks.findings(self.report, self.facts, self.document)

    def clean_signer(self) -> str:
        return nfc(self.cleaned_data["signer"])

    def clean(self):
        self._compare_to_what_was_read()
        data = self.cleaned_data
        if not {"signer", "issued_on", "title"} <= data.keys():
            return
        kind = OFFICE_OF[data["title"]]
        said = checks.about_signing(self.report, data["signer"], kind, data["issued_on"])
        if (said or self.findings) and not data["reason"]:
            self.add_error(None, said)
            self.add_error("reason", "Còn điểm phải xem lại: đề nghị sửa, hoặc ghi lý do vẫn ban hành.")

    def _compare_to_what_was_read(self) -> None:
        """What was written or recorded since the page was opened is shown first, and read from here."""
        before = self.cleaned_data.get("read", "")
        if before == (now := reading.kept(self.document)):
            return
        self.differences = reading.differences(reading.read_again(before), json.loads(now))
        self.data = self.data.copy()
        self.data["read"] = now
        self.add_error(
            None,
            "Báo cáo đã thay đổi sau khi đồng chí mở trang này. Xem những chỗ thay đổi dưới đây "
            "rồi bấm Ban hành lần nữa.",
        )

    def act(self, *, by):
        data = self.cleaned_data
        named = drafting.named_on(self.document, self.report, data["issued_on"])
        facts = {field: data[field] for field in ("signer", "title", "issued_on", "reason")}
        last = data.get("last_on_paper") or 0
        self.report.issue(named, **facts, last_on_paper=last, by=by)
