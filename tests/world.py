"""A committee with one of everything that an address can name: for tests that walk all routes."""

from cells.models import Assignment, Decision, Unit, UnitKind
from cells.rights import Role
from evaluations.models import Commendation, Proposal, Round
from meetings.models import Meeting, Task
from members.models import (
    Badge,
    Card,
    Case,
    CheckedFinding,
    Commitment,
    Discipline,
    DossierMove,
    ImportBatch,
    Letter,
    Member,
    Office,
    Paper,
    PaperKind,
    PartyGroup,
    Reconciliation,
    Restructuring,
    StaffCount,
    Training,
    YearlySupplement,
)
from reports.models import RenderJob, Report
from tests.conftest import day, found, make_member, make_user
from tests.scans import scan


def make_world(prefix: str) -> dict:
    unit = found(f"{prefix}-dang-bo", UnitKind.GRASSROOTS_COMMITTEE, f"Đảng bộ {prefix}")
    cell = found(f"{prefix}-chi-bo", UnitKind.CELL, "Chi bộ 1", parent=unit, number=1)
    member = make_member(f"Nguyễn Văn {prefix}", unit=cell)
    held = day("2020-03-05")
    meeting = Meeting.objects.open(unit=cell, kind="regular", held_on=held, by=None)
    award = {"unit": cell, "member": member, "kind": "hcm", "form": "merit", "year": 2020, "by": None}
    account = make_user(f"{prefix}-tai-khoan", Role.SECRETARY, cell)
    report = Report.objects.start(
        unit=unit, kind="year-end", starts_on=day("2020-01-01"), ends_on=day("2020-12-31"), by=None
    )
    job = RenderJob.objects.create(report=report)
    job.claim()
    job.finish(b"%PDF-1.7")
    group = PartyGroup.objects.form(unit=cell, name="Tổ 1", on=held, by=None)
    of_year = {"member": member, "year": 2020}
    Commitment.objects.create(registered_on=held, text="Đọc sách", **of_year)
    YearlySupplement.objects.create(handed_in_on=held, awards="Giấy khen", **of_year)
    paper = {"kind": PaperKind.objects.get(code="card"), "title": "Thẻ", "signed_on": held}
    decision = Decision(number=f"{prefix}-KL", signed_on=held, issuer="Đảng ủy")
    case = Case.objects.note(unit=cell, full_name=f"Lê Thị {prefix}", on=held, by=None)
    plan = Restructuring.objects.draft(
        unit=unit,
        decision=Decision(number=f"{prefix}-QĐ", signed_on=held, issuer="Đảng ủy", scan=scan()),
        effective_on=day("2020-07-01"),
        by=None,
    )
    split = plan.add_step(act="split", unit=cell, name="Chi bộ 7", by=None)
    mover = make_mover(prefix, unit, cell)
    moving = make_moving(mover)
    asked = Reconciliation.objects.start(unit=unit, as_on=held, by=None)
    answer = asked.answers.get(unit=cell)
    line = answer.lines.get(member=member)
    guest = make_member(f"Vũ Thị {prefix}")
    guest.join(cell, on=held, kind="temporary", came_by="transfer", came_from="Huế", by=None)
    return {
        "guest": guest,
        "twin": make_member(f"Nguyễn Văn {prefix} B", unit=cell, on=held),
        "checked_finding": CheckedFinding.objects.accept(
            member, "no-place", reason="Đã xem lý lịch", by=None
        ),
        "reconciliation": asked,
        "answer": answer,
        "roll_line": line,
        "difference": answer.mark(line=line, kind="wrong", text="Sinh năm 1981", by=None),
        "mover": mover,
        "moving": moving,
        "letter": Letter.objects.issue_for(
            moving, issued_on=day("2020-06-15"), fee_until=day("2020-06-01"), by=None
        ),
        "restructuring": plan,
        "restructuring_step": split,
        "case": case,
        "case_paper": case.receive("2-KNĐ", received_on=held, scan=scan(), by=None),
        "candidate": case.candidate,
        "import": make_import(unit),
        "badge": Badge.objects.create(member=member, years=30, unit=cell, round_on=day("2040-02-03")),
        "discipline": Discipline.objects.record_member(
            member, form="reprimand", on=held, decision=decision, by=None
        ),
        "training": Training.objects.send([member], course="new_member", on=held, by=None)[0],
        "group": group,
        "office": Office.objects.take_up(member=member, unit=cell, kind="secretary", on=held, by=None),
        "staff": StaffCount.objects.record(
            unit=cell, counted_on=held, number=40, source="Phòng Tổ chức", by=None
        ),
        "unit": unit,
        "cell": cell,
        "member": member,
        "meeting": meeting,
        "task": Task.objects.create(meeting=meeting, text="Việc", due_on=day("2020-04-05")),
        "round": Round.objects.open_for(unit, year=2020, by=None),
        "commendation": Commendation.objects.give(given_on=held, reason="Tốt", **award),
        "proposal": Proposal.objects.give(proposed_on=held, reason="Tốt", **award),
        "report": report,
        "account": account,
        "assignment": Assignment.objects.get(user=account),
        "paper": Paper.objects.add(member, file=scan(), by=None, **paper),
        "card": Card.objects.issue(
            member=member, number=prefix.upper(), reason="new", issued_on=held, by=None
        ),
        "loan": DossierMove.objects.note(
            member=member,
            kind="lent",
            on=held,
            whom="Ban Tổ chức",
            papers=12,
            due_back_on=day("2020-04-05"),
            by=None,
        ),
    }


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
