"""The counted sentences of a report as the office wants them: where, in which order, in which words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.documents.sentences import TOPICS, Sentence
from reports.models import Report, TemplateSection
from reports.reading.placeholders import Facts

STEP = 10  # between the places of sentences, so that one finds room between two


@dataclass(frozen=True)
class Counted:
    """One sentence in its place; `usual` is how the program words it."""

    key: str
    section: str
    place: int
    usual: str
    text: str
    is_shown: bool
    is_fixed: bool


def counted(report: Report, facts: Facts) -> list[Counted]:
    """All that may be said, in the order of print."""
    sections = list(report.template.sections.all())
    keys = {section.key for section in sections}
    changed = {key: words for one in report.written for key, words in one.wordings.items()}
    made = []
    for section in sections:
        for one in _usual(section, facts):
            wording = changed.get(one.key)
            made.append(_worded(one, wording, keys) if wording else one)
    return sorted(made, key=lambda one: one.place)


def _usual(section: TemplateSection, facts: Facts) -> Iterator[Counted]:
    """As the program says it, under the section that has the topic."""
    said: list[tuple[str, Sentence]] = [
        (topic, sentence)
        for topic in section.counted
        if topic in TOPICS
        for sentence in TOPICS[topic].say(facts)
    ]
    for place, (topic, one) in enumerate(said, start=1):
        key, shown = f"{topic}.{one.key}", not one.is_internal
        yield Counted(key, section.key, place * STEP, one.text, one.text, shown, one.is_fixed)


def _worded(one: Counted, wording: dict, sections: set[str]) -> Counted:
    """What was moved to a section that the template no longer has is said in its own place."""
    known = {name: value for name, value in wording.items() if value not in ("", None)}
    if known.get("section") not in sections:
        known.pop("section", None)
    if one.is_fixed:
        known.pop("text", None)
    return replace(one, **known)
