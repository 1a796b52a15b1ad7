"""A paper for Word: the frame is a file that an office may change, the body is written into it."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate

from common.vietnamese import all_in_one_form
from papers.layout import HEAD_SIGNS, SUBJECT_SIGNS, day_of, even_lines, in_words
from papers.word.body import Body
from papers.word.make_frame import FRAME

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOURCE_SIZE = Pt(11)
BODY = "⟦body⟧"  # stands where the body goes until it is written


def written(document: dict) -> bytes:
    """The bytes of a .docx with the same text as the PDF."""
    document = all_in_one_form(document)  # older rows may hold what no XML can
    template = DocxTemplate(FRAME)
    template.render(_fields(document), autoescape=True)
    framed = io.BytesIO()
    template.save(framed)
    docx = Document(framed)
    anchor = next(paragraph for paragraph in docx.paragraphs if paragraph.text == BODY)
    body = Body(docx, anchor)
    for part in document["parts"]:
        body.part(part)
    anchor._p.getparent().remove(anchor._p)
    one = document.get("annex")
    for annex in [one] if one else document.get("annexes", []):
        _annex(docx, annex)
    if source := document.get("source"):
        told = docx.add_paragraph()
        told.paragraph_format.space_before = Pt(8)
        run = told.add_run(source)
        run.italic, run.font.size = True, SOURCE_SIZE
    if document.get("is_wide"):
        _lay_across(docx)
    made = io.BytesIO()
    docx.save(made)
    return made.getvalue()


def _annex(docx, annex: dict) -> None:
    """After the signature, on a page of its own. `note`: which paper it belongs to."""
    note = annex.get("note", "")
    title = annex["title"] if note else annex["title"].upper()
    for place, words in enumerate(filter(None, [title, annex["subject"], note])):
        paragraph = docx.add_paragraph()
        paragraph.paragraph_format.page_break_before = place == 0
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.bold, run.italic = words != note, words == note
    anchor = docx.add_paragraph()
    body = Body(docx, anchor)
    for part in annex["parts"]:
        body.part(part)
    _close(anchor)


def _close(anchor) -> None:
    """Take away the place where an annex was written, and the gap after its last table: on a full page
    they would begin another."""
    last, text = anchor._p.getprevious(), anchor._p.getparent()
    text.remove(anchor._p)
    if last.getprevious().tag == qn("w:tbl"):
        text.remove(last)


def _lay_across(docx) -> None:
    """The page turned; what the frame set side by side stands in the middle of it."""
    section = docx.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for table in docx.tables:
        table.alignment = WD_TABLE_ALIGNMENT.CENTER


def _fields(document: dict) -> dict:
    head = document["head"]
    return {
        "body": BODY,
        "upper": "\n".join(even_lines(head["upper"].upper(), HEAD_SIGNS)),
        "issuer": "\n".join(even_lines(head["issuer"].upper(), HEAD_SIGNS)),
        "number": "" if document["is_unnumbered"] else _number(document),
        "draft": "" if document["issued_on"] or document.get("is_form") else "DỰ THẢO",
        "dated": "" if document["is_undated"] else _dated(document),
        "title": document["title"].upper(),
        "subject": "\n".join(even_lines(document["subject"], SUBJECT_SIGNS)),
        "replaces": document["replaces"],
        "closing": document["closing"],
        **_names(document),
    }


def _number(document: dict) -> str:
    number = f"{document['number']:02}" if document["number"] else "     "
    return f"Số {number}-{document['head']['symbol']}"


def _dated(document: dict) -> str:
    day = day_of(document["issued_on"])
    when = in_words(day) if day else "ngày      tháng      năm"
    return f"{document['head']['place'] or '………'}, {when}"


def _names(document: dict) -> dict:
    if two := document.get("signatures"):
        return {
            "two": True,
            "left_title": two["left"]["title"].upper(),
            "left_name": two["left"]["name"],
            "right_title": two["right"]["title"].upper(),
            "right_name": two["right"]["name"],
        }
    signature, last = document["signature"], len(document["recipients"]) - 1
    return {
        "two": False,
        "recipients": [
            f"{line}{'.' if place == last else ';'}"
            for place, line in enumerate(document["recipients"])
        ],
        "authority": signature["authority"].upper(),
        "office": signature["title"].upper(),
        "name": signature["name"],
    }
