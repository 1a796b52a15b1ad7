"""The blocks of a paper as paragraphs and tables of Word."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from papers.columns import MANY, SMALL, grid, widths

CENTRE, JUSTIFY, LEFT = (WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT)
MARKS = {"strong": "bold", "em": "italic", "u": "underline"}
HEADINGS = {"h3", "h4"}
PARAGRAPHS = {"p", "li", "blockquote"} | HEADINGS
INDENT, CELL_SIZE, TEXT_WIDTH = Mm(10), Pt(12), Mm(165)


class Body:
    """Writes in front of one paragraph of a document."""

    def __init__(self, document, before):
        self.document, self.before = document, before

    def paragraph(self, text: str = "", *, indent=INDENT, keep=False):
        made = self.document.add_paragraph()
        self.before._p.addprevious(made._p)
        made.alignment = JUSTIFY
        shape = made.paragraph_format
        shape.first_line_indent, shape.space_after, shape.keep_with_next = indent, Pt(6), keep
        shape.line_spacing, shape.line_spacing_rule = Pt(19), WD_LINE_SPACING.AT_LEAST
        if text:
            made.add_run(text)
        return made

    def table(self, rows: int, wide: list):
        """With columns of these millimetres, also in its grid: LibreOffice reads them from there."""
        made = self.document.add_table(rows=rows, cols=len(wide))
        made.style = "Table Grid"
        for column, width in zip(made.columns, wide, strict=True):
            column.width = Mm(width)
        made._tblPr.find(qn("w:tblLook")).addprevious(_margins())  # in the order of the format
        self.before._p.addprevious(made._tbl)
        gap = self.paragraph(indent=None).paragraph_format
        gap.space_after, gap.line_spacing, gap.line_spacing_rule = Pt(0), Pt(8), WD_LINE_SPACING.EXACTLY
        return made

    def part(self, part: dict) -> None:
        if part["number"]:
            title = f"{part['number']}- {part['title'].upper()}"
            self.paragraph(title, keep=True).runs[0].bold = True
        for block in part["blocks"]:
            getattr(self, f"_{block['kind']}")(block)

    def _heading(self, block: dict) -> None:
        made = self.paragraph(block["text"], keep=True)
        made.alignment, made.runs[0].bold = LEFT, True

    def _text(self, block: dict) -> None:
        self.paragraph(block["text"])

    def _blank(self, block: dict) -> None:
        made = self.paragraph(f"{block['label']} \t", indent=None)
        made.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, leader=WD_TAB_LEADER.DOTS)

    def _centred(self, block: dict) -> None:
        made = self.paragraph(block["text"], indent=None, keep=True)
        made.alignment, made.runs[0].bold = CENTRE, True

    def _dash(self, block: dict) -> None:
        self.paragraph(f"- {block['text']}")

    def _lead(self, block: dict) -> None:
        made = self.paragraph(block["label"], keep=not block["text"])
        made.runs[0].italic = True
        if block["text"]:
            made.add_run(f" {block['text']}")

    def _rich(self, block: dict) -> None:
        Rich(self).write(block["html"])

    def _table(self, block: dict) -> None:
        made = self.table(len(block["rows"]) + 1, [column["width"] for column in block["columns"]])
        _repeat_head(made)
        small = size_among(len(block["columns"]))  # the heads alone, as on the PDF
        head, *lines = [line.cells for line in made.rows]  # read once: each reading walks over it
        for cell, column in zip(head, block["columns"], strict=True):
            fill(cell, [(column["label"], ["bold"])], centred=True, size=small)
            cell.width = Mm(column["width"])
        for cells, row in zip(lines, block["rows"], strict=True):
            for cell, column, value in zip(cells, block["columns"], row, strict=True):
                fill(cell, [(value["text"], [])], centred=value["centred"])
                cell.width = Mm(column["width"])


def _margins():
    """Left and right of the text of a cell as on the PDF, for which the columns are measured."""
    around = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        one = OxmlElement(f"w:{side}")
        one.set(qn("w:w"), str(Mm(1).twips))
        one.set(qn("w:type"), "dxa")
        around.append(one)
    return around


def size_among(columns: int):
    """Of the text in a table of so many."""
    return Pt(CELL_SIZE.pt / SMALL) if columns > MANY else CELL_SIZE


def _repeat_head(table) -> None:
    """The first row stands on each page that the table goes over; no row is split."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def fill(cell, runs: list[tuple], *, centred: bool, size=CELL_SIZE) -> None:
    """`runs`: texts with their marks."""
    paragraph = cell.paragraphs[0]
    paragraph.alignment = CENTRE if centred else None
    for text, marks in runs:
        run = paragraph.add_run(text)
        run.font.size = size
        _mark(run, marks)


@dataclass
class Cell:
    """A cell of a table while it is read: its attributes, and pieces of text with their marks."""

    attrs: dict[str, str]
    is_head: bool
    runs: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass
class ListAround:
    """A list that the text stands in, and how many items it has so far."""

    tag: str
    count: int = 0


class Rich(HTMLParser):
    """A text as RichTextField cleaned it: its few tags, and nothing else, reach this place."""

    def __init__(self, body: Body):
        super().__init__()
        self.body = body
        self.marks: list[str] = []
        self.lists: list[ListAround] = []
        self.open = None  # the paragraph that text goes into
        self.rows: list[list[Cell]] | None = None  # of the table that is being read

    def write(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in MARKS:
            self.marks.append(MARKS[tag])
        elif tag in {"ul", "ol"}:
            self.lists.append(ListAround(tag))
        elif tag == "br":
            self._run("\n")
        elif tag == "table":
            self.rows = []
        elif tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append(Cell(dict(attrs), is_head=tag == "th"))
        elif tag in PARAGRAPHS:
            self._begin(tag)

    def handle_endtag(self, tag):
        if tag in MARKS:
            self.marks.remove(MARKS[tag])
        elif tag in {"ul", "ol"}:
            self.lists.pop()
        elif tag == "table":
            self._table()
        elif tag in PARAGRAPHS:
            self.open = None
            if tag in HEADINGS:
                self.marks = []

    def handle_data(self, data):
        if data.strip() or self.open is not None or self.rows:
            self._run(re.sub(r"\s+", " ", data))  # a line's end in the markup is a blank

    def _begin(self, tag: str) -> None:
        if self.rows is not None:  # paragraphs of a cell are lines of it
            if self._cell and self._cell.runs:
                self._cell.runs.append(("\n", ()))
            return
        if tag == "p" and self.open is not None:  # a paragraph of a list item goes on with it
            return
        self.open = self.body.paragraph(keep=tag in HEADINGS)
        if tag in HEADINGS:
            self.marks = ["bold"]
        if tag == "li" and self.lists:
            around = self.lists[-1]
            around.count += 1
            self.open.paragraph_format.left_indent = Mm(8 * (len(self.lists) - 1))
            self.open.add_run(f"{around.count}. " if around.tag == "ol" else "- ")

    @property
    def _cell(self) -> Cell | None:
        """The cell that text goes into; None between cells, where there is only white space."""
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None

    def _run(self, text: str) -> None:
        if self.rows is not None:
            if self._cell:
                self._cell.runs.append((text, tuple(self.marks)))
            return
        if self.open is None:
            self.open = self.body.paragraph()
        _mark(self.open.add_run(text), self.marks)

    def _table(self) -> None:
        """Cells in a grid; a cell over several rows or columns is merged."""
        rows, self.rows = [row for row in self.rows if row], None
        self.open = None
        placed, columns = grid([[(cell.attrs, cell) for cell in row] for row in rows])
        if not columns:
            return
        texts = [(left, across, cell.text) for (_, left), (_, across, cell) in placed.items()]
        wide = widths(texts, columns)
        made = self.body.table(len(rows), wide)
        spots = [line.cells for line in made.rows]  # read once: each reading walks over the whole table
        for line in spots:
            for spot, width in zip(line, wide, strict=True):
                spot.width = Mm(width)
        for (top, left), (down, across, cell) in placed.items():
            spot = spots[top][left]
            if down > 1 or across > 1:
                spot = spot.merge(spots[top + down - 1][left + across - 1])
            bold = [(text, ["bold"]) for text, _ in cell.runs]
            runs = bold if cell.is_head else cell.runs
            fill(spot, runs, centred=cell.is_head, size=size_among(columns))


def _mark(run, marks) -> None:
    for mark in marks:
        setattr(run, mark, True)
