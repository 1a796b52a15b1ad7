"""What rows of several rooms are: jobs, and what has a PDF with it."""

from common.models.job import Job, JobQuerySet, JobState, LeaseLostError
from common.models.pdf import WithPdf
