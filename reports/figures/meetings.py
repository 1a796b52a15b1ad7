"""Figures of meetings held; those owed and who came stand beside. Planned ones never count."""

from collections.abc import Callable

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Substr

from cells.models import CELL_KINDS, COMMITTEE_KINDS, Ancestry, Unit, UnitVersion
from cells.scoping import placed_under
from common.months import quarter_of, whole_quarters
from meetings.models import (
    CELL_MEETINGS,
    REGULAR_KINDS,
    THEMATIC_KINDS,
    AgendaItem,
    Meeting,
    MeetingKind,
    Subject,
    TopicPlan,
)
from meetings.reading.owed import otherwise
from meetings.rules.deadlines import late_minutes
from reports.figures.attendance import absentees, due_to_attend, gathered, present, spoke
from reports.figures.figure import Average, Count, Rate, Scope
from reports.figures.owed import count_due, regular_due, regular_missing, stays_in
from scoring.models import MeetingScore, ScoreState
from scoring.rules.grades import Grade

# What the half-year table of cells asks for.
SUBJECTS = [Subject.MASS_WORK, Subject.HO_CHI_MINH, Subject.PRESS, Subject.INSPECTION]
DAY = 24 * 60


def _minute(field: str):
    """Of the day, read from the text "19:30:00": to extract it SQLite would call Python twice a row."""
    text = Cast(field, CharField())
    hour, minute = (Cast(Substr(text, start, 2), IntegerField()) for start in (1, 4))
    return 60 * hour + minute


MINUTES = (_minute("ends_at") - _minute("starts_at") + DAY) % DAY  # past midnight the end is earlier


def held(scope: Scope):
    """Every meeting held in the period by a unit that stood in the scope on that day."""
    rows = Meeting.objects.held(*scope.days).filter(placed_under(scope.unit, F("held_on")))
    return rows.select_related("unit").order_by("held_on", "unit__number", "id")


def _which() -> dict[str, Q]:
    """Which of the meetings that were held a figure counts, by its code.

    They are conditions, so that tables over many units count all of them in one pass (by_unit.py).
    """
    of_cells = Q(kind__in=CELL_MEETINGS)  # neither those of a chi ủy nor congresses
    rated = of_cells & Q(score__state=ScoreState.ACCEPTED)
    final = MeetingScore.objects.accepted().filter(meeting=OuterRef("pk"))
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    return {
        "meetings.regular": Q(kind__in=REGULAR_KINDS),
        # Sittings that were both: they count as a regular and as a thematic meeting.
        "meetings.combined": Q(kind=MeetingKind.COMBINED),
        # Meetings, or parts of combined meetings, with a topic.
        "meetings.thematic": Q(kind__in=THEMATIC_KINDS),
        "meetings.model": of_cells & Q(is_model=True),
        "meetings.minutes_average": of_cells & Q(starts_at__isnull=False, ends_at__isnull=False),
        # With a score that was accepted; until then a meeting is not rated.
        **{f"meetings.{one.value}": rated & Q(score__grade=one) for one in Grade},
        "meetings.unrated": of_cells & ~Q(Exists(final)),
        **{
            f"meetings.{one.value}": of_cells & Q(Exists(items.filter(subject=one))) for one in SUBJECTS
        },
    }


WHICH = _which()


def _held_and(code: str) -> Callable[[Scope], QuerySet]:
    return lambda scope: held(scope).filter(WHICH[code])


regular = _held_and("meetings.regular")
combined = _held_and("meetings.combined")
thematic = _held_and("meetings.thematic")
unrated = _held_and("meetings.unrated")


def committee(scope: Scope):
    kinds = [MeetingKind.COMMITTEE, MeetingKind.CONFERENCE]
    then = UnitVersion.objects.on(OuterRef("held_on")).filter(unit=OuterRef("unit"))
    return held(scope).filter(Exists(then.filter(kind__in=COMMITTEE_KINDS)), kind__in=kinds)


def of_kind(kind: str) -> Callable:
    return lambda scope: held(scope).of_kind(kind)


def _attended(code: str, label: str, kind: str) -> list[Count | Rate]:
    due, came = f"{code}.due", f"{code}.present"
    rows = gathered(kind)
    return [
        Count(due, f"{label}: lượt phải dự", rows, "attendance"),
        Count(came, f"{label}: lượt dự", lambda scope: rows(scope).present(), "attendance"),
        Rate(f"{code}.attendance", f"{label}: tỷ lệ dự", came, due),
    ]


def minutes_late(scope: Scope):
    """Not adopted until now, though the day for it was over before the last day of the period."""
    return late_minutes(held(scope).drafts(), scope.end)


def cells(scope: Scope):
    """Units that were cells in the scope on some day of the period: of them every share of cells is."""
    as_cell = UnitVersion.objects.overlapping(*scope.days).filter(kind__in=CELL_KINDS)
    here = stays_in(scope).overlapping(*scope.days).filter(unit__in=as_cell.values("unit"))
    return Unit.objects.filter(pk__in=here.values("unit")).order_by("number", "name")


def thematic_cells(scope: Scope):
    """Cells with at least one thematic meeting."""
    return Unit.objects.filter(pk__in=thematic(scope).values("unit")).order_by("number", "name")


def thematic_every_quarter(scope: Scope):
    """Cells with one in every quarter of the period through which they were cells in the scope."""
    steady = thematic_stays(scope).values("unit")
    return Unit.objects.filter(pk__in=steady).order_by("number", "name")


def thematic_stays(scope: Scope):
    """The stays of those cells in the scope; several of one cell when it left and came back."""
    stays, through = stays_in(scope).overlapping(*scope.days), Q()
    same = Ancestry.objects.filter(unit=OuterRef("unit"), ancestor=OuterRef("ancestor"))
    topics = Meeting.objects.thematic().filter(unit=OuterRef("unit"))
    for first, last in whole_quarters(*scope.days):
        as_cell = ~Exists(otherwise(CELL_KINDS, first, last).filter(unit=OuterRef("unit")))
        here = Q(Q(ends_on__isnull=True) | Q(ends_on__gte=last), starts_on__lte=first)
        there = (here | Q(Exists(same.throughout(first, last)))) & Q(as_cell)
        # What is answered sooner, or mostly so, is asked first.
        stays = stays.filter(Q(Exists(topics.held(first, last))) | ~there)
        through |= there
    met = Exists(topics.held(*scope.days))
    return stays.filter(through, met) if through else stays.none()


def thematic_planned(scope: Scope):
    """Topics in the plans of cells for the whole quarters of the period, held or not."""
    wanted = Q(pk__in=[])
    for first, last in whole_quarters(*scope.days):
        quarter = Q(year=first.year, quarter=quarter_of(first))
        wanted |= quarter & placed_under(scope.unit, last)
    rows = TopicPlan.objects.filter(wanted).select_related("unit", "meeting")
    return rows.order_by("year", "quarter", "unit__number", "id")


FIGURES = [
    Count("meetings.regular", "Sinh hoạt thường kỳ đã họp", regular, "meeting"),
    Count("meetings.regular_due", "Sinh hoạt thường kỳ phải họp", regular_due, "due", walk=count_due),
    Count(
        "meetings.regular_missing",
        "Sinh hoạt thường kỳ còn thiếu",
        regular_missing,
        "due",
        walk=count_due,
    ),
    Count("meetings.combined", "Sinh hoạt thường kỳ kết hợp chuyên đề", combined, "meeting"),
    Count("meetings.thematic", "Sinh hoạt chuyên đề", thematic, "meeting"),
    Count("meetings.cells", "Chi bộ có trong kỳ", cells, "unit"),
    Count("meetings.thematic_cells", "Chi bộ có sinh hoạt chuyên đề", thematic_cells, "unit"),
    Count(
        "meetings.thematic_every_quarter",
        "Chi bộ mỗi quý ít nhất một chuyên đề",
        thematic_every_quarter,
        "unit",
    ),
    Count(
        "meetings.thematic_planned",
        "Chuyên đề trong kế hoạch của chi bộ",
        thematic_planned,
        "topic_plan",
    ),
    Count("meetings.model", "Sinh hoạt mẫu", _held_and("meetings.model"), "meeting"),
    Count("meetings.committee", "Họp đảng ủy, hội nghị đảng bộ", committee, "meeting"),
    Count("meetings.conferences", "Hội nghị đảng bộ", of_kind(MeetingKind.CONFERENCE), "meeting"),
    *_attended("meetings.conferences", "Hội nghị đảng bộ", MeetingKind.CONFERENCE),
    Count("meetings.congresses", "Đại hội", of_kind(MeetingKind.CONGRESS), "meeting"),
    *_attended("meetings.congresses", "Đại hội", MeetingKind.CONGRESS),
    Count("meetings.minutes_late", "Biên bản quá hạn chưa thông qua", minutes_late, "meeting"),
    Average(
        "meetings.minutes_average",
        "Thời lượng bình quân (phút)",
        _held_and("meetings.minutes_average"),
        MINUTES,
        "meeting",
    ),
    Count("meetings.due_to_attend", "Lượt đảng viên phải dự sinh hoạt", due_to_attend, "attendance"),
    Count("meetings.present", "Lượt đảng viên dự sinh hoạt", present, "attendance"),
    Rate("meetings.attendance", "Tỷ lệ dự sinh hoạt", "meetings.present", "meetings.due_to_attend"),
    *(
        Count(
            f"meetings.{one.value}",
            f"Chất lượng sinh hoạt: {one.label}",
            _held_and(f"meetings.{one.value}"),
            "meeting",
        )
        for one in Grade
    ),
    Count("meetings.unrated", "Chất lượng sinh hoạt: chưa chấm xong", unrated, "meeting"),
    Count(
        "meetings.absentees",
        "Đảng viên bỏ sinh hoạt nhiều tháng trong năm, không lý do",
        absentees,
        "absentee",
    ),
    Count("meetings.spoken", "Lượt đảng viên phát biểu", spoke, "attendance"),
    Rate("meetings.speaking", "Tỷ lệ phát biểu trên lượt dự", "meetings.spoken", "meetings.present"),
    *(
        Count(
            f"meetings.{one.value}",
            f"Buổi sinh hoạt có nội dung: {one.label}",
            _held_and(f"meetings.{one.value}"),
            "meeting",
        )
        for one in SUBJECTS
    ),
]
