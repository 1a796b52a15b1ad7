"""Write rows, files and version into one encrypted file, while the program is in use."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from upkeep.backups import passphrase
from upkeep.backups.errors import BackupError
from upkeep.backups.packing import pack


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="what to write; it must not exist")
        parser.add_argument(
            "--passphrase-file", type=Path, help="its first line is the passphrase; else it is asked"
        )

    def handle(self, *, file, passphrase_file, **options):
        try:
            if passphrase_file:
                secret = passphrase.from_file(passphrase_file)
            else:
                secret = passphrase.asked(twice=True)
            summary = pack(file, secret)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        count = sum(count for count, _ in summary["rows"].values())
        self.stdout.write(
            f"{file}: {count} rows, {len(summary['files'])} files, {file.stat().st_size} bytes. "
            "Without the passphrase nobody can open it: keep it in another place."
        )
