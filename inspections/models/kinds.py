"""What kinds of campaigns there are, who carries them out, how they end."""

from django.db import models

from cells.models import CELL_KINDS
from inspections.rules.dossier import OF_INSPECTION, OF_SUPERVISION, DossierPaper
from meetings.models.programme import parts_of


class Performer(models.TextChoices):
    COMMITTEE = "committee", "cấp ủy"
    INSPECTORS = "inspectors", "ủy ban kiểm tra"
    CELL = "cell", "chi bộ"


def performers_of(kind: str) -> list[Performer]:
    """Who carries campaigns out in a unit of that kind."""
    if kind in CELL_KINDS:
        return [Performer.CELL]
    return [Performer.COMMITTEE, Performer.INSPECTORS]


class CampaignKind(models.TextChoices):
    """Supervision as a matter of course (giám sát thường xuyên) is no campaign: nobody begins it."""

    COMPLIANCE = "compliance", "kiểm tra việc chấp hành"
    VIOLATION = "violation", "kiểm tra khi có dấu hiệu vi phạm"
    FINANCE = "finance", "kiểm tra tài chính đảng"
    DISCIPLINE = "discipline", "kiểm tra việc thi hành kỷ luật"
    DENUNCIATION = "denunciation", "giải quyết tố cáo"
    COMPLAINT = "complaint", "giải quyết khiếu nại kỷ luật đảng"
    SUPERVISION = "supervision", "giám sát chuyên đề"


# Counted together as kiểm tra; signs of violation are counted apart, and so is supervision.
ORDINARY = [kind for kind in CampaignKind if kind not in {"violation", "supervision"}]


def papers_of(kind: str) -> list[DossierPaper]:
    return OF_SUPERVISION if kind == CampaignKind.SUPERVISION else OF_INSPECTION


class CampaignState(models.TextChoices):
    PLANNED = "planned", "chưa tiến hành"
    UNDER_WAY = "under_way", "đang tiến hành"
    CONCLUDED = "concluded", "đã kết luận"
    DROPPED = "dropped", "không thực hiện"


class Outcome(models.TextChoices):
    """Kết luận về một đối tượng: as the statistics of inspection committees ask for it."""

    NO_FAULT = "no_fault", "thực hiện tốt, không có vi phạm"
    SHORTCOMINGS = "shortcomings", "có thiếu sót, khuyết điểm, phải rút kinh nghiệm"
    VIOLATION = "violation", "có vi phạm, chưa đến mức phải xem xét kỷ luật"
    TO_DISCIPLINE = "to_discipline", "có vi phạm, phải xem xét, thi hành kỷ luật"
    UNFOUNDED = "unfounded", "tố cáo không có cơ sở"
    UPHELD = "upheld", "giữ nguyên quyết định kỷ luật"
    CHANGED = "changed", "thay đổi hoặc xóa bỏ quyết định kỷ luật"


OUTCOMES_OF_COMPLAINT = [Outcome.UPHELD, Outcome.CHANGED]
USUAL_OUTCOMES = [Outcome.NO_FAULT, Outcome.SHORTCOMINGS, Outcome.VIOLATION, Outcome.TO_DISCIPLINE]


def outcomes_of(kind: str) -> list[Outcome]:
    """What a campaign of that kind may conclude about a subject."""
    if kind == CampaignKind.COMPLAINT:
        return OUTCOMES_OF_COMPLAINT
    if kind == CampaignKind.DENUNCIATION:
        return [Outcome.UNFOUNDED, *USUAL_OUTCOMES]
    return USUAL_OUTCOMES


# When in the year: the place of the part in parts_of(), which is their order too.
PARTS = [(place, part.name) for place, part in enumerate(parts_of(2000))]


class LetterKind(models.TextChoices):
    DENUNCIATION = "denunciation", "tố cáo"
    COMPLAINT = "complaint", "khiếu nại"
    DISCIPLINE = "discipline", "khiếu nại kỷ luật đảng"
    PETITION = "petition", "phản ánh, kiến nghị"


class Handling(models.TextChoices):
    WITHIN = "within", "thuộc thẩm quyền giải quyết"
    FORWARDED = "forwarded", "chuyển nơi khác giải quyết"
    FILED = "filed", "lưu, không đủ điều kiện xem xét"
