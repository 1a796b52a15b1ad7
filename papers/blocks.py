"""What the body of a paper is built of. Plain data: one template prints it, one writes it for Word.

A part has a title and blocks. A block is one dictionary with its kind: a heading, a paragraph, a line
that begins with a dash, a rich text as it was cleaned, or a table.
"""

Block = dict


def part(title: str, blocks: list[Block]) -> dict:
    return {"title": title, "blocks": blocks}


def numbered(parts: list[dict]) -> list[dict]:
    """I-, II-, III-: the parts that hold anything."""
    kept = [one for one in parts if one["blocks"]]
    return [one | {"number": roman(place)} for place, one in enumerate(kept, start=1)]


def heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def text(words: str) -> Block:
    return {"kind": "text", "text": words}


def centred(words: str) -> Block:
    """A line of its own in the middle, in bold."""
    return {"kind": "centred", "text": words}


def lead(label: str, words: str = "") -> Block:
    """A paragraph that begins with what it is about, in italics."""
    return {"kind": "lead", "label": label, "text": words}


def dash(words: str) -> Block:
    return {"kind": "dash", "text": words}


def blank(label: str = "", lines: int = 1) -> list[Block]:
    """Dotted lines for a pen; the first begins with what is to be written there."""
    return [{"kind": "blank", "label": label if place == 0 else ""} for place in range(lines)]


def rich(html: str) -> list[Block]:
    """Nothing where nothing was written."""
    return [{"kind": "rich", "html": html}] if html else []


def table(columns: list[tuple[str, int, bool]], rows: list[list[str]]) -> list[Block]:
    """`columns`: label, width in millimetres (165 in all), whether it is centred."""
    heads = [{"label": label, "width": width, "centred": mid} for label, width, mid in columns]
    # Cells carry what their column says of them, so that no template has to count.
    lines = [
        [{"text": cell, "centred": head["centred"]} for head, cell in zip(heads, row, strict=True)]
        for row in rows
    ]
    return [{"kind": "table", "columns": heads, "rows": lines}] if rows else []


def roman(number: int) -> str:
    """I to XX are more parts than any paper has."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
