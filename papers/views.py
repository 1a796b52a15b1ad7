"""Papers, the same in every room: a request to print begun, how far it is, the files. `jobs` and
`papers` are the room's own kinds of PrintJob and Paper: they name addresses and who may take files.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts import audit
from cells.rights import require
from cells.views.finding import row_for
from common.answers import made_here, tap
from common.files import DamagedFileError, made_file
from papers import word
from papers.models import Paper, PrintJob


def print_begun(request, job: PrintJob):
    """htmx gets the progress in the place of the button, others a page of its own."""
    to = reverse(job.detail_page, args=[job.pk])
    if request.htmx:
        return made_here(render(request, "papers/_print_job.html", {"job": job}), to)
    return redirect(to)


def print_detail(request, pk, jobs):
    """How far it is; the piece of page asks again by itself until it is over."""
    job = _job(request, pk, jobs)
    page = "papers/_print_job.html" if request.htmx else "papers/print_detail.html"
    return render(request, page, {"job": job})


def print_download(request, pk, jobs):
    """The file, once it is made."""
    job = _job(request, pk, jobs)
    if (pdf := job.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "print.download", job)
    return made_file(pdf, job.file_name)


def _job(request, pk, jobs) -> PrintJob:
    job = get_object_or_404(jobs.objects.for_page().visible_to(request.user), id=pk)
    require(request.user, job.right, job.unit)  # which may be that of this one alone
    return job


def paper_download(request, pk, papers):
    """The file of an issued paper. `papers` is the room's own kind of Paper."""
    paper = _paper(request, pk, papers)
    if (pdf := paper.read_pdf()) is None:
        raise Http404
    audit.record(request.user, "issued_paper.download", paper)
    return made_file(pdf, paper.file_name)


def paper_word(request, pk, papers):
    """The same text for Word, from what was frozen."""
    paper = _paper(request, pk, papers)
    if not paper.is_whole():
        raise DamagedFileError(f"data of paper {pk}")
    audit.record(request.user, "issued_paper.download", paper)
    return made_file(word.written(paper.snapshot), f"{paper.file_stem}.docx", word.CONTENT_TYPE)


@require_POST
def paper_print(request, pk, papers):
    """Ask once more for the PDF of an issued paper, where it could not be made."""
    paper = _paper(request, pk, papers)
    return tap(request, paper.request_pdf, "", reverse(paper.page, args=paper.page_args))


def _paper(request, pk, papers) -> Paper:
    return row_for(request, papers.objects.select_related("unit"), pk, papers.right)
