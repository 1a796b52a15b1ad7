"""Every route of the program with who sees its object and who may use it: read by test_access.py."""

from tests.routes import (
    accounts,
    cards,
    cases,
    evaluations,
    follow_up,
    imports,
    inspections,
    letters,
    meetings,
    members,
    merits,
    papers,
    planning,
    preparing,
    reconciliation,
    record,
    reports,
    restructuring,
    scoring,
    thresholds,
    units,
)

ROUTES = (
    accounts.ROUTES
    | cards.ROUTES
    | cases.ROUTES
    | evaluations.ROUTES
    | follow_up.ROUTES
    | imports.ROUTES
    | inspections.ROUTES
    | letters.ROUTES
    | meetings.ROUTES
    | members.ROUTES
    | merits.ROUTES
    | papers.ROUTES
    | planning.ROUTES
    | preparing.ROUTES
    | reconciliation.ROUTES
    | record.ROUTES
    | reports.ROUTES
    | restructuring.ROUTES
    | scoring.ROUTES
    | thresholds.ROUTES
    | units.ROUTES
)

# Reached without signing in, or part of it.
PUBLIC = {"healthz", "feed", "account_login", "account_inactive", "mfa_authenticate"}
# Of one's own account; each has tests of its own in tests/accounts/.
OWN_ACCOUNT = {
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "members:member_own",
    "cells:filter_delete",
    "meetings:feed_revoke",
    "reports:job_cancel",
}
