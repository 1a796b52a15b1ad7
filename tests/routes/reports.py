from cells.rights import COUNTING_ROLES, GRADING_ROLES, PERSON_ROLES, RIGHTS, Role
from tests.routes.base import EVERYBODY, FORM, GET, POST, Route, of, on_report

ABOVE_CELLS = COUNTING_ROLES - {Role.SECRETARY}


def on_target(action) -> Route:
    return Route(FORM, RIGHTS[action], ABOVE_CELLS, of("target"))


def a_section(world) -> list:
    return [world["report"].pk, "strengths"]


def _of_upper(methods, args) -> Route:
    """The copy without names: for the upper level too, not for the secretary of a cell."""
    return Route(methods, RIGHTS["report.copy"], ABOVE_CELLS, args)


def _of_own(methods, key) -> Route:
    """A template of the committee: whoever reads no reports is told so before it is looked up."""
    return Route(methods, RIGHTS["template.write"], args=of(key))


def of_unit(world) -> list:
    return [world["unit"].code]


def _exported(key) -> Route:
    """Of the committee: not seen from a cell; taken away by whoever may take lists away."""
    sees = PERSON_ROLES - {Role.SECRETARY}
    return Route(GET, RIGHTS["member.export"], sees, of(key))


ROUTES: dict[str, Route] = {
    "reports:news": Route(GET, EVERYBODY),
    "reports:news_count": Route(GET, EVERYBODY),
    "reports:news_seen": Route(POST, EVERYBODY),
    "reports:news_mail": Route(FORM, EVERYBODY),
    "reports:search": Route(GET, COUNTING_ROLES),
    "reports:guide": Route(GET, EVERYBODY),
    "reports:first_steps": Route(GET, RIGHTS["unit.record"]),
    "reports:figure_list": Route(GET, COUNTING_ROLES),
    "reports:figure_detail": Route(GET, PERSON_ROLES, args=lambda world: ["members.closing"]),
    "reports:figure_by_unit": Route(GET, COUNTING_ROLES, args=lambda world: ["members.closing"]),
    "reports:figure_by_month": Route(GET, COUNTING_ROLES, args=lambda world: ["members.closing"]),
    "reports:target_list": Route(GET, RIGHTS["target.read"]),
    "reports:target_add": Route(
        FORM, RIGHTS["target.write"], ABOVE_CELLS, lambda world: [world["unit"].code]
    ),
    "reports:target_detail": Route(GET, ABOVE_CELLS, ABOVE_CELLS, of("target")),
    "reports:target_edit": on_target("target.write"),
    "reports:target_hand_down": on_target("target.write"),
    "reports:target_remove": on_target("target.write"),
    "reports:target_report": Route(FORM, RIGHTS["target.report"], COUNTING_ROLES, of("handed_down")),
    "reports:target_withdraw_result": Route(
        POST, RIGHTS["target.report"], COUNTING_ROLES, of("target_result")
    ),
    "reports:register_list": Route(GET, PERSON_ROLES),
    "reports:register_detail": Route(GET, PERSON_ROLES, args=lambda world: ["members"]),
    "reports:register_print": Route(GET, PERSON_ROLES, args=lambda world: ["members"]),
    "reports:register_pdf": Route(POST, RIGHTS["member.export"], args=lambda world: ["members", "own"]),
    "reports:register_whole": Route(FORM, RIGHTS["member.unmask"], args=lambda world: ["members"]),
    "reports:register_job": _exported("register_print"),
    "reports:register_download": _exported("register_print"),
    "reports:book_detail": _exported("book"),
    "reports:book_download": _exported("book"),
    "reports:job_list": Route(GET, EVERYBODY),
    "reports:preparation_list": Route(GET, RIGHTS["unit.record"], ABOVE_CELLS, of_unit),
    "reports:preparation_switch": Route(
        POST, RIGHTS["unit.record"], ABOVE_CELLS, lambda world: [*of_unit(world), "month"]
    ),
    "reports:balance_detail": Route(GET, COUNTING_ROLES),
    "reports:form_detail": Route(GET, COUNTING_ROLES, args=lambda world: ["2"]),
    "reports:admitted_rows": Route(GET, PERSON_ROLES, args=lambda world: ["female"]),
    "reports:meeting_statistics": Route(GET, COUNTING_ROLES),
    "reports:meeting_attendance": Route(GET, COUNTING_ROLES),
    "reports:attendance_rows": Route(GET, PERSON_ROLES, args=of("member")),
    "reports:dashboard": Route(GET, COUNTING_ROLES),
    "reports:half_year_table": Route(GET, COUNTING_ROLES),
    "reports:structure_detail": Route(GET, COUNTING_ROLES),
    "reports:structure_rows": Route(GET, PERSON_ROLES, args=lambda world: ["official"]),
    "reports:report_list": Route(GET, RIGHTS["report.read"]),
    "reports:report_bind": Route(FORM, RIGHTS["report.download"]),
    "reports:report_create": Route(FORM, RIGHTS["report.create"]),
    "reports:report_collect": Route(GET, RIGHTS["report.collect"]),
    "reports:request_ask": Route(
        FORM, RIGHTS["report.ask"], ABOVE_CELLS, lambda world: [world["unit"].code]
    ),
    "reports:request_edit": Route(FORM, RIGHTS["report.ask"], ABOVE_CELLS, of("report_request")),
    "reports:request_withdraw": Route(FORM, RIGHTS["report.ask"], ABOVE_CELLS, of("report_request")),
    "reports:report_detail": on_report(GET, "report.read"),
    "reports:report_frame": on_report(FORM, "report.write"),
    "reports:report_section": on_report(FORM, "report.write", a_section),
    "reports:section_below": on_report(GET, "report.write", a_section),
    "reports:report_note": on_report(FORM, "report.note", a_section),
    "reports:note_settle": on_report(POST, "report.write", of("report_note")),
    "reports:report_check": on_report(POST, "report.write"),
    "reports:report_approve": on_report(POST, "report.issue"),
    "reports:report_send_back": on_report(FORM, "report.issue"),
    "reports:report_send": on_report(FORM, "report.write"),
    "reports:report_word": on_report(GET, "report.download"),
    "reports:report_workbook": Route(
        GET, RIGHTS["report.download"] & RIGHTS["member.export"], GRADING_ROLES, of("report")
    ),
    "reports:report_copy": on_report(POST, "report.copy"),
    "reports:print_detail": _of_upper(GET, of("report_copy")),
    "reports:print_download": _of_upper(GET, of("report_copy")),
    "reports:template_list": Route(GET, RIGHTS["report.read"]),
    "reports:template_detail": Route(GET, RIGHTS["report.read"], args=of("report_template")),
    "reports:template_copy": _of_own(FORM, "report_template"),
    "reports:template_change": _of_own(FORM, "report_template"),
    "reports:template_retire": _of_own(POST, "report_template"),
    "reports:section_add": _of_own(FORM, "report_template"),
    "reports:section_change": _of_own(FORM, "template_section"),
    "reports:section_act": Route(
        POST, RIGHTS["template.write"], args=lambda world: [world["template_section"].pk, "up"]
    ),
    "reports:report_render": on_report(POST, "report.render"),
    "reports:report_job": on_report(GET, "report.read"),
    "reports:report_download": on_report(GET, "report.download"),
    "reports:report_issue": on_report(FORM, "report.issue"),
    "reports:report_correct": on_report(FORM, "report.create"),
    "reports:report_discard": on_report(POST, "report.write"),
}
