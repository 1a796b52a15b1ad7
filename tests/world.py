"""A committee with one of everything that an address can name: for tests that walk all routes."""

import time
from decimal import Decimal

from django.test import Client

from cases.models import Case, Letter, LetterPrint
from cells.models import Assignment, Decision, Unit, UnitKind
from cells.rights import Role
from common.periods import DAY
from evaluations.documents import DOCUMENTS as GRADING_DOCUMENTS
from evaluations.models import (
    AwardPrint,
    Collective,
    CollectiveReview,
    Commendation,
    Complaint,
    CriteriaSheet,
    GradingPrint,
    Mark,
    Proposal,
    Regrading,
    Round,
    RoundPaper,
    SelfReview,
    Suggestion,
)
from inspections.models import Campaign, InspectionPrint, Programme, ReceivedLetter, Remedy, Subject
from meetings.documents import of_adoption
from meetings.documents.minutes import of_meeting as of_minutes
from meetings.models import (
    AbsenceNotice,
    AgendaTemplate,
    Attachment,
    Directive,
    Disclosure,
    LibraryItem,
    Meeting,
    MeetingPaper,
    Observer,
    Petition,
    ProgrammeItem,
    StudySession,
    Task,
    Topic,
    changes,
)
from members.models import (
    Badge,
    Card,
    Commitment,
    CorrectionRequest,
    Discipline,
    DossierMove,
    Member,
    Office,
    Paper,
    PaperKind,
    Training,
    YearlySupplement,
)
from organisation.models import PartyGroup, Restructuring, StaffCount
from reports.figures import Scope
from reports.models import Report, ReportPrint, ReportRequest, ReportTemplate, Target
from reports.registers import REGISTERS, printing
from scoring.models import CellFollower, MeetingScore, ScoreSheet
from tests.conftest import day, found, make_member, make_user
from tests.evaluations.conftest import propose
from tests.meetings.conftest import ask_for
from tests.scans import scan
from upkeep.models import CheckedFinding, ImportBatch, Reconciliation

HELD = day("2020-03-05")


def make_world(prefix: str) -> dict:
    unit = found(f"{prefix}-dang-bo", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {prefix}")
    cell = found(f"{prefix}-chi-bo", UnitKind.CELL, "Chi bộ 1", parent=unit, number=1)
    world = {"unit": unit, "cell": cell, "member": make_member(f"Nguyễn Văn {prefix}", unit=cell)}
    world |= make_meeting(cell) | make_report(unit) | make_registers(unit)
    world |= make_preparing(unit, world["meeting"])
    world |= make_print(world["meeting"]) | make_plans(unit, cell)
    world |= make_own(world)
    account = make_user(f"{prefix}-tai-khoan", Role.SECRETARY, cell)
    world |= {"account": account, "assignment": Assignment.objects.get(user=account)}
    world |= make_case(prefix, cell) | make_restructuring(prefix, unit, cell)
    world |= make_transfer(prefix, unit, cell) | make_reconciliation(prefix, world)
    world |= make_follow_up(world) | make_score(world)
    world |= make_unit_facts(world) | make_record(prefix, world) | make_merits(prefix, world)
    world |= make_targets(unit, cell)
    world |= make_inspections(world)
    return world | {"import": make_import(unit)} | make_grading(world)


def make_meeting(cell) -> dict:
    meeting = Meeting.objects.open(unit=cell, kind="regular", held_on=HELD, by=None)
    task = Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-04-05"))
    return {"meeting": meeting, "task": task}


def make_own(world) -> dict:
    """What a member reads, has to do, and asked for."""
    Disclosure.objects.choose(unit=world["unit"], shown="minutes", by=None)
    document = of_minutes(world["meeting"])
    facts = {"meeting": world["plan"], "kind": "minutes", "issued_on": HELD, "by": None}
    paper = MeetingPaper.objects.issue(document, **facts)
    job = paper.request_pdf(by=None)
    job.claim()
    job.finish(b"%PDF-1.7")
    notice = AbsenceNotice.objects.give(world["plan"], member=world["member"], reason="Ốm", by=None)
    own = Task.objects.create(meeting=world["meeting"], text="Đọc báo", assignee=world["member"])
    return {"own_paper": paper, "absence": notice, "own_task": own}


def make_preparing(unit, meeting) -> dict:
    """An agenda of the committee's own, and a paper posted to the meeting."""
    lines = [{"title": "Mở đầu"}]
    agenda = {"unit": unit, "kind": "regular", "name": "Mẫu", "valid_from": HELD, "lines": lines}
    return {
        "agenda_template": AgendaTemplate.objects.write(**agenda, by=None),
        "attachment": Attachment.objects.post(meeting, title="Báo cáo", file=scan(), by=None),
    }


def make_plans(unit, cell) -> dict:
    """A meeting to come, and what the committee means to do."""
    topic = Topic.objects.suggest(unit=unit, year=2020, quarter=2, title="Nêu gương", by=None)
    year = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31")}
    return {
        "plan": Meeting.objects.plan(unit=cell, kind="regular", held_on=day("2020-05-05"), by=None),
        "topic": topic,
        "topic_plan": topic.take_up(unit=cell, by=None),
        "study": StudySession.objects.record(
            unit=cell, held_on=HELD, subject="Nghị quyết 18", due=20, attended=19, by=None
        ),
        "programme": ProgrammeItem.objects.add(
            unit=unit, text="Sơ kết", due_on=day("2020-06-30"), **year, by=None
        ),
    }


def make_print(meeting) -> dict:
    """A draft of the minutes, and the minutes of another meeting as they were issued."""
    job = ask_for("minutes", meeting=meeting)
    other = Meeting.objects.open(unit=meeting.unit, kind="thematic", topic="X", held_on=HELD, by=None)
    [one] = other.people()
    made = changes("meeting", conclusion="<p>Nhất trí</p>", chair=one, secretary=one)
    other.record(made, by=None)
    other.adopt(by=None, documents=of_adoption(other))
    paper = other.papers.get()
    for made in (job, paper.job):
        made.claim()
        made.finish(b"%PDF-1.7")
    return {"print": job, "meeting_paper": paper}


def make_follow_up(world) -> dict:
    """What comes of a meeting, and what is put before it: each with its paper."""
    petition = Petition.objects.raise_up(
        unit=world["cell"], text="Cần phòng họp", raised_on=HELD, meeting=world["meeting"], by=None
    )
    answer = petition.reply(on=day("2020-03-20"), text="<p>Đã bố trí.</p>", file=scan(), by=None)
    directive = Directive.objects.receive(
        unit=world["unit"],
        number="05-NQ/TU",
        issuer="Tỉnh ủy",
        title="Về y tế cơ sở",
        issued_on=HELD,
        text="<p>Bàn.</p>",
        file=scan(),
        by=None,
    )
    world["meeting"].mark_model(True, by=None)
    facts = {"title": "Sổ tay", "topic": "Công tác đảng viên", "kind": "paper", "file": scan()}
    return {
        "petition": petition,
        "petition_answer": answer,
        "directive": directive,
        "library_item": LibraryItem.objects.add(unit=world["cell"], by=None, **facts),
        "observer": Observer.objects.invite(world["meeting"], name="Đồng chí khách", by=None),
    }


def make_score(world) -> dict:
    """A score begun on a sheet of the committee, and who follows the cell."""
    sample = ScoreSheet.objects.get(unit=None, good_from=90, year_good_least=7)
    sheet = sample.copy(unit=world["unit"], name="Biểu", valid_from=HELD, by=None)
    sheet.publish(by=None)
    MeetingScore.objects.start(meeting=world["meeting"], sheet=sheet, by=None)
    draft = sheet.copy(unit=world["unit"], name="Biểu", valid_from=day("2021-01-01"), by=None)
    follower = CellFollower.objects.appoint(unit=world["cell"], member=world["twin"], on=HELD, by=None)
    return {"score_sheet": draft, "follower": follower}


def make_report(unit) -> dict:
    """A draft whose file was made."""
    report = Report.objects.start(
        unit=unit, kind="year-end", starts_on=day("2020-01-01"), ends_on=day("2020-12-31"), by=None
    )
    usual = ReportTemplate.objects.get(unit=None, kind="thematic", level="committee")
    own = usual.copy(unit=unit, name="Mẫu riêng", by=None)
    what = {"unit": unit, "kind": "nameless", "title": "Bản không kèm danh sách"}
    copy = ReportPrint.objects.request(task="reports.tasks.print_copy", report=report, by=None, **what)
    for job in (report.request_pdf(by=None), copy):
        job.claim()
        job.finish(b"%PDF-1.7")
    report.write("strengths", "Nền nếp", revision=0, by=None)
    return {
        "report": report,
        "report_note": report.note(key="strengths", text="Nêu rõ mô hình", by=None),
        "report_copy": copy,
        "report_request": ReportRequest.objects.ask(
            unit=unit,
            kind="quarter",
            starts_on=day("2020-01-01"),
            ends_on=day("2020-03-31"),
            due_on=day("2020-04-05"),
            by=None,
        ),
        "report_template": own,
        "template_section": own.sections.all()[1],
    }


def make_registers(unit) -> dict:
    """One register and a book of one, both made."""
    scope = Scope(unit, day("2020-01-01"), day("2020-12-31"))
    made = [printing.ask(REGISTERS["members"], scope, of=of, by=None) for of in ("own", "cells")]
    for job in (*[part.job for part in made[1].parts.all()], *made):
        job.claim()
        job.finish(b"%PDF-1.7")
    return {"register_print": made[0], "book": made[1]}


def make_targets(unit, cell) -> dict:
    """One whose results are typed, a part of it handed down, with a result."""
    year = {"starts_on": day("2020-01-01"), "ends_on": day("2020-12-31"), "by": None}
    facts = {"name": "Mô hình dân vận khéo", "measure": "mô hình", "plan": Decimal(5)}
    target = Target.objects.set(unit=unit, **facts, **year)
    target.hand_down({cell: Decimal(2)}, by=None)
    below = target.handed_down.get()
    result = below.record_result(on=HELD, value=Decimal(1), note="Báo cáo", by=None)
    return {"target": target, "handed_down": below, "target_result": result}


def make_case(prefix, cell) -> dict:
    case = Case.objects.note(unit=cell, full_name=f"Lê Thị {prefix}", on=HELD, by=None)
    paper = case.receive("2-KNĐ", received_on=HELD, scan=scan(), by=None)
    return {"case": case, "candidate": case.candidate, "case_paper": paper}


def make_restructuring(prefix, unit, cell) -> dict:
    plan = Restructuring.objects.draft(
        unit=unit,
        decision=Decision(number=f"{prefix}-QĐ", signed_on=HELD, issuer="Đảng ủy", scan=scan()),
        effective_on=day("2020-07-01"),
        by=None,
    )
    step = plan.add_step(act="split", unit=cell, name="Chi bộ 7", by=None)
    return {"restructuring": plan, "restructuring_step": step}


def make_transfer(prefix, unit, cell) -> dict:
    """Somebody on the move, with the letter."""
    mover = make_mover(prefix, unit, cell)
    moving = make_moving(mover)
    letter = Letter.objects.issue_for(
        moving, issued_on=day("2020-06-15"), fee_until=day("2020-06-01"), by=None
    )
    printed = LetterPrint.objects.of_letter(letter, by=None)
    printed.claim()
    printed.finish(b"%PDF-1.7")
    return {"mover": mover, "moving": moving, "letter": letter, "letter_print": printed}


def make_reconciliation(prefix, world) -> dict:
    """Asked of the cell before its guest and its double came."""
    asked = Reconciliation.objects.start(unit=world["unit"], as_on=HELD, by=None)
    answer = asked.answers.get(unit=world["cell"])
    line = answer.lines.get(member=world["member"])
    guest = make_member(f"Vũ Thị {prefix}")
    guest.join(world["cell"], on=HELD, kind="temporary", came_by="transfer", came_from="Huế", by=None)
    gone = make_member(f"Nguyễn Văn {prefix} C", unit=world["cell"], on=HELD)
    gone.current_membership().leave(on=HELD + DAY, left_by="transfer", by=None)
    return {
        "reconciliation": asked,
        "answer": answer,
        "roll_line": line,
        "difference": answer.mark(line=line, kind="wrong", text="Sinh năm 1981", by=None),
        "guest": guest,
        "gone": gone,
        "twin": make_member(f"Nguyễn Văn {prefix} B", unit=world["cell"], on=HELD),
    }


def make_unit_facts(world) -> dict:
    cell = world["cell"]
    return {
        "group": PartyGroup.objects.form(unit=cell, name="Tổ 1", on=HELD, by=None),
        "office": Office.objects.take_up(
            member=world["member"], unit=cell, kind="secretary", on=HELD, by=None
        ),
        "staff": StaffCount.objects.record(
            unit=cell, counted_on=HELD, number=40, source="Phòng Tổ chức", by=None
        ),
    }


def make_record(prefix, world) -> dict:
    """What the tabs of the member hold."""
    member = world["member"]
    of_year = {"member": member, "year": 2020}
    Commitment.objects.create(registered_on=HELD, text="Đọc sách", **of_year)
    YearlySupplement.objects.create(handed_in_on=HELD, awards="Giấy khen", **of_year)
    paper = {"kind": PaperKind.objects.get(code="card"), "title": "Thẻ", "signed_on": HELD}
    loan = {"kind": "lent", "on": HELD, "whom": "Ban Tổ chức", "papers": 12}
    wrong = CorrectionRequest.objects.ask(member, text="Sai ngày sinh", by=None)
    wrong.reply(text="Đang xem", by=None)
    return {
        "correction": wrong,
        "checked_finding": CheckedFinding.objects.accept(
            member, "no-place", reason="Đã xem lý lịch", by=None
        ),
        "paper": Paper.objects.add(member, file=scan(), by=None, **paper),
        "card": Card.objects.issue(
            member=member, number=prefix.upper(), reason="new", issued_on=HELD, by=None
        ),
        "loan": DossierMove.objects.note(member=member, due_back_on=day("2020-04-05"), by=None, **loan),
    }


def make_merits(prefix, world) -> dict:
    member = world["member"]
    decision = Decision(number=f"{prefix}-KL", signed_on=HELD, issuer="Đảng ủy")
    badge = {"years": 30, "unit": world["cell"], "round_on": day("2040-02-03")}
    return {
        "badge": Badge.objects.create(member=member, **badge),
        "discipline": Discipline.objects.record_member(
            member, form="reprimand", level="cell", on=HELD, decision=decision, by=None
        ),
        "training": Training.objects.send([member], course="new_member", on=HELD, by=None)[0],
    }


def make_inspections(world) -> dict:
    """A campaign of the cell under way, with all that is written beneath it, and one yet to begin."""
    cell, on = world["cell"], HELD
    paper = {"number": "01-KH/CB", "approved_on": on, "note": ""}
    campaign = {"unit": cell, "performer": "cell", "kind": "compliance", "year": 2020, "by": None}
    made = Campaign.objects.enter(**campaign, part=1, title="Nền nếp", begun_on=on)
    concluded = Campaign.objects.enter(**campaign, part=1, title="Đảng phí", begun_on=on)
    dropped = Campaign.objects.enter(**campaign, part=5, title="Nêu gương")
    for one in (made, concluded):
        Subject.objects.add(one, units=[cell], on=on, by=None)
    Subject.objects.add(made, member=world["member"], on=on, by=None)
    for subject in made.subjects.all():
        subject.find(outcome="shortcomings", note="Rút kinh nghiệm", by=None)
    made.file_papers({"KT1": (on, "01-KH/CB")}, by=None)
    concluded.conclude(on=day("2020-04-05"), number="2-TB/CB", conclusion="Tốt", by=None)
    dropped.drop(on=on, reason="Chống dịch", by=None)
    due = {"due_on": day("2020-06-30"), "by": None}
    remedy, done = (Remedy.objects.demand(made, text=text, **due) for text in ("Sửa", "Bổ sung"))
    done.complete(on=day("2020-04-05"), result="Đã bổ sung", by=None)
    letter = {"unit": world["unit"], "received_on": on, "number": "01", "kind": "complaint"}
    asked = {"unit": cell, "year": 2020, "kind": "results", "title": "Kết quả", "by": None}
    printed = InspectionPrint.objects.request(task=InspectionPrint.TASK, **asked)
    printed.claim()
    printed.finish(b"%PDF-1.7")
    return {
        "inspection_print": printed,
        "inspection_programme": Programme.objects.write(unit=cell, year=2020, **paper, by=None),
        "campaign": made,
        "campaign_planned": Campaign.objects.enter(**campaign, part=9, title="Học tập"),
        "campaign_concluded": concluded,
        "campaign_dropped": dropped,
        "subject": made.subjects.get(member=None),
        "remedy": remedy,
        "remedy_done": done,
        "received_letter": ReceivedLetter.objects.receive(**letter, note="Chuyển", by=None),
    }


OUTSIDE = {"member": None, "outsider": "Lê Thị Mơ", "outsider_is": "Quần chúng, Khoa Dược"}


def make_grading(world) -> dict:
    award = {"unit": world["cell"], "member": world["member"], "kind": "hcm", "form": "merit"}
    award |= {"year": 2020, "reason": "Tốt", "by": None}
    grading = Round.objects.open_for(world["unit"], year=2020, by=None)
    row = grading.member_assessments.get(member=world["member"])
    complaint = {"received_on": HELD, "what": "Xem lại", "due_on": HELD}
    marks = Mark.objects.register([world["cell"]], year=2020, kind="four_goods", on=HELD, by=None)
    SelfReview(assessment=row, tasks="Dạy học").write(fields=[], by=None)
    of_cell = grading.unit_assessments.get(unit=world["cell"])
    CollectiveReview(assessment=of_cell, tasks="Đủ chỉ tiêu").write(fields=[], by=None)
    paper = Decision.objects.create(number="58-QĐ/ĐU", signed_on=HELD, issuer="Đảng ủy")
    proposal = Proposal.objects.give(proposed_on=HELD, **award | {"reason": "Rất tốt"})
    return make_grading_papers(world, grading, proposal) | {
        "criteria": make_criteria(world["unit"]),
        "suggestion": make_suggestion(row),
        "body_opinion": propose(row, "mass", name="Công đoàn"),
        "round": grading,
        "quarter": Round.objects.open_for(world["unit"], year=2020, quarter=1, by=None),
        "mark": marks[0],
        "assessment": row,
        "collective": Collective.objects.create(
            round=grading, name="Chi ủy", unit=world["cell"], people=3, level="t"
        ),
        "late_collective": Collective.objects.create(
            round=grading, name="Ban Giám đốc", unit=world["cell"], people=3, late_cause="sick"
        ),
        "regrading": Regrading.objects.create(
            round=grading, of_unit=of_cell, old_level="xs", level="t", decision=paper, reason="Kỷ luật"
        ),
        "complaint": Complaint.objects.create(round=grading, of_member=row, **complaint),
        "commendation": Commendation.objects.give(given_on=HELD, decision=paper, **award),
        "proposal": proposal,
        "outside_commendation": Commendation.objects.give(given_on=HELD, **award | OUTSIDE),
        "outside_proposal": Proposal.objects.give(proposed_on=HELD, **award | OUTSIDE),
    }


def make_grading_papers(world, grading, proposal) -> dict:
    """One printed for a cell, one issued, one about a proposal; each with its file."""
    what = {"unit": world["cell"], "kind": "count", "title": "Biên bản kiểm phiếu"}
    printed = GradingPrint.objects.request(task=GradingPrint.TASK, round=grading, by=None, **what)
    what = {"unit": world["unit"], "kind": "members", "title": "Quyết định", "round": grading}
    issued = RoundPaper(about="x", symbol="QĐ", **what)
    document = GRADING_DOCUMENTS["members"](GradingPrint(**what))
    issued.freeze(document, issued_on=HELD, by=None, numbered=False)
    what = {"unit": world["unit"], "kind": "award_letter", "title": "Tờ trình", "proposal": proposal}
    letter = AwardPrint.objects.request(task="evaluations.tasks.print_award", by=None, **what)
    for job in (printed, issued.request_pdf(by=None), letter):
        job.claim()
        job.finish(b"%PDF-1.7")
    return {"round_paper": issued, "grading_print": printed, "award_print": letter}


def make_suggestion(row) -> Suggestion:
    """Answered, and to be put right."""
    facts = {"paper": "15-CV/ĐU", "issuer": "Đảng ủy", "points": ["Nêu gương"], "by": None}
    made = Suggestion.objects.enter(row, issued_on=HELD, **facts)
    made.answer(answers=["Đã làm"], on=day("2020-04-05"), by=None)
    return made


def make_criteria(unit) -> CriteriaSheet:
    lines = [("conduct", "Nêu gương", Decimal(30)), ("tasks", "Chuyên môn", Decimal(70))]
    facts = {"appendix": "4", "first_year": 2025, "source": "5-HD/ĐU", "lines": lines}
    return CriteriaSheet.objects.enter(unit=unit, **facts, by=None)


def make_mover(prefix, unit, cell) -> Member:
    """Came from another cell of the committee."""
    before = found(f"{prefix}-chi-bo-2", UnitKind.CELL, "Chi bộ 2", parent=unit, number=2)
    mover = make_member(f"Bùi Văn {prefix}", unit=before)
    mover.current_membership().transfer(to=cell, on=day("2020-03-05"), by=None)
    return mover


def make_moving(mover) -> Case:
    """About to go elsewhere: the letter may be made out."""
    on = day("2020-06-15")
    case = Case.objects.start(kind="transfer_out", member=mover, on=on, place="Huế", by=None)
    case.record("request", on=on, by=None)
    case.record("letter", on=on, by=None)
    return case


def make_import(unit) -> ImportBatch:
    """A workbook that was read, with one row and one mistake."""
    batch = ImportBatch.objects.create(
        unit=unit,
        kind="members",
        state="done",
        original_name="bang.xlsx",
        file="imports/bang.xlsx",
        mapping={"full_name": "A"},
        columns=[{"letter": "A", "title": "Họ và tên", "samples": []}],
        counts={"new": 0, "changed": 0, "same": 0, "warning": 0, "error": 1},
    )
    batch.rows.create(number=2, verdict="error", cells=[["full_name", "A", "7", "error", "Sai."]])
    return batch


def user_as(role, world):
    """Secretaries and members stand in the cell, the others at the committee."""
    unit = world["cell"] if role in {Role.SECRETARY, Role.MEMBER} else world["unit"]
    user = make_user(f"nguoi-{role}", role, Unit.objects.get(pk=unit.pk))
    if role == Role.MEMBER:
        world["member"].user = user
        world["member"].save()
    return user


def cookies_of(user) -> str:
    """Of a browser that is signed in, seen so late that no page notes when it was asked for."""
    browser = Client()
    browser.force_login(user)
    session, now = browser.session, int(time.time())
    session.update({"started_at": now, "seen_at": now + 3600})
    session.save()
    return browser.cookies.output(header="", sep=";")
