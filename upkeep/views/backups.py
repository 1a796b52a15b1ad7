"""Sao lưu: when the last backup was made, for the administrator."""

from django.conf import settings
from django.shortcuts import render

from cells.rights import require_anywhere
from upkeep.backups.daily import is_set_up
from upkeep.models import Backup

SHOWN = 40


def backup_list(request):
    """The last good one, in red when it is old; the latest tries; how to restore."""
    require_anywhere(request.user, "backup.read")
    context = {
        "last_good": Backup.objects.last_good(),
        "is_overdue": Backup.objects.is_overdue(),
        "is_set_up": is_set_up(),
        "keep": settings.BACKUP_KEEP,
        "backups": Backup.objects.all()[:SHOWN],
    }
    return render(request, "upkeep/backup_list.html", context)
