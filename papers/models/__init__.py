"""Issued papers, the numbers they are issued under, and the jobs that print them."""

from papers.models.book import Book, BookPart
from papers.models.paper import Paper, PaperQuerySet, PrintJob, PrintJobQuerySet
from papers.models.series import CONGRESS, Series
