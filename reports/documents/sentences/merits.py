"""Commendations and proposals, discipline."""

from members.models import DecidedBy
from reports.documents.sentences.sentence import Sentence, listed
from reports.reading.placeholders import Facts

AWARDS = {
    "annual": "hoàn thành xuất sắc nhiệm vụ năm",
    "five_years": "hoàn thành xuất sắc nhiệm vụ 5 năm liền",
    "thematic": "chuyên đề",
    "hcm": "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
}
PROPOSED = {
    "awards.proposed.members": "đảng viên",
    "awards.proposed.cells": "chi bộ",
    "awards.proposed.committees": "đảng bộ",
}
OF_MEMBERS = {
    "discipline.members.reprimand": "khiển trách",
    "discipline.members.warning": "cảnh cáo",
    "discipline.members.dismissal": "cách chức",
    "discipline.members.expulsion": "khai trừ",
}
BY_LEVEL = {f"discipline.members.by.{level.value}": level.label for level in DecidedBy}
OF_UNITS = {
    "discipline.units.reprimand": "khiển trách",
    "discipline.units.warning": "cảnh cáo",
    "discipline.units.dissolution": "giải tán",
}


def awards(facts: Facts) -> list[Sentence]:
    made = []
    for code, label in AWARDS.items():
        nouns = {f"awards.{code}.members": "đảng viên", f"awards.{code}.cells": "chi bộ"}
        if given := listed(facts, nouns, last=True):
            made.append(Sentence(f"awards.{code}", f"Khen thưởng {label}: {given}."))
    if proposed := listed(facts, PROPOSED, last=True):
        made.append(Sentence("proposed", f"Đề nghị cấp trên khen thưởng: {proposed}."))
    return made


def discipline(facts: Facts) -> list[Sentence]:
    made = []
    if members := listed(facts, OF_MEMBERS, noun="đảng viên"):
        made.append(Sentence("disciplined", f"Thi hành kỷ luật: {members}."))
    if not facts["discipline.members.by.unknown"] and (levels := listed(facts, BY_LEVEL)):
        text = f"Cấp quyết định kỷ luật đảng viên: {levels}."
        made.append(Sentence("disciplined_by", text))
    if units := listed(facts, OF_UNITS, noun="tổ chức đảng"):
        made.append(Sentence("disciplined_units", f"Thi hành kỷ luật: {units}."))
    return made
