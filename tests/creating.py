"""What every form and button that makes a row is given, so that it makes one in tests/world.py."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cells.models import Term, Unit
from evaluations.models import Level, RoundPaper
from meetings.documents import of_adoption
from meetings.models import Meeting, MeetingPaper, changes
from members.models import Badge, Member, Office
from reports.models import Report, ReportPrint
from scoring.models import Given, MeetingScore, ScoreSheet
from tests.conftest import day, make_member
from tests.evaluations.conftest import grade_all_members, grade_all_units, grade_one
from tests.reports.conftest import issue
from tests.scans import scan
from tests.upkeep.imports.batches import PERSON, sheet
from tests.world import HELD
from upkeep.models import Difference

# Recipients of awards who are members are no outsiders.
# The other rows of an empty bộ tiêu chí.
EMPTY_LINES = [
    f"{part}_{what}_{number}"
    for part, rows in (("conduct", 6), ("tasks", 4))
    for what in ("text", "most")
    for number in range(1, rows)
]
NOBODY_ELSE = {"outsider": None, "outsider_is": None}


def conclude(world):
    meeting = world["meeting"]
    one, *_ = meeting.people()
    meeting.record(changes("meeting", conclusion="<p>Nhất trí</p>", chair=one, secretary=one), by=None)
    meeting.refresh_from_db()


def adopt(world):
    conclude(world)
    world["meeting"].adopt(by=None, documents=of_adoption(world["meeting"]))


def make_veteran(world):
    since = {"admission_decided_on": day("1986-02-25"), "admitted_on": day("1986-03-03")}
    since |= {"official_on": day("1987-03-03"), "born_on": day("1960-01-01")}
    Member.objects.filter(pk=world["member"].pk).update(**since)


def issue_report(world):
    Term.objects.create(unit=world["unit"], name="2020-2025", congress_on=day("2020-01-05"))
    issue(world["report"], by=None)


def issue_first(world):
    """Nobody has asked for the copy yet."""
    issue_report(world)
    ReportPrint.objects.all().delete()


def issue_below(world):
    Term.objects.create(unit=world["cell"], name="2020-2022", congress_on=day("2020-01-05"))
    year = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
    issue(Report.objects.start(unit=world["cell"], kind="year-end", by=None, **year), by=None)


def seat(world):
    Office.objects.take_up(
        member=world["member"], unit=world["unit"], kind="committee_member", on=HELD, by=None
    )


def seat_three(world):
    for name in ("Một", "Hai", "Ba"):
        member = make_member(f"Vũ Thị {name}", unit=world["cell"])
        facts = {"unit": world["unit"], "kind": "committee_member", "on": HELD, "by": None}
        Office.objects.take_up(member=member, **facts)


def all_points(world) -> dict:
    score = MeetingScore.objects.get()
    sent = {"version": score.version, "propose": ""}
    for answer in score.answers.all():
        option = answer.item.options.first()
        sent[f"item-{answer.item_id}"] = option.pk if option else "1"
        sent[f"reason-{answer.item_id}"] = "Theo sổ"
    return sent


def stand_at(state: str):
    """All points given, and the score that far."""

    def stand(world):
        score = MeetingScore.objects.get()
        given = {}
        for answer in score.answers.all():
            option = answer.item.options.first()
            said = {"option": option.pk} if option else {"points": Decimal(1)}
            given[answer.item_id] = Given(**said, reason="Theo sổ")
        score.write(given, by=None)
        MeetingScore.objects.update(state=state)

    return stand


def close_round(world):
    grading = world["round"]
    grade_all_members(grading, Level.T)
    grade_all_units(grading, Level.T)
    grade_one(grading, world["member"], Level.XS)
    grading.accept_cap(reason="Có thành tích", by=None)
    grading.close(by=None)


def close_first(world):
    """A closed round in a term, of which no decision was issued."""
    RoundPaper.objects.all().delete()
    Term.objects.create(unit=world["unit"], name="2020-2025", congress_on=day("2020-01-05"))
    close_round(world)


def offer_badge(world):
    make_veteran(world)
    Badge.objects.all().delete()


def stay_due(world):
    make_veteran(world)
    Badge.objects.update(round_on=day("2020-02-03"))


def accept_score(world):
    adopt(world)
    stand_at("confirmed")(world)


def regraded(world) -> dict:
    return {"outcome": "kht", "decision_signed_on": f"{timezone.localdate():%d/%m/%Y}"}


# What is typed beside that which fills every form (tests/test_odd_input.py); None is left out.
MAKES = {
    "cases:candidate_note": {},
    "cases:candidate_open": {},
    "cases:case_letter": {"fee_until": "06/2020"},
    "cases:case_open": {},
    "cases:case_paper_add": {},
    "cases:case_record": lambda world: {
        "code": "helpers",
        "on": "06/03/2020",
        "helpers": world["member"].pk,
        "note": "Đoàn thanh niên",
    },
    "cases:letter_add": {"fee_until": "06/2020"},
    "cells:account_add": {},
    "cells:assignment_add": {},
    "cells:filter_save": {"page": "members:member_list", "name": "Nữ", "query": "unit=nha-chi-bo"},
    "cells:threshold_add": {"value": "19"},
    "evaluations:award_annual": {},
    "evaluations:commendation_correct": NOBODY_ELSE,
    "evaluations:commendation_create": NOBODY_ELSE,
    "evaluations:criteria_create": {
        "first_year": "2025",
        "conduct_text_0": "Nêu gương",
        "conduct_most_0": "30",
        "tasks_text_0": "Chuyên môn",
        "tasks_most_0": "70",
        **dict.fromkeys(EMPTY_LINES),
    },
    "evaluations:decision_papers": {"kind": "award_decision"},
    "evaluations:member_complain": {},
    "evaluations:member_receive": {"level": "t"},
    "evaluations:member_regrade": regraded,
    "evaluations:member_steps": {"step": "self", "self-level": "t"},
    "evaluations:proposal_accept": {},
    "evaluations:proposal_correct": NOBODY_ELSE,
    "evaluations:proposal_create": NOBODY_ELSE,
    "evaluations:proposal_papers": {"kind": "award_letter"},
    "evaluations:round_create": {"reference_on": ""},
    "evaluations:term_round_create": {"reference_on": "30/06/2020"},
    "evaluations:rule_set_create": {"code": "50-HD/BTCTW", "title": "Hướng dẫn 50-HD/BTCTW"},
    "evaluations:award_rule_create": {"first_year": "2031", "multiple": "1,5"},
    "evaluations:suggestion_add": {"points": "Nêu gương"},
    "evaluations:round_marks": {"deed": "register four_goods", "paper": None},
    "evaluations:round_update_roll": {},
    "evaluations:decision_issue": lambda world: {"issued_on": f"{timezone.localdate():%d/%m/%Y}"},
    "evaluations:paper_print": {},
    "evaluations:collective_add": {"name": "Ban Giám đốc", "people": "3"},
    "evaluations:collective_propose": {},
    "evaluations:session_minutes": {},
    "evaluations:regrading_print": {},
    "evaluations:unit_print": {},
    "evaluations:member_print": {},
    "evaluations:collective_complain": {},
    "evaluations:collective_regrade": regraded,
    "evaluations:unit_complain": {},
    "evaluations:unit_receive": {"level": "t"},
    "evaluations:unit_regrade": regraded,
    "inspections:campaign_add": {"part": "1", "begun_on": None, "examined_from": None},
    "inspections:letter_add": {"forwarded_to": None, "settled_on": None},
    "inspections:remedy_add": {},
    "cases:letter_print": {},
    "inspections:year_print": {},
    "inspections:subject_add": lambda world: {"units": world["cell"].pk, "member": None},
    "meetings:agenda_template_add": {},
    "meetings:agenda_template_copy": {},
    "meetings:agenda_template_edit": {},
    "meetings:attachment_post": lambda world: {"title": "Báo cáo", "file": scan()},
    "meetings:directive_add": {},
    "meetings:directive_hand_down": {},
    "meetings:directive_take_up": lambda world: {"meeting": world["plan"].pk},
    "meetings:feed_make": {},
    "meetings:library_add": lambda world: {"topic": "Công tác đảng", "file": scan()},
    "meetings:meeting_adopt": lambda world: {"version": world["meeting"].version},
    "meetings:meeting_carry_over": {"what": "tasks"},
    "meetings:meeting_create": {"kind": "committee", "ends_on": None},
    "meetings:meeting_edit": {},
    "meetings:meeting_plan": {"kind": "committee", "ends_on": None},
    "meetings:meeting_prepare": {},
    "meetings:meeting_renew_roll": {},
    "meetings:meeting_save": {},
    "meetings:meeting_take_agenda": {},
    "meetings:observer_list": {},
    "meetings:paper_print": {},
    "meetings:petition_add": {},
    "meetings:petition_answer": {},
    "meetings:plan_repeat": {"month": "2020-06"},
    "meetings:print_create": lambda world: {"kind": "minutes", "meeting": world["meeting"].pk},
    "meetings:programme_add": {},
    "meetings:programme_copy": {"year": "2020"},
    "meetings:review_edit": {},
    "meetings:study_add": {"due": "20", "attended": "19"},
    "meetings:task_complete": {},
    "meetings:task_give": {},
    "meetings:task_move": {"to": "05/09/2020"},
    "meetings:mine_task": {"state": "going_on"},
    "meetings:task_report": {"state": "going_on"},
    "meetings:task_withdraw": {},
    "meetings:topic_plan_add": {},
    "meetings:topic_suggest": {},
    "meetings:topic_take_up": {},
    "members:badge_add": {},
    "members:badge_award": lambda world: {"chosen": world["badge"].pk},
    "members:badge_plan": lambda world: {"chosen": world["member"].pk},
    "members:card_add": {"reason": "exchange", "number": "01000009"},
    "members:comment_record": {},
    "members:commitment_record": {},
    "members:congress_record": lambda world: (
        {"name": "2020-2025", "elected-0-member": "Nguyễn Văn nha B (20/05/1980)"}
        | {f"elected-{n}-member": "" for n in range(1, 7)}
    ),
    "members:discipline_close": {},
    "members:discipline_member_add": {"is_open": "on", "offices": None},
    "members:discipline_unit_add": {"is_open": "on"},
    "members:dossier_move_add": {"papers": "12", "due_back_on": ""},
    "members:guest_end": {},
    "members:guest_receive": {"expected_until": "05/12/2020"},
    "members:history_edit": {},
    "members:member_add": {},
    "members:own_data": {},
    "members:member_leave": {},
    "members:member_return": {},
    "members:member_transfer": {},
    "members:office_add": {"kind": "deputy_secretary", "member": "Nguyễn Văn nha B (20/05/1980)"},
    "members:office_end": {},
    "members:paper_add": lambda world: {"file": scan(2)},
    "members:residence_register": {},
    "members:supplement_carry_over": {},
    "members:supplement_record": {},
    "members:training_send": lambda world: {"chosen": world["twin"].pk},
    "organisation:group_add": {},
    "organisation:group_distribute": {},
    "organisation:restructuring_create": {},
    "organisation:restructuring_preview": {},
    "organisation:restructuring_step_add": lambda world: {
        "target": f"unit-{Unit.objects.get(code='nha-chi-bo-2').pk}"
    },
    "members:secretary_accounts": lambda world: {"offices": world["office"].pk},
    "members:member_accounts": lambda world: {
        "spells": world["member"].memberships.get(ends_on=None).pk
    },
    "members:account_open": {},
    "organisation:cells_found": {
        f"cell-{line}-{name}": "Chi bộ 9" if (line, name) == (0, "name") else None
        for line in range(20)
        for name in ("number", "name", "founded_on")
    },
    "organisation:staff_add": {"number": "40"},
    "reports:preparation_switch": {"state": "on"},
    "reports:register_pdf": {},
    "reports:register_whole": {"of": "own", "made_as": "pdf", "reason": "Đối chiếu số thẻ"},
    "reports:report_correct": {},
    "reports:report_bind": {},
    "reports:report_create": {"cut_off": None},
    "reports:report_copy": {},
    "reports:request_ask": {"starts_on": "01/01/2020", "ends_on": "31/12/2020", "due_on": "15/12/2020"},
    "reports:report_note": {"text": "Nêu rõ mô hình"},
    "reports:report_send_back": {"reason": "Thiếu số liệu"},
    "reports:section_add": {"title": "Chuyển đổi số", "depth": "1"},
    "reports:template_copy": {},
    "reports:report_issue": {},
    "reports:report_render": {},
    "reports:roll_act_correct": {},
    "reports:target_add": {"plan": "5", "minimum": None, "maximum": None},
    "reports:target_report": {"value": "1", "on": "05/06/2020"},
    "scoring:follower_appoint": lambda world: {"member": world["member"].pk},
    "scoring:print_create": lambda world: {"kind": "score_sheet", "meeting": world["meeting"].pk},
    "scoring:score_accept": {},
    "scoring:score_confirm": {},
    "scoring:score_reopen": {},
    "scoring:score_return": {},
    "scoring:score_save": all_points,
    "scoring:score_sheet_add": {},
    "scoring:score_sheet_copy": {},
    "scoring:score_start": lambda world: {
        "sheet": ScoreSheet.objects.offered_to(world["meeting"]).first().pk
    },
    "scoring:score_vote": {"in_favour": "1", "against": "0", "abstained": "0"},
    "upkeep:finding_accept": {},
    "upkeep:import_columns": {},
    "upkeep:import_add": lambda world: {"file": SimpleUploadedFile("bang.xlsx", sheet(PERSON))},
    "upkeep:reconciliation_mark": {"kind": "wrong"},
    "upkeep:reconciliation_missing": {},
    "upkeep:reconciliation_open": {},
}
# What happened before in the world.
FIRST = {
    "evaluations:term_round_create": lambda world: Term.objects.create(
        unit=world["unit"], name="2020-2025", congress_on=day("2020-01-05")
    ),
    "cases:candidate_open": lambda world: world["case"].stop(
        on=day("2020-04-05"), reason="Chưa", by=None
    ),
    "meetings:directive_hand_down": lambda world: Meeting.objects.plan(
        unit=world["cell"],
        kind="regular",
        held_on=timezone.localdate() + datetime.timedelta(20),
        by=None,
    ),
    "meetings:directive_take_up": lambda world: world["directive"].hand_down(
        on=timezone.localdate(), by=None
    ),
    "meetings:meeting_adopt": conclude,
    "meetings:meeting_carry_over": adopt,
    "meetings:task_withdraw": adopt,
    "meetings:task_give": adopt,
    "meetings:task_move": adopt,
    "meetings:paper_print": lambda world: MeetingPaper.objects.update(file="", sha256=""),
    "meetings:petition_answer": lambda world: world["petition"].reopen(
        on=day("2020-04-05"), reason="Chưa rõ", by=None
    ),
    "members:badge_add": offer_badge,
    "members:secretary_accounts": lambda world: Member.objects.update(user=None),
    "members:member_accounts": lambda world: Member.objects.update(user=None),
    "members:account_open": lambda world: Member.objects.update(user=None),
    "members:badge_plan": make_veteran,
    "members:badge_award": stay_due,
    "members:dossier_move_add": lambda world: world["loan"].give_back(on=day("2020-04-05"), by=None),
    "reports:report_issue": lambda world: Term.objects.create(
        unit=world["unit"], name="2020-2025", congress_on=day("2020-01-05")
    ),
    "reports:report_correct": issue_report,
    "reports:report_bind": issue_below,
    "reports:report_copy": issue_first,
    "reports:report_send": issue_report,
    "scoring:follower_appoint": seat,
    "scoring:score_start": lambda world: MeetingScore.objects.all().delete(),
    "evaluations:award_annual": close_round,
    "evaluations:collective_propose": seat_three,
    "evaluations:decision_issue": close_first,
    "evaluations:session_minutes": lambda world: Meeting.objects.open(
        unit=world["cell"], kind="grading", held_on=day("2020-12-10"), by=None
    ),
    "evaluations:paper_print": lambda world: RoundPaper.objects.update(file="", sha256=""),
    "evaluations:member_complain": close_round,
    "evaluations:member_receive": lambda world: world["assessment"].refer_up(
        decided_by="Tỉnh ủy", by=None
    ),
    "evaluations:member_regrade": close_round,
    "evaluations:collective_complain": close_round,
    "evaluations:collective_regrade": close_round,
    "evaluations:unit_complain": close_round,
    "evaluations:unit_receive": close_round,
    "evaluations:unit_regrade": close_round,
    "evaluations:round_update_roll": lambda world: make_member(
        "Đỗ Thị Mới", unit=world["cell"], on=HELD
    ),
    "scoring:score_vote": stand_at("proposed"),
    "scoring:score_confirm": stand_at("voted"),
    "scoring:score_accept": accept_score,
    "scoring:score_return": stand_at("voted"),
    "scoring:score_reopen": stand_at("accepted"),
    "upkeep:reconciliation_mark": lambda world: Difference.objects.get().take_back(by=None),
    "upkeep:reconciliation_open": lambda world: world["reconciliation"].close(reason="Xong", by=None),
}
ARGS = {
    "cases:case_open": lambda world: [world["member"].pk, "transfer_out"],
    "meetings:meeting_carry_over": lambda world: [world["plan"].pk],
    "members:commitment_record": lambda world: [world["member"].pk, 2019],
    "members:supplement_record": lambda world: [world["member"].pk, 2019],
}
ASKED = {
    "inspections:campaign_add": {"unit": "nha-chi-bo", "year": "2020"},
    "inspections:letter_add": {"unit": "nha-dang-bo"},
    "reports:report_bind": {
        "unit": "nha-dang-bo",
        "kind": "year-end",
        "start": "2020-01-01",
        "end": "2020-12-31",
    },
    "meetings:meeting_plan": {"unit": "nha-chi-bo"},
    "meetings:programme_add": {"year": "2020"},
    "meetings:study_add": {"unit": "nha-chi-bo"},
    "meetings:topic_plan_add": {"year": "2020", "unit": "nha-chi-bo"},
    "members:badge_plan": {"year": "2026", "round": "0302"},
    "members:badge_award": {"year": "2020", "round": "0302"},
    "members:account_member": {"q": "nha"},
    "members:member_account": {"q": "bithu"},
    "members:member_accounts": {"unit": "nha-chi-bo"},
    "members:training_send": {"course": "new_member", "unit": "nha-dang-bo"},
}
PAGES = {"meetings:meeting_save": "meetings:meeting_edit"}
