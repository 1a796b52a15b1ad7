"""A campaign: planned, begun, concluded, moved; the paper of its programme; its file."""

import datetime

from django import forms
from django.utils.text import capfirst

from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from common import sense
from common.acting import ActForm, VerbForm, laid_out, lines, side_by_side
from common.days import DayField
from inspections.models import Campaign, CampaignKind, Programme
from inspections.models.kinds import PARTS, papers_of, performers_of

NOT_TOLD = "Ghi ngắn gọn, không ghi tên người tố cáo, tình tiết vụ việc, nội dung có dấu mật."
OF_CELLS = (
    "Giám sát chuyên đề: chi bộ có chi ủy, trên 30 đảng viên, đảng viên phân tán hoặc nhiều tổ đảng "
    "(Hướng dẫn 08-HD/TW); chi bộ khác giám sát thường xuyên."
)
PARTS_OFFERED = [*PARTS, ("", "Đột xuất, ngoài chương trình")]


def capital(choices: list[tuple]) -> list[tuple]:
    """The same choices under names that begin with a capital letter."""
    return [(value, capfirst(name)) for value, name in choices]


class ProgrammeForm(ActForm):
    """By which paper the programme of a year was approved."""

    about = ("unit", "year")
    edits = True

    number = forms.CharField(label="Số, ký hiệu", max_length=40, required=False)
    approved_on = DayField(label="Ngày ban hành", required=False, validators=[sense.of_party])
    note = lines("Ghi chú", 500, "Ví dụ mục tiêu, điều chỉnh trong năm.", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if row := Programme.objects.filter(unit=self.unit, year=self.year).first():
            self.initial = {name: getattr(row, name) for name in self.fields}

    def act(self, *, by: User) -> None:
        Programme.objects.write(unit=self.unit, year=self.year, **self.cleaned_data, by=by)


class CampaignForm(ActForm):
    """What a campaign is about and when; without `campaign` a new one of that unit and year."""

    about = ("unit", "year", "campaign")
    edits = True

    performer = forms.ChoiceField(label="Chủ thể")
    kind = forms.ChoiceField(label="Loại", choices=capital(CampaignKind.choices))
    part = forms.TypedChoiceField(
        label="Thời gian theo chương trình",
        choices=PARTS_OFFERED,
        coerce=int,
        empty_value=None,
        required=False,
    )
    title = lines("Nội dung", 300, NOT_TOLD)
    examined_from = DayField(label="Mốc kiểm tra, giám sát từ ngày", required=False)
    examined_to = DayField(label="đến ngày", required=False)
    begun_on = DayField(
        label="Ngày bắt đầu", required=False, help_text="Ngày triển khai; chưa tiến hành thì để trống."
    )

    helper = laid_out(
        side_by_side(performer="col-12 col-sm-5", kind="col-12 col-sm-7"),
        "title",
        side_by_side(part="col-12 col-sm-6", begun_on="col-12 col-sm-6"),
        side_by_side(examined_from="col-12 col-sm-6", examined_to="col-12 col-sm-6"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.campaign:
            self.initial = {name: getattr(self.campaign, name) for name in self.fields}
        self.fields["performer"].choices = capital((one, one.label) for one in self._performers())
        if self.unit.is_cell:
            self.fields["kind"].help_text = OF_CELLS

    def _performers(self) -> dict:
        """A unit that was a cell and became a committee in that year offers both."""
        days = datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)
        kinds = [version.kind for version in self.unit.versions.overlapping(*days)]
        return dict.fromkeys(one for kind in kinds or [self.unit.kind] for one in performers_of(kind))

    def act(self, *, by: User) -> None:
        if self.campaign:
            self.campaign.change(**self.cleaned_data, by=by)
        else:
            facts = self.cleaned_data | {"unit": self.unit, "year": self.year}
            self.campaign = Campaign.objects.enter(**facts, by=by)


class ConcludeForm(ActForm):
    """Thông báo kết luận, also to be put right."""

    about = ("campaign",)
    edits = True

    on = DayField(label="Ngày kết luận")
    number = forms.CharField(label="Số thông báo kết luận", max_length=40, required=False)
    conclusion = lines("Kết luận chung", 2000, NOT_TOLD, rows=5, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.campaign.concluded_on:
            self.initial = {
                "on": self.campaign.concluded_on,
                "number": self.campaign.number,
                "conclusion": self.campaign.conclusion,
            }

    def act(self, *, by: User) -> None:
        self.campaign.conclude(**self.cleaned_data, by=by)


class ReasonForm(VerbForm):
    reason = lines("Lý do", 300)


class DropForm(ReasonForm):
    on = DayField(label="Ngày quyết định không thực hiện")

    field_order = ["on", "reason"]


class PostponeForm(ReasonForm):
    """To which part of which year."""

    year = forms.IntegerField(label="Năm", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    part = forms.TypedChoiceField(label="Thời gian mới", choices=PARTS, coerce=int)

    field_order = ["year", "part", "reason"]


class DossierForm(ActForm):
    """The twelve papers: one whose day is written is there."""

    about = ("campaign",)
    edits = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for asked, filed in self.campaign.dossier():
            self._ask(asked.code, filed)

    def _ask(self, code: str, filed) -> None:
        self.fields[f"on_{code}"] = DayField(label="Ngày", required=False)
        self.fields[f"number_{code}"] = forms.CharField(
            label="Số, ký hiệu", max_length=40, required=False
        )
        if filed:
            self.initial |= {f"on_{code}": filed.signed_on, f"number_{code}": filed.number}

    def lines(self) -> list[tuple]:
        """Each paper of the list with its two fields."""
        asked = papers_of(self.campaign.kind)
        return [(one, self[f"on_{one.code}"], self[f"number_{one.code}"]) for one in asked]

    def clean(self):
        super().clean()
        for code in self.codes:
            if self.cleaned_data.get(f"number_{code}") and not self.data.get(f"on_{code}"):
                self.add_error(f"on_{code}", "Ghi ngày của giấy tờ này.")

    @property
    def codes(self) -> list[str]:
        return [one.code for one in papers_of(self.campaign.kind)]

    def act(self, *, by: User) -> None:
        data = self.cleaned_data
        filed: dict[str, tuple[datetime.date, str]] = {
            code: (data[f"on_{code}"], data[f"number_{code}"])
            for code in self.codes
            if data[f"on_{code}"]
        }
        self.campaign.file_papers(filed, by=by)
