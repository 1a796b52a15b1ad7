"""Put a backup into an empty installation, or only see whether it is whole."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from upkeep.backups import passphrase
from upkeep.backups.errors import BackupError
from upkeep.backups.restoring import restore
from upkeep.backups.unpacking import check as read_through


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what bin/backup wrote")
        parser.add_argument(
            "--passphrase-file", type=Path, help="its first line is the passphrase; else it is asked"
        )
        parser.add_argument("--check", action="store_true", help="read it to its end and write nothing")

    def handle(self, *, file, passphrase_file, check, **options):
        try:
            if passphrase_file:
                secret = passphrase.from_file(passphrase_file)
            else:
                secret = passphrase.asked(twice=False)
            manifest, summary = (read_through if check else restore)(file, secret)
        except BackupError as error:
            raise CommandError(str(error)) from error
        count = sum(count for count, _ in summary["rows"].values())
        self.stdout.write(
            f"{'Whole' if check else 'Restored'}: {count} rows and {len(summary['files'])} files "
            f"of {manifest['taken_at']}, version {manifest['version']}."
        )
