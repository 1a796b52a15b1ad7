"""Books: parts side by side, joined once all are over; what becomes of a part that fails."""

import datetime
import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEvent
from common.models import LeaseLostError
from papers import pdf as rendering
from papers.models import Book, PrintJob
from papers.models.paper import CANCELLED
from papers.tasks import join_book, sweep
from tests.conftest import day
from tests.papers.reading import pages_of

pytestmark = pytest.mark.django_db
TITLES = ["Chi bộ 1", "Chi bộ 2", "Chi bộ 3"]


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def job_of(unit, title) -> PrintJob:
    what = {"task": "none", "unit": unit, "kind": "register", "title": title}
    return PrintJob.objects.request(by=None, is_sent=False, **what)


@pytest.fixture
def bind(committee):
    def bound(titles=TITLES, title="Sổ", by=None, **parts_of) -> Book:
        about = {"unit": committee, "title": title, "about": "Năm 2020", "asks": "member.export"}

        def parts():
            return [(one, job_of(committee, one), "") for one in titles]

        return Book.objects.bind(parts, by=by, as_on=day("2020-12-31"), **about)

    return bound


def make(part, pages=1):
    """The file of a part, as a worker makes it."""
    job = part.job
    assert job.claim()
    job.finish(rendering.pdf(f"<p style='break-after: page'>{part.title}</p>" * pages))


def fail(part, reason="Hỏng"):
    part.job.claim()
    part.job.fail(reason)


def end(book) -> Book:
    join_book(book.pk)
    return Book.objects.for_page().get(pk=book.pk)


def test_a_book_waits_until_all_parts_are_over(bind):
    book = bind()
    for part in book.parts.all()[:2]:
        make(part)
    assert (end(book).state, book.attempt) == ("queued", 0)
    make(book.parts.all()[2])
    assert end(book).state == "done"


def test_the_parts_stand_in_their_order_behind_the_contents(bind):
    book = bind()
    for part in reversed(book.parts.all()):
        make(part, pages=2)
    book = end(book)
    assert [part.page for part in book.parts.all()] == [2, 4, 6]
    contents, *others = pages_of(book.read_pdf())
    assert contents.endswith("MỤC LỤC Chi bộ 1 2 Chi bộ 2 4 Chi bộ 3 6")
    assert [text.split()[-1] for text in others] == ["2", "3", "4", "5", "6", "7"]
    with pikepdf.open(io.BytesIO(book.read_pdf())) as made, made.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Mục lục", *TITLES]


def test_long_contents_move_the_pages(bind):
    book = bind([f"Chi bộ {number}" for number in range(1, 51)])
    for part in book.parts.all():
        part.job.claim()
        part.job.finish(rendering.pdf("<p>x</p>"))
    parts = end(book).parts.all()
    assert (parts[0].page, parts[49].page) == (3, 52)


def test_a_poison_part_fails_alone_and_the_book_says_so(bind):
    book = bind()
    first, poison, last = book.parts.all()
    make(first)
    fail(poison, "Văn bản quá dài.")
    make(last)
    book = end(book)
    assert (book.state, book.advice) == ("done", "Không có trong tập: Chi bộ 2: Văn bản quá dài.")
    assert "Không có trong tập này - Chi bộ 2: Văn bản quá dài." in pages_of(book.read_pdf())[0]
    assert [part.page for part in book.parts.all()] == [2, None, 3]


def test_a_part_that_kills_its_worker_is_tried_three_times(bind):
    book = bind(TITLES[:2])
    poison, other = book.parts.all()
    make(other)
    for _ in range(3):
        assert end(book).state == "queued"
        PrintJob.objects.get(pk=poison.job_id).claim()
        dead = timezone.now() - datetime.timedelta(seconds=1)
        PrintJob.objects.filter(pk=poison.job_id).update(lease_until=dead)
        sweep()
    row = PrintJob.objects.get(pk=poison.job_id)
    assert (row.state, row.attempt) == ("failed", 3)
    assert end(book).state == "done"


def test_without_any_part_there_is_no_book(bind):
    book = bind(TITLES[:1])
    fail(book.parts.get())
    book = end(book)
    assert (book.state, book.error) == ("failed", "Không phần nào lập được nên không có tập.")


def test_a_part_whose_file_is_gone_is_missing(bind):
    book = bind(TITLES[:2])
    first, second = book.parts.all()
    make(first)
    make(second)
    PrintJob.objects.get(pk=first.job_id).file.delete(save=False)
    assert end(book).advice == "Không có trong tập: Chi bộ 1: Tệp đã lập không còn nguyên vẹn."


def test_what_has_no_job_tells_why(committee):
    about = {"unit": committee, "title": "Tập", "about": "Năm 2020", "asks": "report.download"}
    made = ("Đảng bộ A", job_of(committee, "A"), "")
    parts = [made, ("Đảng bộ B", None, "Chưa ban hành báo cáo.")]
    book = Book.objects.bind(lambda: parts, by=None, as_on=day("2020-12-31"), **about)
    make(book.parts.all()[0])
    assert end(book).advice == "Không có trong tập: Đảng bộ B: Chưa ban hành báo cáo."


def test_asking_again_while_it_is_on_its_way_is_the_same_book(bind):
    assert bind() == bind()
    assert bind(title="Sổ khác") != bind()
    assert Book.objects.count() == 2


def test_progress_is_that_of_the_whole(bind):
    book = bind(TITLES[:2])
    first, second = book.parts.all()
    first.job.claim()
    first.job.advance(40, "Dàn trang")
    fail(second)
    book = Book.objects.for_page().get()
    assert (book.shown_progress, book.shown_stage) == (63, "Đang lập các phần: xong 1/2")


def test_cancelling_stops_what_has_not_begun(bind, office):
    book = bind(by=None)
    begun = book.parts.all()[0]
    begun.job.claim()
    book.cancel(by=office)
    states = list(
        PrintJob.objects.filter(bound_in__book=book).order_by("pk").values_list("state", "error")
    )
    assert states == [("running", ""), ("failed", CANCELLED), ("failed", CANCELLED)]
    begun.job.finish(rendering.pdf("<p>x</p>"))
    book = end(book)
    assert (book.state, book.error) == ("failed", CANCELLED)
    assert AuditEvent.objects.get(action="print.cancel").by == office


def test_a_part_that_another_book_waits_for_goes_on(bind, office):
    book, other = bind(), bind(title="Sổ khác")
    assert book.parts.all()[0].job == other.parts.all()[0].job
    book.cancel(by=office)
    assert set(other.parts.values_list("job__state", flat=True)) == {"queued"}


def test_what_is_over_is_not_cancelled(bind, office):
    book = bind(TITLES[:1])
    make(book.parts.get())
    book = end(book)
    with pytest.raises(ValidationError, match="không dừng được nữa"):
        book.cancel(by=office)


def test_the_last_part_sets_off_the_joining(bind, django_capture_on_commit_callbacks, monkeypatch):
    book = bind(TITLES[:2])
    sent = []
    monkeypatch.setattr(Book, "send", lambda self: sent.append(self.pk))
    for part in book.parts.all():
        with django_capture_on_commit_callbacks(execute=True):
            make(part)
    assert sent == [book.pk]


def test_who_was_given_up_while_joining_changes_nothing(bind):
    book = bind(TITLES[:1])
    make(book.parts.get())
    late = Book.objects.get()
    late.claim()
    late.requeue()
    Book.objects.get().claim()
    with pytest.raises(LeaseLostError):
        late.finish(b"late")
    assert list(book.parts.values_list("page", flat=True)) == [None]


def test_two_messages_join_once(bind):
    book = bind(TITLES[:1])
    make(book.parts.get())
    end(book)
    assert end(book).attempt == 1
