"""Papers, frozen under their number once issued and replaced only by another; the jobs that print."""

from __future__ import annotations

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Term, Threshold, ThresholdCode, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.files import read_whole
from common.models import Job, JobQuerySet, JobState
from common.models.links import optional, required
from common.periods import refuse_future
from papers.layout import digest
from papers.models.series import Series

# What issuing adds to the data of a draft: the rest is what was agreed to.
ISSUED = {"number", "issued_on", "version", "replaces"}
CANCELLED = "Đã dừng theo yêu cầu."


class PaperQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def drafts(self):
        return self.filter(issued_at__isnull=True)

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def for_page(self):
        """With who issued them, by what they were replaced, and how far their file is."""
        people = self.select_related("unit", "issued_by", "replaced_by").order_by("kind", "-version")
        return people.prefetch_related("prints")

    def last_numbered(self, unit: Unit, symbol: str, day: datetime.date):
        """The paper with the highest number of that series in the term of that day, if there is one."""
        term = Series.objects.term_of(unit, symbol, day)
        return self.filter(term=term, symbol=symbol, number__isnull=False).order_by("-number").first()

    def light(self):
        """Without their texts, which are long: their numbers are known all the same."""
        return self.defer("snapshot").annotate(said_symbol=KT("snapshot__head__symbol"))

    def in_force(self):
        """Issued, and not replaced by a later one that is issued too."""
        return self.issued().filter(replaced_by__issued_at__isnull=True)


class Paper(models.Model):
    """Văn bản: once issued it stays as it was, with the hash of its data and that of its PDF.

    What it is about (a meeting, a period) is told by the room that issues it, in a subclass.
    """

    drafted_by = ""  # of a subclass that prints its drafts: the task of Celery that does it
    # Of a subclass whose files are taken at addresses of papers/views.py: their namespace, who may,
    # and the page on which the paper stands, whose arguments it tells as `page_args`.
    room, right, page = "", "", ""

    unit = required(Unit, "tổ chức đảng")
    kind = models.CharField("loại", max_length=12)
    title = models.CharField("tên loại", max_length=60)
    about = models.CharField(max_length=40, editable=False)  # the same in all versions of one paper
    version = models.PositiveSmallIntegerField("bản", default=1, editable=False)
    reason = models.CharField("lý do thay", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self",
        verbose_name="thay cho",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    term = required(Term, null=True)
    symbol = models.CharField("dãy số", max_length=8)  # of the series that numbers it
    number = models.PositiveIntegerField("số", null=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = required(User, null=True)
    snapshot = models.JSONField(null=True)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    file = models.FileField(upload_to="papers/%Y", blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "văn bản"
        constraints = [
            models.UniqueConstraint(
                name="paper_number",
                fields=["term", "symbol", "number"],
                condition=Q(number__isnull=False),
            ),
            models.UniqueConstraint(
                name="paper_version_once", fields=["unit", "kind", "about", "version"]
            ),
            models.CheckConstraint(
                name="paper_replaces_for_a_reason",
                condition=Q(version=1, replaces__isnull=True, reason="")
                | (Q(version__gt=1, replaces__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="paper_numbered_in_a_term",
                condition=Q(term__isnull=True, number__isnull=True)
                | Q(term__isnull=False, number__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_issued_whole",
                condition=Q(
                    issued_at__isnull=True,
                    issued_on__isnull=True,
                    number__isnull=True,
                    snapshot__isnull=True,
                    sha256="",
                )
                | Q(issued_at__isnull=False, issued_on__isnull=False, snapshot__isnull=False),
            ),
            models.CheckConstraint(
                name="paper_file_has_hash",
                condition=Q(sha256="", file="") | (~Q(sha256="") & ~Q(file="")),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.full_number}".strip()

    @property
    def download_page(self) -> str:
        return f"{self.room}:paper_download"

    @property
    def word_page(self) -> str:
        return f"{self.room}:paper_word"

    @property
    def print_page(self) -> str:
        return f"{self.room}:paper_print"

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def is_replaced(self) -> bool:
        return hasattr(self, "replaced_by") and self.replaced_by.is_issued

    @property
    def full_number(self) -> str:
        """05-NQ/CB; empty for a draft, and for minutes without a number."""
        if not self.number:
            return ""
        symbol = getattr(self, "said_symbol", None) or self.snapshot["head"]["symbol"]
        return f"{self.number:02}-{symbol}"

    @property
    def file_stem(self) -> str:
        """Kind, number, unit and day: nothing of what the paper says, no sign that Windows refuses."""
        parts = [str(self), self.unit.name, f"{self.issued_on:%d-%m-%Y}"]
        if self.version > 1:
            parts.append(f"bản {self.version}")
        return " - ".join(parts).replace("/", "-")

    @property
    def file_name(self) -> str:
        return f"{self.file_stem}.pdf"

    @property
    def job(self) -> PrintJob | None:
        """The last request of a PDF of what the paper is now: an issued one has no draft's file."""
        return next((job for job in self.prints.all() if job.is_final == self.is_issued), None)

    def successor(self, reason: str, **about) -> Paper:
        """The paper, not yet saved, that will replace this issued one; this one stays readable."""
        if not self.is_issued:
            raise ValidationError("Bản dự thảo thì sửa trực tiếp, không cần bản thay thế.")
        if hasattr(self, "replaced_by"):
            raise ValidationError("Văn bản này đã có bản thay thế.")
        if not reason:
            raise ValidationError("Văn bản này đã ban hành; lập bản thay thế phải ghi lý do.")
        same = {field: getattr(self, field) for field in ("unit", "kind", "title", "about", "symbol")}
        return type(self)(**same, **about, replaces=self, version=self.version + 1, reason=reason)

    def freeze(
        self, document: dict, *, issued_on: datetime.date, by: User | None, numbered: bool = True
    ) -> None:
        """Take the next number and keep `document` as it stands. For verbs that issue a paper.

        Raises ValidationError when dated wrongly, or without a term to number in.
        """
        refuse_future(issued_on, "issued_on")
        if self.replaces and issued_on < self.replaces.issued_on:
            raise ValidationError({"issued_on": "Không thể trước ngày ban hành của bản được thay."})
        if numbered:
            self.term, self.number = Series.objects.next_number(self.unit, self.symbol, issued_on)
        self.issued_on, self.issued_at, self.issued_by = issued_on, timezone.now(), by
        self.snapshot = document | {
            "number": self.number,
            "issued_on": issued_on.isoformat(),
            "version": self.version,
            "replaces": self.replaced_note(),
        }
        self.snapshot_hash = digest(self.snapshot)
        self.save()

    def replaced_note(self) -> str:
        """What a corrected paper says of the one it replaces."""
        if self.replaces is None:
            return ""
        old = f"{self.replaces} ngày {self.replaces.issued_on:%d/%m/%Y}"
        return f"Bản {self.version}, thay thế {old}. Lý do: {self.reason}"

    @transaction.atomic
    def request_pdf(self, *, by: User | None, is_sent: bool = True) -> PrintJob:
        """A job that prints the paper as it is: a draft from the records, an issued one for good."""
        current = Paper.objects.select_for_update().get(pk=self.pk)
        if current.sha256:
            raise ValidationError("Văn bản này đã có bản PDF của nó, không lập lại được.")
        is_final = current.is_issued
        task = "papers.tasks.print_issued" if is_final else self.drafted_by
        what = {"unit": current.unit, "kind": current.kind, "title": current.title}
        what |= {"task": task, "paper": current, "is_final": is_final}
        return current.prints.request(by=by, is_sent=is_sent, **what)

    def read_pdf(self) -> bytes | None:
        """The file of an issued paper, or the last one made of a draft; None when there is none yet.

        Raises DamagedFileError unless the bytes are the ones whose SHA-256 was kept.
        """
        if self.is_issued:
            return read_whole(self.file, self.sha256) if self.sha256 else None
        made = self.prints.done().first()
        return made and made.read_pdf()

    def is_whole(self) -> bool:
        """Whether the frozen data are still those whose hash was kept."""
        return digest(self.snapshot) == self.snapshot_hash

    def says(self, document: dict) -> bool:
        """Whether a draft has nothing that this paper had not."""
        return digest(_agreed(self.snapshot)) == digest(_agreed(document))

    def differences(self, document: dict) -> list[str]:
        """What a draft says otherwise, in the words of its parts; the score has its own history."""
        mine, other = _parts(self.snapshot), _parts(document)
        changed = [title for title in mine | other if mine.get(title) != other.get(title)]
        whole = self.title.lower()
        return changed or ([] if _frame(self.snapshot) == _frame(document) else [whole])


class PrintJobQuerySet(ScopedQuerySet, JobQuerySet):
    seen_by = PERSON_ROLES

    def forgotten(self):
        """Made on request so long ago that whoever needs one has it made anew; issued papers stay."""
        since = Threshold.objects.kept_since(ThresholdCode.PRINT_DAYS)
        return self.filter(is_final=False, finished_at__lt=since)

    def for_page(self):
        """With what its page tells."""
        return self.select_related("unit")

    @transaction.atomic
    def request(self, *, by: User | None, is_sent: bool = True, **what) -> PrintJob:
        """A job that prints it as it stands; while one is on its way, the same one.

        `what`: task, unit, kind, title, and what it is of. A part of a book is sent with the others.
        """
        Unit.objects.select_for_update().get(pk=what["unit"].pk)
        if running := self.unfinished().filter(**what).first():
            return running
        job = self.create(requested_by=by, **what)
        audit.record(by, "print.request", job, ["kind"])
        if is_sent:
            job.send()
        return job


class PrintJob(Job):
    """Việc in: of a paper, or, in a subclass, of what the room above knows."""

    # Of a subclass that is asked for on a page of its own (papers/views.py): the namespace of its
    # addresses, who may take the file, and the way back.
    room, right, crumb = "", "", ""

    task = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    title = models.CharField("tên giấy tờ", max_length=60)
    paper = optional(Paper, on_delete=models.CASCADE, related_name="prints")
    is_final = models.BooleanField(default=False)  # of an issued paper, from its snapshot
    input_hash = models.CharField(max_length=64, blank=True)
    output_hash = models.CharField(max_length=64, blank=True)
    file = models.FileField(upload_to="drafts/%Y", blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = verbose_name_plural = "việc in giấy tờ"
        constraints = [
            models.CheckConstraint(
                name="printjob_done_has_file",
                condition=~Q(state="done") | ~Q(output_hash="") & ~Q(file=""),
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.get_state_display()}"

    @property
    def detail_page(self) -> str:
        return f"{self.room}:print_detail"

    @property
    def download_page(self) -> str:
        return f"{self.room}:print_download"

    @property
    def shown_progress(self) -> int:
        """Of a hundred."""
        return self.progress

    @property
    def shown_stage(self) -> str:
        return ": ".join(filter(None, [self.get_state_display(), self.stage.lower()]))

    def forget(self) -> None:
        """Throw the file away, then the row: a copy of personal data that nobody needs."""
        self.file.delete(save=False)
        self.delete()

    @transaction.atomic
    def cancel(self, *, by: User) -> None:
        """Give up what no worker has begun."""
        now = {"state": JobState.FAILED, "error": CANCELLED, "finished_at": timezone.now()}
        if not self._rows(state=JobState.QUEUED).update(**now):
            raise ValidationError("Việc này đang được làm hoặc đã xong nên không dừng được nữa.")
        audit.record(by, "print.cancel", self, ["state"])
        self._tell_books()

    def fail(self, reason: str) -> None:
        super().fail(reason)
        self._tell_books()

    def _tell_books(self) -> None:
        """The last part that is over sets off the joining. Once it is committed: of two that end at
        the same moment, one sees the other."""
        waiting = self.bound_in.of_unfinished().select_related("book")
        transaction.on_commit(lambda: [part.book.send_if_complete() for part in waiting])

    @transaction.atomic
    def finish(self, made: bytes) -> None:
        """Keep the file and its hash; that of an issued paper is the paper's own, for good.

        Raises LeaseLostError.
        """
        sha256 = hashlib.sha256(made).hexdigest()
        self.file.save(f"print-{self.pk}-{self.attempt}.pdf", ContentFile(made), save=False)
        kept = {"output_hash": sha256, "file": self.file.name}
        self.keep(state=JobState.DONE, progress=100, finished_at=timezone.now(), **kept)
        if self.is_final:
            of_paper = Paper.objects.filter(pk=self.paper_id, sha256="")
            of_paper.update(sha256=sha256, file=self.file.name)
        self._tell_books()

    def read_pdf(self) -> bytes | None:
        """The file once it is made. Raises DamagedFileError when it is no longer as it was made."""
        return read_whole(self.file, self.output_hash) if self.output_hash else None


def _agreed(document: dict) -> dict:
    return {key: value for key, value in document.items() if key not in ISSUED}


def _frame(document: dict) -> dict:
    return {key: value for key, value in _agreed(document).items() if key != "parts"}


def _parts(document: dict) -> dict[str, list]:
    parts = document.get("parts", [])
    return {part["title"].lower(): part["blocks"] for part in parts if not part.get("is_apart")}
