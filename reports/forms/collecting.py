"""Asking the bodies below for a report; which kind and period of theirs to look at."""

from django import forms

from cells.models import COMMITTEE_KINDS, Unit
from common.acting import VerbForm, laid_out, lines, side_by_side
from common.days import DayField, looking
from reports.forms.figures import ScopeForm
from reports.forms.reports import asked_for
from reports.models import ReportKind, titled


class CollectForm(ScopeForm):
    """A unit with others right below it, a kind of report and its period."""

    kind = forms.ChoiceField(choices=ReportKind, widget=forms.HiddenInput)

    helper = looking(
        unit="col-12 col-lg-5",
        start="col-6 col-lg-2",
        end="col-6 col-lg-2",
        kind="d-none",
        button="col-12 col-lg-3 align-self-end mb-3",
    )

    @classmethod
    def usual_for(cls, request) -> dict[str, str]:
        usual = asked_for({"kind": request.GET.get("kind")}, request.user.year)
        return {
            "kind": usual["kind"],
            "start": usual["starts_on"].isoformat(),
            "end": usual["ends_on"].isoformat(),
        }

    @classmethod
    def units_for(cls, user):
        collecting = Unit.objects.allowing(user, "report.collect")
        return collecting.filter(kind__in=COMMITTEE_KINDS).order_by("path")

    @property
    def title(self) -> str:
        """What the reports are called, after a valid form."""
        return titled(self.cleaned_data["kind"], *self.scope.days)


class AskForm(VerbForm):
    """Which report is asked of the bodies below, of which period, and by when."""

    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến hết ngày")
    due_on = DayField(label="Hạn gửi", help_text="Qua ngày này mà chưa ban hành thì báo trễ hạn.")
    note = lines(
        "Ghi chú", 500, "Ví dụ: nội dung cần làm rõ, mẫu, nơi nhận bản ký.", rows=2, required=False
    )

    helper = laid_out(
        "kind",
        side_by_side(starts_on="col-6 col-sm-4", ends_on="col-6 col-sm-4", due_on="col-12 col-sm-4"),
        "note",
    )


class RequestForm(VerbForm):
    """By when, and what is said along; of another period one asks anew."""

    due_on, note = AskForm.base_fields["due_on"], AskForm.base_fields["note"]
    edits = True


class WithdrawForm(VerbForm):
    reason = lines("Lý do rút", 300, rows=2)
