"""Papers: frozen when minutes are adopted, numbered without a gap, corrected by another version."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cells.models import Term
from common.files import DamagedFileError
from meetings.documents import of_adoption
from meetings.models import Meeting, MeetingPaper
from papers.models import PrintJob, Series
from papers.tasks import print_issued
from tests.conftest import day
from tests.meetings.conftest import HELD_ON, concluded, open_meeting, record, task, times

RESOLUTION = {"resolution": "<p>Lãnh đạo tốt.</p>", "resolution_subject": "Nhiệm vụ tháng 7"}
OF_JULY = HELD_ON.replace(month=7)


@pytest.fixture
def term(cell):
    return Term.objects.create(unit=cell, name="2020-2022", congress_on=day("2020-01-10"))


def adopt(meeting, by=None, **fields):
    """As the page does it: with the papers of what stands now."""
    concluded(meeting, **fields)
    meeting.adopt(by=by, version=meeting.version, documents=of_adoption(meeting))
    return meeting


def correct(meeting, reason="Ghi nhầm tên", by=None):
    meeting.correct(reason=reason, by=by, documents=of_adoption(meeting))


def give_up(meeting):
    meeting.give_up_correction(by=None, documents=of_adoption(meeting))


def refusal(act, *args, **facts):
    with pytest.raises(ValidationError) as refused:
        act(*args, **facts)
    return refused.value.messages


def paper(meeting, kind="minutes", version=1):
    return meeting.papers.get(kind=kind, version=version)


def numbers(kind="minutes"):
    return [str(row) for row in MeetingPaper.objects.of_kind(kind).order_by("pk")]


def test_adopting_freezes_both_papers_and_asks_for_their_files(meeting, term, office):
    adopt(meeting, by=office, **RESOLUTION)
    rows = meeting.papers.order_by("kind")
    facts = [(str(row), row.version, row.issued_on, row.issued_by, row.is_whole()) for row in rows]
    assert facts == [
        ("Biên bản 01-BB/CB", 1, HELD_ON, office, True),
        ("Nghị quyết 01-NQ/CB", 1, HELD_ON, office, True),
    ]
    assert [row.job.state for row in rows] == ["queued", "queued"]


def test_without_a_resolution_there_is_only_the_minutes(meeting, term):
    assert [row.kind for row in adopt(meeting).papers.all()] == ["minutes"]


def test_minutes_of_a_cell_without_a_term_have_no_number(meeting):
    row = paper(adopt(meeting))
    assert (str(row), row.term, row.number) == ("Biên bản", None, None)
    assert row.snapshot["is_unnumbered"] is True


def test_a_resolution_asks_for_a_term_and_nothing_is_locked(meeting, cell):
    assert refusal(adopt, meeting, **RESOLUTION) == [
        "Nghị quyết cần số của nhiệm kỳ, mà phần mềm chưa ghi đại hội nào của Chi bộ 1 trước ngày họp. "
        "Ghi đại hội ở trang Chức vụ của tổ chức đảng, rồi thông qua."
    ]
    assert (MeetingPaper.objects.count(), Meeting.objects.get().is_adopted) == (0, False)


@pytest.mark.parametrize(
    ("congress_on", "number"), [(HELD_ON - datetime.timedelta(1), 1), (HELD_ON, None)]
)
def test_a_term_runs_from_the_day_after_its_congress(meeting, cell, congress_on, number):
    Term.objects.create(unit=cell, name="2020-2022", congress_on=congress_on)
    assert paper(adopt(meeting)).number == number


def test_papers_of_a_congress_have_one_series_of_their_own(cell, people, term):
    congress = open_meeting(cell, term.congress_on, kind="congress")
    adopt(congress, **RESOLUTION)
    assert (numbers(), numbers("resolution")) == (["Biên bản 01-BB/ĐH"], ["Nghị quyết 02-NQ/ĐH"])


def test_numbers_run_on_without_a_gap_also_after_a_refusal(cell, people, term):
    first, second, third = (open_meeting(cell, HELD_ON.replace(month=m)) for m in (3, 4, 5))
    adopt(first)
    with pytest.raises(ValidationError):  # no conclusion
        second.adopt(by=None, documents=of_adoption(second))
    adopt(third)
    adopt(second)
    assert numbers() == [f"Biên bản {number:02}-BB/CB" for number in (1, 2, 3)]
    assert Series.objects.get().last == 3


def test_of_two_people_who_adopt_at_once_one_is_refused(meeting, term):
    concluded(meeting)
    mine, other = Meeting.objects.get(), Meeting.objects.get()
    documents = of_adoption(mine)
    mine.adopt(by=None, version=mine.version, documents=documents)
    assert refusal(other.adopt, by=None, version=other.version, documents=documents) == [
        "Biên bản đã thông qua nên không sửa được nữa."
    ]
    assert (MeetingPaper.objects.count(), Series.objects.get().last) == (1, 1)


def test_who_read_an_older_version_adopts_nothing(meeting, term):
    concluded(meeting)
    stale = Meeting.objects.get()
    record(meeting, place="Hội trường")
    documents = of_adoption(stale)
    refused = refusal(stale.adopt, by=None, version=stale.version, documents=documents)
    assert (refused, MeetingPaper.objects.count()) == (["Người khác vừa lưu cuộc họp này."], 0)


def test_a_correction_makes_the_next_version_and_keeps_the_old_one(meeting, term, office):
    adopt(meeting)
    moment = meeting.adopted_at
    correct(meeting)
    assert (meeting.is_adopted, Meeting.objects.adopted().count()) == (False, 1)
    adopt(meeting, by=office, place="Hội trường")
    old, new = paper(meeting), paper(meeting, version=2)
    assert (new.replaces.meetingpaper, new.reason, new.number) == (old, "Ghi nhầm tên", 2)
    assert new.issued_on == timezone.localdate()
    assert new.snapshot["replaces"] == (
        "Bản 2, thay thế Biên bản 01-BB/CB ngày 15/06/2020. Lý do: Ghi nhầm tên"
    )
    assert (old.is_whole(), old.is_replaced, new.is_replaced) == (True, True, False)
    assert (meeting.adopted_at, meeting.correction_reason) == (moment, "")


def test_what_was_not_corrected_keeps_its_number(meeting, term):
    adopt(meeting, **RESOLUTION)
    correct(meeting)
    adopt(meeting, place="Hội trường", resolution="<p>Lãnh đạo tốt.</p>")
    in_force = [(row.kind, row.version) for row in meeting.papers.in_force().order_by("kind")]
    assert in_force == [("minutes", 2), ("resolution", 2)]  # the place stands in both
    correct(meeting)
    adopt(meeting, resolution="<p>Lãnh đạo rất tốt.</p>")
    in_force = [(row.kind, row.version) for row in meeting.papers.in_force().order_by("kind")]
    assert in_force == [("minutes", 2), ("resolution", 3)]


def test_correcting_who_came_and_when_it_ended_leaves_the_resolution_in_force(meeting, people, term):
    adopt(meeting, **RESOLUTION, **times("14:00", "15:30"))
    correct(meeting)
    adopt(meeting, ends_at=datetime.time(16), attendance={people[1]: ("excused", "Ốm")})
    in_force = [(row.kind, row.version) for row in meeting.papers.in_force().order_by("kind")]
    assert in_force == [("minutes", 2), ("resolution", 1)]


def test_what_became_of_a_task_since_is_no_correction(meeting, people, term):
    record(meeting, tasks=[task("Một"), task("Hai", due_on=OF_JULY)])
    adopt(meeting)
    given, moved = meeting.tasks.order_by("id")
    given.give(assignee=people[0], unit=None, by=None)
    for month in (9, 10):
        moved.move_due(to=HELD_ON.replace(month=month), reason="Chờ vật tư", by=None)
    given.move_due(to=HELD_ON, reason="Gấp", by=None)
    correct(meeting)
    give_up(meeting)
    correct(meeting)
    adopt(meeting, place="Hội trường")
    [table] = [part for part in paper(meeting, version=2).snapshot["parts"] if "vụ" in part["title"]]
    rows = [[cell["text"] for cell in row] for row in table["blocks"][0]["rows"]]
    assert rows == [["1", "Hai", "…", "15/07/2020"], ["2", "Một", "…", ""]]


def test_a_correction_that_changes_nothing_is_not_adopted(meeting, term):
    adopt(meeting)
    correct(meeting)
    assert refusal(adopt, meeting) == [
        "Chưa có gì khác bản đã thông qua. Nếu không cần sửa, đề nghị bỏ đính chính."
    ]


def test_an_issued_resolution_cannot_be_emptied(meeting, term):
    adopt(meeting, **RESOLUTION)
    correct(meeting)
    assert refusal(adopt, meeting, resolution="") == [
        "Nghị quyết 01-NQ/CB đã ban hành nên không để trống được."
    ]


def test_a_correction_is_refused_twice_without_a_reason_and_on_a_draft(meeting, term):
    assert refusal(correct, meeting) == [
        "Biên bản chưa thông qua thì sửa trực tiếp, không cần đính chính."
    ]
    adopt(meeting)
    assert refusal(correct, meeting, "  ") == ["Ghi lý do đính chính."]
    correct(meeting)
    assert refusal(correct, meeting) == ["Biên bản này đang được đính chính."]


def test_minutes_being_corrected_are_not_discarded(meeting, term):
    adopt(meeting)
    correct(meeting)
    assert refusal(meeting.discard, by=None) == ["Biên bản này đã từng thông qua nên không hủy được."]


def test_giving_up_locks_them_as_they_were(meeting, term):
    adopt(meeting)
    correct(meeting)
    record(meeting, place="Hội trường")
    record(meeting, place="")
    give_up(meeting)
    assert (Meeting.objects.get().is_adopted, MeetingPaper.objects.count()) == (True, 1)
    assert refusal(give_up, meeting) == ["Biên bản này không đang được đính chính."]


def test_giving_up_is_refused_once_something_was_changed(meeting, term):
    adopt(meeting)
    correct(meeting)
    record(meeting, conclusion="<p>Khác.</p>", tasks=[task()])
    assert refusal(give_up, meeting) == [
        "Đã sửa khác bản thông qua (kết luận, phân công nhiệm vụ) nên không bỏ đính chính được. "
        "Sửa lại như cũ, hoặc thông qua thành bản mới."
    ]


def test_done_tasks_are_no_change_of_the_minutes(meeting, term):
    record(meeting, tasks=[task()])
    adopt(meeting)
    meeting.tasks.get().complete(on=OF_JULY, by=None)
    correct(meeting)
    give_up(meeting)
    assert Meeting.objects.get().is_adopted


def test_minutes_adopted_before_papers_were_kept_can_be_corrected(meeting, term):
    concluded(meeting).adopt(by=None)
    correct(meeting)
    adopt(meeting, place="Hội trường")
    assert numbers() == ["Biên bản", "Biên bản 01-BB/CB"]


def test_the_file_becomes_the_papers_own(meeting, term):
    row = paper(adopt(meeting))
    print_issued(row.job.pk)
    row.refresh_from_db()
    job = PrintJob.objects.get()
    assert (job.state, row.sha256, row.read_pdf()[:5]) == ("done", job.output_hash, b"%PDF-")
    assert job.input_hash == row.snapshot_hash
    assert refusal(row.request_pdf, by=None) == [
        "Văn bản này đã có bản PDF của nó, không lập lại được."
    ]


def test_a_damaged_file_is_not_given_out(meeting, term):
    row = paper(adopt(meeting))
    row.job.claim()
    job = PrintJob.objects.get()
    job.finish(b"pdf")
    row.refresh_from_db()
    Path(row.file.path).write_bytes(b"other")
    with pytest.raises(DamagedFileError):
        MeetingPaper.objects.get().read_pdf()
    Path(row.file.path).unlink()
    with pytest.raises(DamagedFileError):
        MeetingPaper.objects.get().read_pdf()


def test_names_of_files_tell_nothing_of_what_is_inside(meeting, term):
    adopt(meeting, **RESOLUTION)
    assert [row.file_stem for row in meeting.papers.order_by("kind")] == [
        "Biên bản 01-BB-CB - Chi bộ 1 - 15-06-2020",
        "Nghị quyết 01-NQ-CB - Chi bộ 1 - 15-06-2020",
    ]


def test_a_changed_snapshot_is_noticed(meeting, term):
    row = paper(adopt(meeting))
    row.snapshot["closing"] = ["Khác"]
    assert row.is_whole() is False


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "x"},  # of a first version
        {"version": 2},  # without what it replaces
        {"number": None},  # in a term
        {"meeting": None},
        {"sha256": "a" * 64},  # without a file
    ],
)
def test_the_database_keeps_them_whole(meeting, term, fields):
    adopt(meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingPaper.objects.update(**fields)


def test_who_sees_them(meeting, term, office, secretary, outsider, upper_staff, admin):
    adopt(meeting)
    seen = [MeetingPaper.objects.visible_to(user).count() for user in (office, secretary)]
    assert seen == [1, 1]
    assert [
        MeetingPaper.objects.visible_to(user).count() for user in (outsider, upper_staff, admin)
    ] == [0] * 3


def test_numbers_of_a_congress_stand_in_nobodys_way(cell, people, term):
    adopt(open_meeting(cell, term.congress_on, kind="congress"), **RESOLUTION)
    for month in (3, 4):
        adopt(open_meeting(cell, HELD_ON.replace(month=month)), **RESOLUTION)
    assert numbers("resolution") == [f"Nghị quyết {n}" for n in ("02-NQ/ĐH", "01-NQ/CB", "02-NQ/CB")]


def test_a_correction_is_not_given_up_over_what_somebody_saved_just_now(meeting, term):
    correct(adopt(meeting))
    documents = of_adoption(meeting)
    record(Meeting.objects.get(), conclusion="<p>Khác hẳn.</p>")
    assert refusal(meeting.give_up_correction, by=None, documents=documents) == [
        "Người khác vừa lưu cuộc họp này."
    ]
    assert Meeting.objects.get().is_adopted is False
