"""The organisation, as on a day: it stands here, and not with the units, because it counts members."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import show_list
from cells.models import Unit, UnitEvent, UnitKind, UnitVersion
from cells.rights import may, may_anywhere, require_anywhere
from cells.scoping import placed_under
from cells.views.finding import unit_for
from common.answers import fill_in
from common.days import DayForm
from common.tables import Table
from organisation.forms.founding import CellsForm
from organisation.forms.units import DescribeForm
from organisation.models import Restructuring
from organisation.reading.unit_facts import tree_rows

LONG_TREE = 100
UNITS = Table(
    [
        ("Tổ chức", lambda row: row.version.name),
        ("Mã", lambda row: row.version.unit.code),
        ("Loại hình", lambda row: row.version.get_kind_display()),
        ("Cấp", lambda row: row.depth + 1),
        ("Trực thuộc", lambda row: row.version.parent and row.version.parent.name),
        ("Đảng viên", lambda row: row.facts.members),
        ("Chính thức", lambda row: row.facts.official),
        ("Nội dung cần kiểm tra", lambda row: " ".join(limit.text for limit in row.warnings)),
    ],
    names_persons=False,
)


def unit_list(request):
    """The tree of units in the user's scope, with the members on each roll."""
    require_anywhere(request.user, "unit.read")
    form = DayForm.bound_to(request)
    rows = tree_rows(_versions(request.user, form.day), form.day)
    context = _tree(request, rows) | {
        "form": form,
        "number": len(rows),
        "with_warnings": sum(bool(row.warnings) for row in rows),
        "may_restructure": may_anywhere(request.user, "unit.restructure"),
    }
    title = f"Tổ chức đảng ngày {form.day:%d/%m/%Y}"
    return show_list(request, "organisation/unit_list.html", context, rows, UNITS, title=title)


def unit_detail(request, code):
    """Hiện trạng: what a unit is called on a day, who leads it, who and what belongs to it."""
    unit = unit_for(request, code, "unit.read")
    form = DayForm.bound_to(request)
    versions = _versions(request.user, form.day).filter(placed_under(unit, form.day))
    rows = tree_rows(versions, form.day)
    context = _tree(request, rows) | {
        "unit": unit,
        "form": form,
        "version": rows[0].version if rows else None,
        "may_restructure": may(request.user, "unit.restructure", unit),
        "may_describe": may(request.user, "unit.record", unit) and not unit.ended_on,
    }
    if may(request.user, "member.read", unit):
        context |= _people(request.user, unit, form.day)
    return render(request, "organisation/unit_detail.html", context)


def unit_history(request, code):
    """Lịch sử: what happened to the unit, by which decision, and what it was called when."""
    unit = unit_for(request, code, "unit.read")
    form = DayForm.bound_to(request)
    versions = list(unit.versions.select_related("parent"))
    events = UnitEvent.objects.filter(Q(unit=unit) | Q(other=unit))
    below = UnitVersion.objects.visible_to(request.user).filter(parent=unit)
    context = {
        "unit": unit,
        "form": form,
        "version": next((version for version in versions if version.covers(form.day)), None),
        "versions": versions,
        "withdrawn": Restructuring.objects.withdrawn_from(unit),
        "events": events.select_related("unit", "other", "decision"),
        "below": below.select_related("unit").order_by("starts_on", "number", "name"),
    }
    return render(request, "organisation/unit_history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cells_found(request, code):
    """The cells of a committee as they stand when its records begin, all on one page."""
    unit = committee_for(request, code)
    form = CellsForm(request.POST or None, unit=unit)
    done, to = lambda form: f"Đã lập {len(form.told)} chi bộ.", reverse("reports:first_steps")
    return fill_in(request, form, "organisation/cells_found.html", {"unit": unit}, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_describe(request, code):
    """What papers and statistics say of a unit beside its name."""
    unit = unit_for(request, code, "unit.record")
    version = get_object_or_404(unit.versions.open())
    form = DescribeForm(request.POST or None, instance=version, unit=unit)
    done, to = "Đã lưu.", reverse("organisation:unit_detail", args=[unit.code])
    return fill_in(request, form, "organisation/unit_describe.html", {"unit": unit}, done=done, to=to)


def committee_for(request, code) -> Unit:
    """The one whose cells are listed: 404 for what has none right below."""
    unit = unit_for(request, code, "unit.restructure")
    if unit.kind not in (UnitKind.GRASSROOTS_COMMITTEE, UnitKind.SUBCOMMITTEE):
        raise Http404
    return unit


def _tree(request, rows) -> dict:
    """A long tree stops at its second level: each body opens to its cells."""
    is_cut = len(rows) > LONG_TREE and "all" not in request.GET
    return {"rows": [row for row in rows if row.depth <= 1] if is_cut else rows, "is_cut": is_cut}


def _versions(user, day):
    versions = UnitVersion.objects.visible_to(user).on(day)
    return versions.select_related("unit", "parent")


def _people(user, unit, day) -> dict:
    spells = list(unit.memberships.on(day).listed_for(user).by_name())
    return {
        "offices": unit.offices.on(day).listed_for(user).by_rank(),
        "groups": unit.groups.on(day).sized(day) if unit.is_cell else [],
        "roll": [spell for spell in spells if not spell.is_guest],
        "guests": [spell for spell in spells if spell.is_guest],
    }
