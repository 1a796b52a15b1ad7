"""The program's templates of reports. No rule fixes the outline of a committee's report: the order is
that of reports as offices write them (docs/rules.md); a committee copies a template and changes it."""

from django.db import migrations

PART, CHAPTER, SECTION = 0, 1, 2
ROLL = "members.closing members.official members.probationary members.female members.minority members.exempt"
MOVES = (
    "members.opening moves.admitted moves.transferred_in moves.received_with_unit moves.reinstated "
    "moves.transferred_out moves.left_with_unit moves.died moves.expelled moves.deleted moves.resigned "
    "moves.annulled members.closing moves.confirmed candidates.followed candidates.filing "
    "training.awareness training.new_member training.theory_elementary.sent "
    "training.theory_elementary.completed training.theory_intermediate.sent "
    "training.theory_intermediate.completed training.theory_advanced.sent "
    "training.theory_advanced.completed awards.badges"
)
MEETINGS = (
    "meetings.regular meetings.regular_due meetings.combined meetings.cells meetings.thematic "
    "meetings.thematic_cells meetings.thematic_every_quarter meetings.model meetings.committee "
    "meetings.attendance meetings.minutes_average meetings.good meetings.fair meetings.average "
    "meetings.poor meetings.unrated tasks.assigned tasks.done tasks.overdue petitions.raised "
    "petitions.answered"
)
UNITS = (
    "org.grassroots org.subcommittees org.cells org.staff members.share_of_staff org.established "
    "org.dissolved org.merged org.split org.renamed org.kind_changed org.received org.handed_over"
)
MEMBERS_GRADED = (
    "grading.members.graded grading.members.xs grading.members.t grading.members.ht grading.members.kht "
    "grading.members.not_graded grading.members.xs_rate grading.members.xs_of_t"
)
UNITS_GRADED = (
    "grading.cells.graded grading.cells.xs grading.cells.t grading.cells.ht grading.cells.kht "
    "grading.units.graded grading.units.xs grading.units.t grading.units.ht grading.units.kht"
)
AWARDS = (
    "awards.annual.members awards.annual.cells awards.five_years.members awards.five_years.cells "
    "awards.thematic.members awards.thematic.cells awards.hcm.members awards.hcm.cells "
    "awards.proposed.members awards.proposed.cells awards.proposed.committees"
)
INSPECTION = (
    "inspection.campaigns inspection.units inspection.members inspection.violation_units "
    "inspection.violation_members supervision.units supervision.members letters.received letters.settled "
    "letters.open"
)
DISCIPLINE = (
    "discipline.members.reprimand discipline.members.warning discipline.members.dismissal "
    "discipline.members.expulsion discipline.units.reprimand discipline.units.warning "
    "discipline.units.dissolution"
)

# key: depth, title, topics, figures, hint; what is only a caption has no text of its own.
SECTIONS = {
    "situation": (CHAPTER, "Đặc điểm tình hình", "situation", f"{UNITS} {ROLL}", ""),
    "results": (PART, "Kết quả công tác {kỳ này}", "", "", ""),
    "political": (
        CHAPTER,
        "Lãnh đạo thực hiện nhiệm vụ chính trị",
        "",
        "",
        "Nhiệm vụ chuyên môn, chỉ tiêu của nghị quyết, phong trào thi đua, kết quả so với kế hoạch.",
    ),
    "building": (CHAPTER, "Công tác xây dựng Đảng", "", "", ""),
    "ideology": (
        SECTION,
        "Công tác chính trị, tư tưởng, đạo đức",
        "studies",
        "studies.sessions studies.attended studies.due studies.attendance",
        "Học tập, quán triệt nghị quyết; nắm tình hình tư tưởng; bảo vệ nền tảng tư tưởng của Đảng.",
    ),
    "example": (
        SECTION,
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "",
        "",
        "Chuyên đề của năm; bản đăng ký, cam kết; mô hình, điển hình.",
    ),
    "organisation": (
        SECTION,
        "Công tác tổ chức, cán bộ, đảng viên",
        "organisation badges",
        MOVES,
        "Sắp xếp tổ chức, kiện toàn cấp ủy, quy hoạch, phát triển và quản lý đảng viên.",
    ),
    "meetings": (
        SECTION,
        "Sinh hoạt chi bộ",
        "meetings",
        MEETINGS,
        "Nền nếp, nội dung, đổi mới sinh hoạt.",
    ),
    "grading": (
        SECTION,
        "Kiểm điểm, đánh giá, xếp loại",
        "grading",
        f"{MEMBERS_GRADED} {UNITS_GRADED}",
        "",
    ),
    "awards": (SECTION, "Khen thưởng", "awards", AWARDS, ""),
    "inspection": (
        SECTION,
        "Công tác kiểm tra, giám sát, kỷ luật",
        "inspection discipline letters",
        f"{INSPECTION} {DISCIPLINE}",
        "Việc thực hiện chương trình của năm, kết luận chính, việc khắc phục sau kiểm tra.",
    ),
    "mass": (
        SECTION,
        "Công tác dân vận, dân chủ cơ sở, lãnh đạo các đoàn thể",
        "",
        "",
        "Mô hình Dân vận khéo; đối thoại; kết quả của công đoàn, đoàn thanh niên, phụ nữ, cựu chiến binh.",
    ),
    "integrity": (
        SECTION,
        "Phòng, chống tham nhũng, lãng phí, tiêu cực",
        "",
        "",
        "Kê khai tài sản, thực hiện quy tắc ứng xử, vụ việc nếu có.",
    ),
    "office": (
        SECTION,
        "Đảng phí, công tác văn phòng, chuyển đổi số",
        "",
        "",
        "Thu, nộp đảng phí; văn bản ban hành; thủ tục hành chính của Đảng trên môi trường mạng.",
    ),
    "assessment": (CHAPTER, "Đánh giá chung", "", "", ""),
    "strengths": (SECTION, "Ưu điểm", "", "", ""),
    "limits": (
        SECTION,
        "Hạn chế, khuyết điểm",
        "",
        "",
        "Cả hạn chế đã nêu kỳ trước và việc khắc phục.",
    ),
    "causes": (SECTION, "Nguyên nhân", "", "", "Khách quan, chủ quan."),
    "lessons": (SECTION, "Bài học kinh nghiệm", "", "", ""),
    "requests": (CHAPTER, "Kiến nghị, đề xuất", "", "", "Với cấp ủy cấp trên."),
    "directions": (PART, "Phương hướng, nhiệm vụ {kỳ sau}", "", "", ""),
    "aims": (CHAPTER, "Mục tiêu, chỉ tiêu", "", "", ""),
    "tasks": (CHAPTER, "Nhiệm vụ, giải pháp", "", "", ""),
    "execution": (CHAPTER, "Tổ chức thực hiện", "", "", ""),
    "topic": (CHAPTER, "Kết quả thực hiện chuyên đề", "", "", ""),
}
CAPTIONS = {"results", "building", "assessment", "directions"}
REQUIRED = {"situation", "political", "inspection", "strengths", "limits", "aims", "tasks", "topic"}
UNNUMBERED = {"situation"}

WHOLE = [key for key in SECTIONS if key != "topic"]
SHORT = [key for key in WHOLE if key not in {"lessons", "execution"}]
OF_A_TOPIC = [
    "situation",
    "results",
    "topic",
    "assessment",
    "strengths",
    "limits",
    "causes",
    "requests",
]
OF_A_TOPIC += ["directions", "tasks"]
NOT_OF_A_CELL = {"office", "execution", "integrity"}

# kind: name, subject line, sections, annexes.
KINDS = {
    "year-end": (
        "Báo cáo tổng kết năm",
        "Kết quả công tác xây dựng Đảng {kỳ này}, phương hướng, nhiệm vụ {kỳ sau}",
        WHOLE,
        "cells meetings moves grading commendations proposals badges inspection targets",
    ),
    "half-year": (
        "Báo cáo sơ kết 6 tháng",
        "Kết quả công tác xây dựng Đảng {kỳ này}, phương hướng, nhiệm vụ {kỳ sau}",
        SHORT,
        "cells meetings moves inspection targets",
    ),
    "nine-months": (
        "Báo cáo 9 tháng",
        "Kết quả công tác xây dựng Đảng {kỳ này}, nhiệm vụ {kỳ sau}",
        SHORT,
        "cells meetings moves inspection targets",
    ),
    "quarter": (
        "Báo cáo quý",
        "Kết quả công tác xây dựng Đảng {kỳ này}, nhiệm vụ {kỳ sau}",
        SHORT,
        "meetings moves targets",
    ),
    "term": (
        "Báo cáo nhiệm kỳ",
        "Tổng kết {kỳ này}, phương hướng, nhiệm vụ {kỳ sau}",
        WHOLE,
        "cells moves commendations inspection targets",
    ),
    "thematic": ("Báo cáo chuyên đề", "Kết quả thực hiện chuyên đề {kỳ này}", OF_A_TOPIC, ""),
}
LEVELS = {"cell": "chi bộ", "committee": "đảng bộ", "upper": "cấp trên cơ sở"}


def load(apps, schema_editor):
    """One template for each kind of report and level; reports begun before follow that of the year."""
    Template = apps.get_model("reports", "ReportTemplate")
    TemplateSection = apps.get_model("reports", "TemplateSection")
    for kind, (name, subject, keys, annexes) in KINDS.items():
        for level, whose in LEVELS.items():
            of_level = "" if level == "cell" and kind == "quarter" else annexes
            facts = {"kind": kind, "level": level, "subject": subject, "annexes": of_level}
            template = Template.objects.create(name=f"{name} của {whose}", **facts)
            kept = [key for key in keys if level != "cell" or key not in NOT_OF_A_CELL]
            TemplateSection.objects.bulk_create(
                _section(TemplateSection, template, place, key, level)
                for place, key in enumerate(kept, start=1)
            )
    usual = Template.objects.get(kind="year-end", level="committee")
    apps.get_model("reports", "Report").objects.update(template=usual, annexes=usual.annexes)


def _section(model, template, place, key, level):
    depth, title, topics, figures, hint = SECTIONS[key]
    if level == "cell":
        figures = " ".join(code for code in figures.split() if not code.startswith("org."))
        figures = figures.replace(UNITS_GRADED, "")
    return model(
        template=template,
        place=place,
        key=key,
        depth=depth,
        title=title,
        topics=topics,
        figures=figures,
        hint=hint,
        is_typed=key not in CAPTIONS,
        is_required=key in REQUIRED,
        is_numbered=key not in UNNUMBERED,
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_sections")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
