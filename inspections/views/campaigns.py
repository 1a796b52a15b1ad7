"""The campaigns of a year, one by one: planned, begun, moved, concluded, put right."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import show_list
from cells.models import Unit
from cells.rights import may, may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from inspections.forms.campaigns import (
    CampaignForm,
    ConcludeForm,
    DossierForm,
    DropForm,
    PostponeForm,
    ReasonForm,
)
from inspections.forms.filters import CampaignFilterForm
from inspections.models import Campaign
from inspections.reading.tables import CAMPAIGNS
from meetings.forms.filters import YearForm
from meetings.forms.planning import UnitChoiceForm


def campaign_list(request):
    """The campaigns of a year, as their programmes go."""
    require_anywhere(request.user, "inspection.read")
    form = CampaignFilterForm(request.user, request.GET)
    year = form.period()[0].year
    rows = form.rows()
    context = {"form": form, "year": year, "unit": form.cleaned_data.get("unit")}
    context["body"] = form.body
    context["may_write"] = may_anywhere(request.user, "inspection.write")
    page, title = "inspections/campaign_list.html", f"Kiểm tra, giám sát năm {year}"
    return show_list(request, page, context, rows, CAMPAIGNS, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_add(request):
    """Of which unit is told by the address, or asked for first."""
    require_anywhere(request.user, "inspection.write")
    year = YearForm(request.user, request.GET).period()[0].year
    units = Unit.objects.allowing(request.user, "inspection.write").existing()
    choice = UnitChoiceForm(units, request.GET)
    context = {"year": year, "title": f"Thêm cuộc kiểm tra, giám sát năm {year}"}
    context["back"] = reverse("inspections:campaign_list", query={"year": year})
    page = "inspections/campaign_form.html"
    if (unit := choice.chosen) is None:
        context |= {"choice": choice, "kept": {"year": year}}
        return render(request, page, context, status=status_of(choice))
    form = CampaignForm(request.POST or None, unit=unit, year=year, campaign=None)
    done, to = "Đã thêm. Ghi tiếp đối tượng.", lambda form: page_of(form.campaign)
    return fill_in(request, form, page, context | {"unit": unit}, done=done, to=to)


def campaign_detail(request, pk):
    """All of one campaign; whoever opened it is logged, for it names who is inspected."""
    campaign = campaign_for(request, pk, "inspection.read")
    audit.record(request.user, "inspection.read", campaign)
    dossier = campaign.dossier()
    context = {
        "campaign": campaign,
        "subjects": campaign.subjects.in_order(),
        "remedies": campaign.remedies.by_due_day(),
        "dossier": dossier,
        "missing": [asked for asked, filed in dossier if not filed],
        "may_write": may(request.user, "inspection.write", campaign.unit),
        "reads_discipline": may(request.user, "discipline.read", campaign.unit),
        "today": timezone.localdate(),
    }
    return render(request, "inspections/campaign_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_edit(request, pk):
    campaign = campaign_for(request, pk)
    facts = {"unit": campaign.unit, "year": campaign.year, "campaign": campaign}
    return _fill_in(request, CampaignForm(request.POST or None, **facts), campaign, "Sửa", "Đã lưu.")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_conclude(request, pk):
    """The notice of conclusion: a campaign that did not begin, or is about nobody, has none yet."""
    campaign = campaign_for(request, pk)
    form = ConcludeForm(request.POST or None, campaign=campaign)
    return _fill_in(request, form, campaign, "Ghi kết luận", "Đã ghi kết luận.")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_reopen(request, pk):
    campaign = campaign_for(request, pk)
    form = ReasonForm(request.POST or None, verb=campaign.reopen)
    return _fill_in(request, form, campaign, "Hủy kết luận ghi nhầm", "Đã hủy kết luận.")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_postpone(request, pk):
    campaign = campaign_for(request, pk)
    now = {"year": campaign.year, "part": campaign.part}
    form = PostponeForm(request.POST or None, verb=campaign.postpone, initial=now)
    return _fill_in(request, form, campaign, "Điều chỉnh thời gian", "Đã điều chỉnh.")


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_drop(request, pk):
    campaign = campaign_for(request, pk)
    form = DropForm(request.POST or None, verb=campaign.drop)
    return _fill_in(request, form, campaign, "Không thực hiện", "Đã ghi không thực hiện.")


@require_POST
def campaign_resume(request, pk):
    campaign = campaign_for(request, pk)
    return tap(request, campaign.resume, "Đã đưa trở lại chương trình.", page_of(campaign))


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_discard(request, pk):
    campaign = campaign_for(request, pk)
    form = ReasonForm(request.POST or None, verb=campaign.discard)
    context = {"campaign": campaign, "title": "Xóa cuộc ghi nhầm", "back": page_of(campaign)}
    to = reverse("inspections:campaign_list", query={"year": campaign.year})
    return fill_in(request, form, "inspections/act.html", context, done="Đã xóa.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def papers_edit(request, pk):
    """Which of the twelve papers are in the file."""
    campaign = campaign_for(request, pk)
    form = DossierForm(request.POST or None, campaign=campaign)
    page, context = "inspections/papers_edit.html", {"campaign": campaign}
    return fill_in(request, form, page, context, done="Đã lưu hồ sơ.", to=page_of(campaign))


def campaign_for(request, pk, action: str = "inspection.write") -> Campaign:
    """404 out of scope, 403 without the right at the unit that carries it out."""
    return row_for(request, Campaign.objects.select_related("unit"), pk, action)


def page_of(campaign) -> str:
    return reverse("inspections:campaign_detail", args=[campaign.pk])


def _fill_in(request, form, campaign, title, done):
    """One form about a campaign, and back to its page."""
    to = page_of(campaign)
    context = {"campaign": campaign, "title": title, "back": to}
    return fill_in(request, form, "inspections/act.html", context, done=done, to=to)
