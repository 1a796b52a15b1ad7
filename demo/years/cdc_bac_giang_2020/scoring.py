"""The committee's own sheet of 2020, after the older four groups; the score of every cell meeting."""

import datetime
from decimal import Decimal

from django.utils import timezone

from demo.years.cdc_bac_giang_2020.roll import COMMITTEE, FOUNDED, YEAR, Loaded
from demo.years.scoring import own_sheet
from meetings.models import Meeting
from scoring.models import CellFollower, MeetingScore, ScoreSheet, ScoreState
from scoring.models.answer import Given
from scoring.models.score import ScoreStep, StepKind

NAME = "Biểu chấm điểm sinh hoạt chi bộ"
SOURCE = "Đảng ủy Trung tâm chia bốn nhóm của biểu mẫu thành tiêu chí, theo Hướng dẫn 12-HD/BTCTW."
LAST_MONTH = 12
# How far December's scores came, by cell.
OF_DECEMBER = {1: "proposed", 2: "voted", 3: "confirmed", 4: "draft"}
SHARE_OVERRULED = 1 / 12
OVERRULED = "Có đồng chí ra vào nhiều lần do trực dịch, chi ủy đề nghị trừ điểm."
STEPS = [StepKind.PROPOSED, StepKind.VOTED, StepKind.CONFIRMED, StepKind.ACCEPTED]
ACCEPTED_SOON = datetime.timedelta(days=5)


def _item(text, most, fact="", options=(), *, thematic=False) -> dict:
    return {
        "text": text,
        "most": Decimal(most),
        "fact": fact,
        "may_be_left_out": False,
        "only_thematic": thematic,
        "options": [
            {
                "label": label,
                "points": Decimal(points),
                "lowest": None if lowest is None else Decimal(lowest),
            }
            for label, points, lowest in options
        ],
    }


def _yes(text, most, fact="") -> dict:
    holds = 1 if fact else None
    return _item(text, most, fact, [("Đạt", most, holds), ("Chưa đạt", 0, None)])


LENGTH = [("Đủ thời lượng", 5, 0), ("Thiếu không quá 15 phút", 3, -15), ("Thiếu hơn", 1, None)]
RATE = [("Từ 90% trở lên", 20, 90), ("Từ 80% đến dưới 90%", 16, 80), ("Dưới 80%", 10, None)]
SPOKE = [("Từ 40% trở lên", 10, 40), ("Từ 25% đến dưới 40%", 8, 25), ("Dưới 25%", 5, None)]
DONE = [("Từ 90% trở lên", 10, 90), ("Từ 60% đến dưới 90%", 7, 60), ("Dưới 60%", 4, None)]
GROUPS = [
    {
        "title": "Công tác chuẩn bị",
        "most": 15,
        "items": [
            _yes("Chi ủy họp trước, có biên bản", 5, "prepared"),
            _item("Nội dung sát nhiệm vụ của đơn vị", 6),
            _item("Thông báo, gửi tài liệu trước", 4),
        ],
    },
    {
        "title": "Tỷ lệ đảng viên dự sinh hoạt",
        "most": 20,
        "items": [_item("Đảng viên dự, không có người vắng không lý do", 20, "attendance", RATE)],
    },
    {
        "title": "Tiến hành sinh hoạt",
        "most": 45,
        "items": [
            _item("Thời lượng", 5, "length", LENGTH),
            _item("Thực hiện đủ các bước", 5),
            _item("Nội dung thường kỳ, giải pháp tháng tới", 10),
            _item("Nội dung chuyên đề", 5, thematic=True),
            _item("Tỷ lệ người dự phát biểu", 10, "spoke", SPOKE),
            _item("Điều hành của chủ trì; tự phê bình và phê bình", 10),
        ],
    },
    {
        "title": "Kết thúc sinh hoạt",
        "most": 20,
        "items": [
            _yes("Có kết luận", 4, "conclusion"),
            _yes("Có nghị quyết hoặc giao nhiệm vụ cụ thể", 4, "resolution"),
            _yes("Biên bản hoàn thành đúng hạn", 2, "minutes"),
            _item("Nhiệm vụ kỳ trước hoàn thành đúng hạn", 10, "tasks_done", DONE),
        ],
    },
]


def load_scores(case: Loaded) -> None:
    sheet = _sheet(case)
    _followers(case)
    meetings = Meeting.objects.of_cells().opened().filter(unit__in=case.cells).select_related("unit")
    accepted = []
    for meeting in meetings.order_by("held_on", "pk"):
        until = OF_DECEMBER.get(meeting.unit.number) if meeting.held_on.month == LAST_MONTH else None
        score = MeetingScore.objects.start(meeting=meeting, sheet=sheet, by=None)
        if until != "draft":
            score.write(_points(case, score), by=None)
        if until:
            _go_on(score, until)
        else:
            accepted.append(score)
    _accept(accepted)


def _sheet(case: Loaded) -> ScoreSheet:
    head = {"issuer": COMMITTEE, "source": SOURCE, "certainty": "read"}
    return own_sheet(case.committee, NAME, datetime.date(YEAR, 1, 1), groups=GROUPS, **head)


def _followers(case: Loaded) -> None:
    """Members of the committee, each for a cell not the own."""
    for number, cell in enumerate(case.cells, start=1):
        member = case.members[number % len(case.cells) + 1][0]
        CellFollower.objects.appoint(unit=cell, member=member, on=FOUNDED, by=None)


def _go_on(score: MeetingScore, until: str) -> None:
    """Step by step, as far as it came."""
    if until in {"proposed", "voted", "confirmed"}:
        score.propose(by=None)
    if until in {"voted", "confirmed"}:
        score.vote(in_favour=_voters(score), against=0, abstained=0, by=None)
    if until == "confirmed":
        score.confirm(by=None)


def _voters(score: MeetingScore) -> int:
    return score.meeting.attendances.present().official().count()


def _accept(scores: list[MeetingScore]) -> None:
    """All four steps of a year at once, each on its day: one by one they take as long as the rest."""
    steps = []
    for score in scores:
        score.in_favour, score.against, score.abstained = _voters(score), 0, 0
        score.state = ScoreState.ACCEPTED
        day = timezone.make_aware(
            datetime.datetime.combine(score.meeting.held_on, datetime.time(17, 0))
        )
        for n, kind in enumerate(STEPS):
            step = ScoreStep(score=score, kind=kind, total=score.total, grade=score.grade)
            steps.append((step, day + n // 2 * ACCEPTED_SOON))
    fields = ["in_favour", "against", "abstained", "state"]
    MeetingScore.objects.bulk_update(scores, fields)
    ScoreStep.objects.bulk_create(step for step, _ in steps)
    for step, at in steps:
        step.at = at  # the database gave its own moment on saving
    ScoreStep.objects.bulk_update([step for step, _ in steps], ["at"])


def _points(case: Loaded, score: MeetingScore) -> dict[int, Given]:
    """What the record does not tell; now and then fewer points than it gives, with the reason."""
    chance, given = case.people.random, {}
    for answer in score.answers.for_sheet():
        item = answer.item
        if answer.points is None and not answer.is_left_out:
            options = list(item.options.all())
            if options:
                given[item.pk] = Given(option=chance.choice(options[:2]).pk)
            else:
                less = Decimal(chance.choice(("0", "0", "0.5", "1", "2")))
                given[item.pk] = Given(points=item.most - less)
        elif item.fact == "length" and chance.random() < SHARE_OVERRULED:
            lower = list(item.options.all())[-1]
            given[item.pk] = Given(option=lower.pk, reason=OVERRULED)
    return given
