from cells.rights import COUNTING_ROLES, PERSON_ROLES, RIGHTS
from tests.routes.base import FORM, GET, POST, Route, of, on_report

ROUTES: dict[str, Route] = {
    "reports:first_steps": Route(GET, RIGHTS["unit.record"]),
    "reports:figure_list": Route(GET, COUNTING_ROLES),
    "reports:figure_detail": Route(GET, PERSON_ROLES, args=lambda world: ["members.closing"]),
    "reports:register_list": Route(GET, PERSON_ROLES),
    "reports:register_detail": Route(GET, PERSON_ROLES, args=lambda world: ["members"]),
    "reports:register_print": Route(GET, PERSON_ROLES, args=lambda world: ["members"]),
    "reports:balance_detail": Route(GET, COUNTING_ROLES),
    "reports:meeting_statistics": Route(GET, COUNTING_ROLES),
    "reports:meeting_attendance": Route(GET, COUNTING_ROLES),
    "reports:attendance_rows": Route(GET, PERSON_ROLES, args=of("member")),
    "reports:half_year_table": Route(GET, COUNTING_ROLES),
    "reports:structure_detail": Route(GET, COUNTING_ROLES),
    "reports:structure_rows": Route(GET, PERSON_ROLES, args=lambda world: ["official"]),
    "reports:report_list": Route(GET, RIGHTS["report.read"]),
    "reports:report_create": Route(FORM, RIGHTS["report.create"]),
    "reports:report_detail": on_report(GET, "report.read"),
    "reports:report_edit": on_report(FORM, "report.write"),
    "reports:report_render": on_report(POST, "report.render"),
    "reports:report_job": on_report(GET, "report.read"),
    "reports:report_download": on_report(GET, "report.download"),
    "reports:report_issue": on_report(FORM, "report.issue"),
    "reports:report_correct": on_report(FORM, "report.create"),
    "reports:report_discard": on_report(POST, "report.write"),
}
