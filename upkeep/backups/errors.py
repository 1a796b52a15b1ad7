"""What is told to whoever runs a backup, in the language of the terminal."""


class BackupError(Exception):
    """Cannot be done; the sentence says why."""


class DamagedError(BackupError):
    """The file is not whole, or not a backup."""
