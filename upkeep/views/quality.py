"""Chất lượng dữ liệu: what the checks find, how far each cell came, and what was found right."""

from collections import Counter
from functools import partial

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.rights import may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.tables import Table
from common.vietnamese import percent
from members.views.finding import member_for
from upkeep.forms.quality import AcceptForm, QualityFilter
from upkeep.models import CheckedFinding
from upkeep.reading.quality import CHECKS, Check, faulty, find, find_all, homes_of

CELLS = Table(
    [
        ("Chi bộ", lambda row: row["unit"].told),
        ("Đảng viên", lambda row: row["size"]),
        ("Không còn nội dung cần kiểm tra", lambda row: row["clean"]),
        ("Tỷ lệ", lambda row: row["share"]),
    ],
    names_persons=False,
)


def quality_overview(request):
    """How many each check finds, and how many records of each cell are without a finding."""
    require_anywhere(request.user, "member.read")
    form = QualityFilter(request.GET, user=request.user)
    homes = form.narrow(homes_of(request.user))
    found = find_all(request.user, timezone.localdate())
    rows = _cells(homes, faulty(found))
    number, clean = len(homes), sum(row["clean"] for row in rows)
    context = {
        "form": form,
        "number": number,
        "clean": clean,
        "share": percent(clean, number, 0),
        "checks": [(check, len(found[check.code] & homes.keys())) for check in CHECKS.values()],
    }
    page, title = "upkeep/quality_overview.html", "Chất lượng hồ sơ theo chi bộ"
    return show_list(request, page, context, rows, CELLS, title=title)


def _cells(homes: dict, wrong: set[int]) -> list[dict]:
    """Each cell with the size of its roll and how much of it is without a finding, in tree order."""
    sizes = Counter(homes.values())
    wrongs = Counter(home for pk, home in homes.items() if pk in wrong)
    return [
        {
            "unit": unit,
            "size": size,
            "clean": size - wrongs[unit],
            "share": percent(size - wrongs[unit], size, 0),
        }
        for unit, size in sorted(
            sizes.items(), key=lambda pair: (pair[0].path_ids[:-1], pair[0].number or 0, pair[0].name)
        )
    ]


def quality_check(request, code):
    """Whom one check finds; `checked` lists those that were found right."""
    require_anywhere(request.user, "member.read")
    check = _known(code)
    form = QualityFilter(request.GET, user=request.user)
    homes = form.narrow(homes_of(request.user))
    right = CheckedFinding.objects.filter(code=code).select_related("member", "by")
    found = find(check, request.user, timezone.localdate()).exclude(checked_findings__code=code)
    rows = [member for member in found.order_by("sort_key", "pk") if member.pk in homes]
    context = {
        "check": check,
        "form": form,
        "right": [row for row in right if row.member_id in homes],
        "may_edit": may_anywhere(request.user, "member.edit"),
    }

    def each(member) -> dict:
        return {"home": homes[member.pk], "edit": reverse(check.edit, args=[member.pk])}

    page, title = "upkeep/quality_check.html", {"title": check.label, "subtitle": check.advice}
    return show_list(request, page, context, rows, _table(check, homes), each=each, **title)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_accept(request, pk, code):
    """Đã kiểm tra, đúng."""
    member, check = member_for(request, pk, "member.edit"), _known(code)
    form = AcceptForm(request.POST or None, verb=partial(CheckedFinding.objects.accept, member, code))
    page, context = "upkeep/quality_accept.html", {"member": member, "check": check}
    done, to = f"Đã đánh dấu hồ sơ đồng chí {member} là đúng.", _check(code)
    return fill_in(request, form, page, context, done=done, to=to)


@require_POST
def finding_withdraw(request, pk):
    """It was no answer after all."""
    row = row_for(request, CheckedFinding.objects, pk, "member.edit", at="member.home")
    return tap(request, row.withdraw, f"Đã bỏ đánh dấu của đồng chí {row.member}.", _check(row.code))


def _check(code: str) -> str:
    return reverse("upkeep:quality_check", args=[code])


def _known(code: str) -> Check:
    if code not in CHECKS:
        raise Http404
    return CHECKS[code]


def _table(check: Check, homes: dict) -> Table:
    return Table(
        [
            ("Họ và tên", lambda member: member),
            ("Ngày sinh", lambda member: member.born),
            ("Chi bộ", lambda member: homes[member.pk].told),
            ("Nội dung cần kiểm tra", lambda member: check.label),
        ],
        link=lambda member: reverse("members:member_detail", args=[member.pk]),
    )
