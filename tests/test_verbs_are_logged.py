"""Every verb of a model that takes `by` writes an event, itself or through the verb it hands `by` to.

The walk over all posts (test_eight_posts.py) sees that it happens; this sees the verbs as well that one
press from a page does not reach.
"""

import ast
from pathlib import Path

from tests.accounts.test_acts import ROOT, sources

# They take `by` and log nothing themselves, because
NOT_LOGGED = {
    "_answer": "its verbs, approve and send_back, write theirs",
    "_ask": "its verbs write what was asked of the worker",
    "_carry_out": "part of the verbs of a restructuring; each act on a unit writes its own",
    "_distinct": "counts by a column",
    "_keep_summary": "part of the verbs of a round taken over from paper",
    "_look_for_a_stamp": "part of post, which logs what was cleared",
    "_note": "the history of a task, beside the event of each verb",
    "arrival_act": "keeps the rows of an act on the roll, beside its event",
    "carry_out": "part of the verbs of a restructuring; each act on a unit writes its own",
    "check_writer": "asks whether somebody may",
    "freeze": "part of the verbs that issue a paper",
    "noting": "keeps the rows of an act on the roll, beside its event",
    "open_for": "_open logs it by whom the round says",
    "open_term": "_open logs it by whom the round says",
    "take_effect": "part of the steps of a case, which log themselves",
}


def verbs() -> list[ast.FunctionDef]:
    trees = [ast.parse((ROOT / path).read_text()) for path in sources() if "models" in Path(path).parts]
    functions = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        one for one in functions if "by" in {arg.arg for arg in one.args.args + one.args.kwonlyargs}
    ]


def is_by(node) -> bool:
    return isinstance(node, ast.Name) and node.id == "by"


def hands_on(verb: ast.FunctionDef) -> set[str]:
    """The names of all that it calls with `by`: as it is, or in facts put together before."""
    called, keeps_by = set(), False
    for node in ast.walk(verb):
        keeps_by |= isinstance(node, ast.Dict) and any(map(is_by, node.values))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if any(map(is_by, given)) or (keeps_by and any(one.arg is None for one in node.keywords)):
                called.add(name)
    return called


def writes(verb: ast.FunctionDef) -> bool:
    calls = [node.func for node in ast.walk(verb) if isinstance(node, ast.Call)]
    return any(isinstance(one, ast.Attribute) and ast.unparse(one.value) == "audit" for one in calls)


def test_every_verb_is_logged():
    found = verbs()
    logged = {verb.name for verb in found if writes(verb)}
    for _ in range(10):  # a verb hands on to another, that to a third
        logged |= {verb.name for verb in found if hands_on(verb) & logged}
    silent = [verb.name for verb in found if not writes(verb) and not hands_on(verb) & logged]
    assert len(found) > 300
    assert sorted(set(silent)) == sorted(NOT_LOGGED)
