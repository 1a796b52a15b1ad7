"""The kinds of meetings, and which organisation holds which."""

from django.db import models

from cells.models import CELL_KINDS, UnitKind


class MeetingKind(models.TextChoices):
    REGULAR = "regular", "Thường kỳ"
    THEMATIC = "thematic", "Chuyên đề"
    COMBINED = "combined", "Thường kỳ kết hợp chuyên đề"
    COMMITTEE = "committee", "Hội nghị cấp ủy"
    CONFERENCE = "conference", "Hội nghị đảng bộ"
    CONGRESS = "congress", "Đại hội"
    GRADING = "grading", "Hội nghị kiểm điểm, xếp loại"


REGULAR_KINDS = [MeetingKind.REGULAR, MeetingKind.COMBINED]
THEMATIC_KINDS = [MeetingKind.THEMATIC, MeetingKind.COMBINED]
CELL_MEETINGS = [MeetingKind.REGULAR, MeetingKind.THEMATIC, MeetingKind.COMBINED]


def kinds_of(unit_kind: str) -> list[str]:
    """What an organisation of this kind holds.

    An upper committee has no conference of all its members and no congress of them: it meets by
    delegates, whose roll is not the members' roll.
    """
    if unit_kind in CELL_KINDS:
        return [*CELL_MEETINGS, MeetingKind.COMMITTEE, MeetingKind.CONGRESS, MeetingKind.GRADING]
    if unit_kind == UnitKind.UPPER_COMMITTEE:
        return [MeetingKind.COMMITTEE]
    return [MeetingKind.COMMITTEE, MeetingKind.CONFERENCE, MeetingKind.CONGRESS]


class MeetingMode(models.TextChoices):
    """How people sit together."""

    IN_PERSON = "in_person", "Trực tiếp"
    ONLINE = "online", "Trực tuyến"
    MIXED = "mixed", "Kết hợp"
