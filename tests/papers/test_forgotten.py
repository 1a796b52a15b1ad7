"""Files made on request are thrown away after some days; those of issued papers stay."""

import datetime

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from cells.models import Threshold
from papers.models import PrintJob
from papers.tasks import forget_prints


@pytest.fixture
def made(committee, settings, tmp_path) -> PrintJob:
    settings.MEDIA_ROOT = tmp_path
    what = {"task": "none", "unit": committee, "kind": "register", "title": "Sổ"}
    job = PrintJob.objects.request(by=None, is_sent=False, **what)
    job.claim()
    job.finish(b"%PDF-1.7")
    return job


def finished(job, *, days: int, **facts):
    when = timezone.now() - datetime.timedelta(days=days, minutes=1)
    PrintJob.objects.filter(pk=job.pk).update(finished_at=when, **facts)


@pytest.mark.parametrize(("days", "left"), [(89, 1), (90, 0)])
def test_a_file_is_kept_as_long_as_the_number_says(made, days, left):
    finished(made, days=days)
    forget_prints()
    assert PrintJob.objects.count() == left
    assert default_storage.exists(made.file.name) == bool(left)


def test_the_number_is_the_offices_own(made):
    Threshold.objects.filter(code="print_days").update(value=10)
    finished(made, days=11)
    forget_prints()
    assert not PrintJob.objects.exists()


def test_the_file_of_an_issued_paper_stays(made):
    finished(made, days=1000, is_final=True)
    forget_prints()
    assert default_storage.exists(made.file.name)


def test_what_is_not_over_stays(made):
    PrintJob.objects.update(finished_at=None, state="running")
    forget_prints()
    assert PrintJob.objects.count() == 1
