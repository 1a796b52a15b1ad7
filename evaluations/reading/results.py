"""What became of a result after its round was closed."""

from django.db.models import Prefetch

from evaluations.models import Complaint, Regrading


def with_regradings(rows):
    """Each with how it was graded again, in one query more."""
    again = Regrading.objects.not_withdrawn().select_related("decision", "round__rules")
    return rows.select_related("received").prefetch_related(Prefetch("regradings", again))


def with_complaints(rows):
    """Each with what was held against it, in one query more."""
    standing = Complaint.objects.not_withdrawn()
    return rows.prefetch_related(Prefetch("complaints", standing))
