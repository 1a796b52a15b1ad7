"""Jobs that make a PDF; which task of Celery does it stands in the row."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common import jobs
from common.files import read_whole
from common.models import Job, JobQuerySet, JobState
from papers.models.paper import Paper


class PrintJobQuerySet(ScopedQuerySet, JobQuerySet):
    seen_by = PERSON_ROLES

    @transaction.atomic
    def request(self, *, by: User | None, **what) -> PrintJob:
        """A job that prints it as it stands; while one is on its way, the same one.

        `what`: task, unit, kind, title, and what it is of.
        """
        Unit.objects.select_for_update().get(pk=what["unit"].pk)
        if running := self.unfinished().filter(**what).first():
            return running
        job = self.create(requested_by=by, **what)
        audit.record(by, "print.request", job, ["kind"])
        jobs.send(job.task, job)
        return job


class PrintJob(Job):
    """Việc in: of a paper, or, in a subclass, of what the room above knows."""

    task = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    title = models.CharField("tên giấy tờ", max_length=60)
    paper = models.ForeignKey(
        Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="prints"
    )
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
                condition=~models.Q(state="done") | ~models.Q(output_hash="") & ~models.Q(file=""),
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.get_state_display()}"

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

    def read_pdf(self) -> bytes | None:
        """The file once it is made. Raises DamagedFileError when it is no longer as it was made."""
        return read_whole(self.file, self.output_hash) if self.output_hash else None
