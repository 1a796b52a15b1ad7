"""Backups: one encrypted file with rows, files and version; made while the program is in use, put back
into an empty installation on either database (docs/decisions/0034-backups.md).
"""
