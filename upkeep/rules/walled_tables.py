"""Which rows the database shows the web process, table by table (docs/decisions/0036-row-security.md).

A path leads from a row, over its columns, to the unit or the row that it belongs to: a row is shown where
one of its paths leads to a unit of the user's trees, or to a row that is shown itself. A row that names
none of them is the program's own, shown to everybody who has signed in.
"""

# Accounts and sessions, which are read before it is known who asks; the names and the tree of units, which
# tell of no person, and out of which it is found what a user may see; rules, lists and counters.
OPEN = frozenset(
    """
    accounts.AuditEvent accounts.AuditHead accounts.Press accounts.User
    accounts.User_groups accounts.User_user_permissions
    account.EmailAddress account.EmailConfirmation mfa.Authenticator
    auth.Group auth.Group_permissions auth.Permission contenttypes.ContentType
    sessions.Session usersessions.UserSession
    cells.Ancestry cells.Assignment cells.Decision cells.SavedFilter cells.Term cells.Threshold
    cells.Unit cells.UnitEvent cells.UnitVersion
    papers.Series members.PaperKind upkeep.Backup
    meetings.Feed meetings.LengthRule
    evaluations.AwardRule evaluations.RuleSet
    """.split()
)

# These have a condition of their own, in row_security.py.
PERSONS = frozenset({"members.Member", "members.Membership"})

WALLED: dict[str, tuple[str, ...]] = {
    "papers.Paper": ("unit",),
    "papers.PrintJob": ("unit",),
    "papers.Book": ("printjob_ptr",),
    "papers.BookPart": ("book",),
    # What follows a person goes along when he or she moves to another committee.
    "members.Absence": ("member",),
    "members.Badge": ("unit", "member"),
    "members.Candidate": ("unit", "member"),
    "members.Card": ("member",),
    "members.Commitment": ("member",),
    "members.CorrectionRequest": ("member",),
    "members.Discipline": ("unit", "member"),
    "members.DossierMove": ("unit", "member"),
    "members.Exemption": ("member",),
    "members.Office": ("unit", "member"),
    "members.Paper": ("member",),
    "members.PersonalHistory": ("member",),
    "members.Residence": ("member",),
    "members.ResidenceComment": ("member",),
    "members.RollAct": ("member",),
    "members.Suspension": ("member",),
    "members.Training": ("unit", "member", "candidate"),
    "members.YearlySupplement": ("member",),
    "cases.Case": ("unit", "member", "candidate"),
    "cases.CasePaper": ("case",),
    "cases.CaseStep": ("case",),
    "cases.CaseStep_helpers": ("casestep",),
    "cases.Letter": ("issuer", "member"),
    "organisation.GroupPlace": ("group", "member"),
    "organisation.PartyGroup": ("unit",),
    "organisation.Restructuring": ("unit",),
    "organisation.RestructuringMove": ("step",),
    "organisation.RestructuringStep": ("plan",),
    "organisation.Restructuring_roll_acts": ("restructuring",),
    "organisation.StaffCount": ("unit",),
    "upkeep.CellAnswer": ("unit",),
    "upkeep.CheckedFinding": ("member",),
    "upkeep.Difference": ("answer",),
    "upkeep.ImportBatch": ("unit",),
    "upkeep.ImportLayout": ("unit",),
    "upkeep.ImportPortion": ("batch",),
    "upkeep.ImportRow": ("batch",),
    "upkeep.Reconciliation": ("unit",),
    "upkeep.RollLine": ("answer",),
    "meetings.AbsenceNotice": ("meeting.unit",),
    "meetings.AgendaItem": ("meeting.unit",),
    "meetings.AgendaTemplate": ("unit",),
    "meetings.AgendaTemplateLine": ("template",),
    "meetings.Attachment": ("meeting.unit",),
    "meetings.Attendance": ("meeting.unit", "member"),
    "meetings.Directive": ("unit",),
    "meetings.Disclosure": ("unit",),
    "meetings.LibraryItem": ("unit",),
    "meetings.Meeting": ("unit",),
    "meetings.MeetingPaper": ("paper_ptr",),
    "meetings.MeetingPrint": ("printjob_ptr",),
    "meetings.Observer": ("meeting.unit",),
    "meetings.Opinion": ("meeting.unit",),
    "meetings.Petition": ("unit", "to_unit"),
    "meetings.PetitionAnswer": ("petition",),
    "meetings.ProgrammeItem": ("unit",),
    "meetings.Review": ("meeting.unit",),
    "meetings.StudySession": ("unit",),
    "meetings.Task": ("unit", "meeting.unit"),
    "meetings.TaskReport": ("task",),
    "meetings.Topic": ("unit",),
    "meetings.TopicPlan": ("unit",),
    "meetings.Vote": ("meeting.unit",),
    "scoring.CellFollower": ("unit",),
    "scoring.MeetingScore": ("meeting.unit",),
    "scoring.ScoreAnswer": ("score",),
    "scoring.ScoreCap": ("sheet",),
    "scoring.ScoreCap_items": ("scorecap",),
    "scoring.ScoreGroup": ("sheet",),
    "scoring.ScoreItem": ("group",),
    "scoring.ScoreOption": ("item",),
    "scoring.ScoreSheet": ("unit",),
    "scoring.ScoreStep": ("score",),
    "evaluations.AwardPrint": ("printjob_ptr",),
    "evaluations.Collective": ("round.unit",),
    "evaluations.CollectiveReview": ("assessment",),
    "evaluations.Commendation": ("unit", "member"),
    "evaluations.Complaint": ("round.unit",),
    "evaluations.CriteriaLine": ("sheet",),
    "evaluations.CriteriaSheet": ("unit",),
    "evaluations.GradingPrint": ("printjob_ptr",),
    "evaluations.Mark": ("unit",),
    "evaluations.MemberAssessment": ("round.unit", "member"),
    "evaluations.Opinion": ("assessment",),
    "evaluations.PostGroup": ("unit",),
    "evaluations.Proposal": ("unit", "member"),
    "evaluations.Regrading": ("round.unit", "of_member"),
    "evaluations.Reopening": ("round.unit",),
    "evaluations.Round": ("unit",),
    "evaluations.RoundPaper": ("paper_ptr",),
    "evaluations.SelfReview": ("assessment",),
    "evaluations.Suggestion": ("round.unit",),
    "evaluations.UnitAssessment": ("unit", "round.unit"),
    "evaluations.Vote": ("assessment",),
    "inspections.Campaign": ("unit",),
    "inspections.InspectionPrint": ("printjob_ptr",),
    "inspections.Paper": ("campaign",),
    "inspections.Programme": ("unit",),
    "inspections.ReceivedLetter": ("unit",),
    "inspections.Remedy": ("campaign",),
    "inspections.Subject": ("campaign",),
    "reports.Preparation": ("unit",),
    "reports.Prepared": ("unit",),
    "reports.RegisterPrint": ("printjob_ptr",),
    "reports.Report": ("paper_ptr",),
    "reports.ReportPrint": ("printjob_ptr",),
    "reports.ReportRequest": ("unit",),
    "reports.ReportTemplate": ("unit",),
    "reports.Section": ("report",),
    "reports.SectionNote": ("report",),
    "reports.Target": ("unit",),
    "reports.TargetResult": ("target",),
    "reports.TemplateSection": ("template",),
}

# Rows of another committee that a person who came from there brings along: a roll and a grade are read
# with the day of their meeting and their round.
BROUGHT = {
    "meetings.Meeting": ("meetings.Attendance", "meeting"),
    "evaluations.Round": ("evaluations.MemberAssessment", "round"),
}
