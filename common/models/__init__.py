"""What rows of several rooms are: jobs with their file, and what has a PDF with it."""

from common.models.job import FileJob, Job, JobQuerySet, JobState, LeaseLostError, done_has_file
from common.models.pdf import WithPdf

__all__ = [
    "FileJob",
    "Job",
    "JobQuerySet",
    "JobState",
    "LeaseLostError",
    "WithPdf",
    "done_has_file",
]
