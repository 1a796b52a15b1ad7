"""Every act that the source records has words, and no words are left of an act that is gone."""

import ast
import subprocess
from pathlib import Path

import pytest

from accounts.acts import TOPICS, WORDS, in_words
from scoring.models.score import StepKind

ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS = {"record", "record_all", "add", "change", "rewrite"}
# What hands an act on to the log, given as a word; its place among what is handed over.
HANDING_ON = {"hand_out": 2, "_withdraw": 0, "keep_withdrawn": 0, "keep": 0, "grade_rows": 4}
# Where the act is put together, or chosen: what it may come to.
MADE_OF = {
    "f'{award._meta.model_name}.add'": {"commendation.add", "proposal.add"},
    "f'{self._meta.model_name}.cancel'": {"commendation.cancel", "proposal.cancel"},
    "f'{row._meta.model_name}.begin'": {"exemption.begin", "suspension.begin", "absence.begin"},
    "f'{self._meta.model_name}.end'": {"exemption.end", "suspension.end", "absence.end"},
    "f'{self._meta.model_name}.record'": {
        "commitment.record",
        "residencecomment.record",
        "yearlysupplement.record",
    },
    "f'score.{kind}'": {f"score.{kind}" for kind in StepKind.values},
    # Of a register on paper; the right to the rows of a figure.
    "reports/registers/printing.py: action": {"register.print", "register.unmask"},
    "reports/views/figures.py: right": {
        "discipline.read",
        "figure.rows",
        "inspection.read",
        "letter.read",
    },
}
# They take the act from whoever calls them: found there, by HANDING_ON.
TAKING = {
    "common/answers.py: action",
    "evaluations/models/round.py: act",
    "evaluations/models/steps.py: action",
    "evaluations/models/withdrawing.py: action",
    "meetings/models/shared.py: action",
}


def sources() -> list[str]:
    """Of the program: the made years record nothing of their own."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for path in listed.stdout.split() if not path.startswith(("tests/", "demo/"))]


def given_acts(path: str):
    """What stands for the act wherever the file writes to the log, or has it written."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        is_log = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "audit"
        place = 1 if is_log and name in WRITERS else HANDING_ON.get(name)
        if place is not None and len(node.args) > place:
            given = node.args[place]
            if place == 1 or isinstance(given, ast.Constant):  # else another verb of that name
                yield given


def told_by(path: str, given: ast.expr) -> set[str]:
    if isinstance(given, ast.IfExp):
        return told_by(path, given.body) | told_by(path, given.orelse)
    if isinstance(given, ast.Constant):
        return {given.value} if isinstance(given.value, str) and "." in given.value else set()
    text = ast.unparse(given)
    if isinstance(given, ast.Name) and f"{path}: {text}" in TAKING:
        return set()
    return MADE_OF.get(text) or MADE_OF.get(f"{path}: {text}") or {f"? {path}: {text}"}


@pytest.fixture(scope="module")
def recorded() -> set[str]:
    return {act for path in sources() for given in given_acts(path) for act in told_by(path, given)}


def test_every_act_has_words(recorded):
    assert sorted(recorded - WORDS.keys()) == []


def test_no_words_are_left_of_an_act_that_is_gone(recorded):
    assert sorted(WORDS.keys() - recorded) == []


def test_an_act_stands_under_one_topic_and_no_two_are_called_the_same():
    assert sum(len(acts) for acts in TOPICS.values()) == len(WORDS)
    assert len(set(WORDS.values())) == len(WORDS)


def test_an_act_of_an_older_version_keeps_its_name():
    assert in_words("meeting.vanish") == "meeting.vanish"
