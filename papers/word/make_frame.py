"""Makes frame.docx: page, head and sign-off of a paper. Run `python papers/word/make_frame.py`.

An office may change frame.docx in Word as it likes, as long as the fields in braces stay.
"""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FRAME = Path(__file__).parent / "frame.docx"
FONT = "Times New Roman"
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def make() -> None:
    document = Document()
    _page(document)
    _text_style(document)
    _head(document)
    _line(document, "{{ title }}", size=16, bold=True, align=CENTRE)
    _line(document, "{{ subject }}", bold=True, align=CENTRE)
    _line(document, "-----", align=CENTRE, after=6)
    _line(document, "{%p if replaces %}")
    _line(document, "({{ replaces }})", italic=True, align=CENTRE, after=6)
    _line(document, "{%p endif %}")
    _line(document, "{{ body }}")
    _line(document, "{%p for paragraph in closing %}")
    line = _line(document, "{{ paragraph }}", align=JUSTIFY, after=6)
    line.paragraph_format.first_line_indent = Mm(10)
    line.paragraph_format.keep_with_next = True
    _line(document, "{%p endfor %}")
    _two_names(document)
    _one_name(document)
    document.save(FRAME)


def _page(document) -> None:
    """A4; top 20, bottom 20, left 30, right 15 mm; numbers at the top from the second page on."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _text_style(document) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _head(document) -> None:
    left, right = _columns(document, 75, 90)
    _line(left, "{{ upper }}", align=CENTRE)
    _line(left, "{{ issuer }}", bold=True, align=CENTRE)
    _line(left, "*", align=CENTRE)
    _line(left, "{{ number }}", align=CENTRE)
    _line(left, "{{ draft }}", bold=True, align=CENTRE)
    party = _line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True, align=CENTRE)
    party.runs[0].underline = True
    _line(right, "{{ dated }}", italic=True, align=CENTRE)


def _two_names(document) -> None:
    """Minutes: who wrote them on the left, who chaired on the right."""
    _line(document, "{%p if two %}")
    left, right = _columns(document, 82, 83)
    for cell, side in ((left, "left"), (right, "right")):
        _line(cell, f"{{{{ {side}_title }}}}", bold=True, align=CENTRE, before=12)
        _line(cell, f"{{{{ {side}_name }}}}", bold=True, align=CENTRE, before=76)
    _line(document, "{%p endif %}")


def _one_name(document) -> None:
    """A resolution: recipients on the left, on whose behalf and by whom on the right."""
    _line(document, "{%p if not two %}")
    left, right = _columns(document, 79, 86)
    _line(left, "{%p if recipients %}", size=12)
    _line(left, "Nơi nhận:", before=12).runs[0].underline = True
    _line(left, "{%p for recipient in recipients %}", size=12)
    _line(left, "- {{ recipient }}", size=12)
    _line(left, "{%p endfor %}", size=12)
    _line(left, "{%p endif %}", size=12)
    _line(right, "{{ authority }}", bold=True, align=CENTRE, before=12)
    _line(right, "{{ office }}", align=CENTRE)
    _line(right, "{{ name }}", bold=True, align=CENTRE, before=76)
    _line(document, "{%p endif %}")


def _columns(document, *widths):
    """Cells of one row without lines, kept on one page."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    unbroken = OxmlElement("w:cantSplit")
    table.rows[0]._tr.get_or_add_trPr().append(unbroken)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Mm(width)
    return table.rows[0].cells


def _line(where, text, *, size=None, bold=False, italic=False, align=None, before=0, after=0):
    """A paragraph; the first one of a cell is there already."""
    empty = getattr(where, "paragraphs", [])
    is_first_of_cell = not hasattr(where, "sections") and len(empty) == 1 and not empty[0].text
    paragraph = empty[0] if is_first_of_cell else where.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


if __name__ == "__main__":
    make()
