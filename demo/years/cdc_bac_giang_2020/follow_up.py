"""What followed from the meetings: reports of tasks, petitions, reviews, the library."""

import datetime

from common.periods import DAY
from demo.years.cdc_bac_giang_2020 import texts
from demo.years.cdc_bac_giang_2020.minutes import LAST_KNOWN
from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from meetings.models import LibraryItem, Meeting, Observer, Petition, Review, Task, TaskReport
from meetings.rules.rich_text import of_plain

MODEL = (3, 8)  # cell and month of the model meeting
LIBRARY_ADDRESS = "https://thu-vien.example.vn/"


def load_follow_up(case: Loaded) -> None:
    _reports(case)
    _petitions(case)
    _reviews(case)
    _model_meeting(case)
    _library(case)


def _reports(case: Loaded) -> None:
    """Of each task at the next regular meeting, as things stood then; done ones on their day after."""
    chance, rows = case.people.random, []
    regular = list(Meeting.objects.regular().opened().filter(unit__in=case.cells).order_by("held_on"))
    for task in Task.objects.filter(meeting__in=regular).select_related("meeting"):
        later = (m for m in regular if m.unit_id == task.meeting.unit_id)
        following = next((m for m in later if m.held_on > task.meeting.held_on), None)
        if following is None:
            continue
        on = following.held_on
        if task.done_on and task.done_on <= on:
            rows.append(_report(task, "done", on, chance.choice(texts.RESULTS), following))
        else:
            rows.append(_report(task, "not_done", on, chance.choice(texts.LATE), following))
            if task.done_on:
                rows.append(_report(task, "done", task.done_on, chance.choice(texts.RESULTS), None))
    TaskReport.objects.bulk_create(rows)


def _report(task: Task, state: str, on: datetime.date, text: str, meeting) -> TaskReport:
    return TaskReport(task=task, state=state, reported_on=on, text=text, meeting=meeting)


def _petitions(case: Loaded) -> None:
    for number, month, text, taken_up, answered, answer in texts.PETITIONS:
        cell = case.cells[number - 1]
        meeting = Meeting.objects.regular().opened().get(unit=cell, held_on__month=month)
        petition = Petition.objects.raise_up(
            unit=cell, text=text, raised_on=meeting.held_on, meeting=meeting, by=None
        )
        if taken_up:
            petition.take_up(on=datetime.date(YEAR, *taken_up), by=None)
        if answered:
            day = datetime.date(YEAR, *answered)
            petition.reply(on=day, text=of_plain(answer), number=f"{day.month:02}-CV/ĐU", by=None)


def _reviews(case: Loaded) -> None:
    """After each topic, within ten days: what it taught, the topic completed, a conclusion."""
    chance = case.people.random
    for meeting in Meeting.objects.thematic().opened().filter(unit__in=case.cells):
        Review.objects.write(
            meeting,
            reviewed_on=min(meeting.held_on + chance.randint(2, 10) * DAY, LAST_KNOWN),
            strengths=of_plain(chance.choice(texts.STRENGTHS)),
            shortcomings=of_plain(chance.choice(texts.SHORTCOMINGS)),
            causes=of_plain(chance.choice(texts.CAUSES)),
            to_mend=of_plain(chance.choice(texts.TO_MEND)),
            completed_topic=of_plain(f"Chuyên đề “{meeting.topic}” đã bổ sung theo ý kiến đảng viên."),
            conclusion=of_plain("Chi bộ thông qua bản hoàn chỉnh, lưu hồ sơ và gửi Đảng ủy."),
            by=None,
        )


def _model_meeting(case: Loaded) -> None:
    """Watched by the secretaries of the other cells, and reviewed point by point."""
    number, month = MODEL
    cell = case.cells[number - 1]
    meeting = Meeting.objects.regular().get(unit=cell, held_on__month=month)
    meeting.mark_model(True, by=None)
    for other in range(1, len(case.cells) + 1):
        if other != number:
            member, post = case.members[other][0], f"Bí thư {case.cells[other - 1]}"
            observer = Observer.objects.invite(
                meeting, member=member, name=str(member), position=post, by=None
            )
            observer.tell(other != 1, by=None)
    review = meeting.review
    kept = ["strengths", "shortcomings", "causes", "to_mend", "completed_topic", "conclusion"]
    told = {name: getattr(review, name) for name in kept} | texts.REMARKS
    Review.objects.write(meeting, reviewed_on=review.reviewed_on, by=None, **told)


def _library(case: Loaded) -> None:
    for title, topic, page in texts.LIBRARY:
        item = LibraryItem.objects.add(
            unit=case.committee,
            title=title,
            topic=topic,
            kind="link",
            url=LIBRARY_ADDRESS + page,
            by=None,
        )
        item.added_on = datetime.date(YEAR, 2, 3)
        item.save(update_fields=["added_on"])
