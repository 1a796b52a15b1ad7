"""Scanned papers: plain PDF files only."""

import io
import resource
import zlib

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from common.files import MAX_BYTES, check_pdf, handed_out, store_name
from common.pdf_judging import MAX_PAGES, NOT_PLAIN, TOO_HEAVY
from common.vietnamese import nfc

MEGABYTE = 1024**2


def pdf(pages=1, change=None, **options) -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    if change:
        change(document)
    made = io.BytesIO()
    document.save(made, **options)
    return made.getvalue()


def refusal(content: bytes, name="giay.pdf") -> str:
    with pytest.raises(ValidationError) as refused:
        check_pdf(SimpleUploadedFile(name, content))
    return refused.value.messages[0]


def test_a_scan_is_kept_and_can_still_be_read_from_the_start():
    upload = SimpleUploadedFile("QUYẾT ĐỊNH.PDF", pdf())
    check_pdf(upload)
    assert upload.tell() == 0


def test_a_picture_is_refused_by_its_name_and_by_its_content():
    assert refusal(b"\xff\xd8\xff", "anh-the.jpg") == "Chỉ nhận tệp PDF."
    wrong = nfc("Không mở được tệp này; tệp không phải PDF hoặc có mật khẩu.")
    assert refusal(b"\xff\xd8\xff") == wrong


def test_a_file_with_a_password_is_refused():
    locked = pdf(encryption=pikepdf.Encryption(owner="chu", user="mat-khau"))
    assert refusal(locked) == nfc("Không mở được tệp này; tệp không phải PDF hoặc có mật khẩu.")


def test_a_file_that_is_too_large_is_refused():
    assert refusal(b"%PDF" + b"0" * MAX_BYTES) == "Tệp lớn hơn 5 MB. Quét lại ở độ nét thấp hơn."


def test_a_file_with_too_many_pages_is_refused():
    check_pdf(SimpleUploadedFile("giay.pdf", pdf(MAX_PAGES)))
    assert refusal(pdf(MAX_PAGES + 1)) == "Tệp dài hơn 100 trang."


@pytest.mark.parametrize("key", ["/EmbeddedFiles", "/JavaScript"])
def test_a_file_that_carries_more_than_pages_is_refused(key):
    def carry(document):
        document.Root.Names = pikepdf.Dictionary({key: pikepdf.Dictionary()})

    wrong = nfc("Tệp PDF có kèm tệp khác hoặc mã chạy; đề nghị quét lại từ bản giấy.")
    assert refusal(pdf(change=carry)) == wrong


@pytest.mark.parametrize(
    ("key", "value"),
    [("/OpenAction", pikepdf.Dictionary()), ("/AA", pikepdf.Dictionary()), ("/Names", 5)],
)
def test_a_file_that_acts_when_opened_or_is_odd_is_refused(key, value):
    def act(document):
        document.Root[key] = value

    wrong = nfc("Tệp PDF có kèm tệp khác hoặc mã chạy; đề nghị quét lại từ bản giấy.")
    assert refusal(pdf(change=act)) == wrong


def test_a_file_that_only_says_which_page_to_show_first_is_kept():
    def show(document):
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    upload = SimpleUploadedFile("giay.pdf", pdf(change=show))
    check_pdf(upload)
    assert upload.tell() == 0


ACTIONS = {
    "script": b"<</S/JavaScript/JS(app.alert)>>",
    "launch": b"<</S/Launch/F(cmd.exe)>>",
    "send": b"<</S/SubmitForm/F(http://example.vn)>>",
    "show": b"<</S/GoTo/D(trang-1)>>",
    "visit": b"<</S/URI/URI(https://example.vn/)>>",
}


def with_action(place, name):
    """A change of a document: the action hangs in this place."""

    def change(document):
        action = document.make_indirect(pikepdf.Object.parse(ACTIONS[name]))
        page, link = document.pages[0].obj, pikepdf.Dictionary(Subtype=pikepdf.Name.Link)
        match place:
            case "opening":
                document.Root.OpenAction = action
            case "page":
                page.AA = pikepdf.Dictionary(O=action)
            case "annotation":
                link.A = action
                page.Annots = pikepdf.Array([link])
            case "after another":
                link.A = pikepdf.Dictionary(
                    S=pikepdf.Name.GoTo, D="trang-1", Next=pikepdf.Array([action])
                )
                page.Annots = pikepdf.Array([link])
            case "bookmark":
                entry = document.make_indirect(pikepdf.Dictionary(Title="1", A=action))
                document.Root.Outlines = pikepdf.Dictionary(First=entry, Last=entry)

    return change


@pytest.mark.parametrize("name", ["script", "launch", "send"])
@pytest.mark.parametrize("place", ["opening", "page", "annotation", "after another", "bookmark"])
def test_an_action_that_runs_is_refused_wherever_it_hangs(place, name):
    assert refusal(pdf(change=with_action(place, name))) == NOT_PLAIN


@pytest.mark.parametrize(
    ("place", "name"),
    [("opening", "show"), ("annotation", "show"), ("annotation", "visit"), ("bookmark", "show")],
)
def test_an_action_that_shows_a_page_is_kept(place, name):
    check_pdf(SimpleUploadedFile("giay.pdf", pdf(change=with_action(place, name))))


def attach(document):
    document.attachments["bang.xlsx"] = b"PK"


def pin(document):
    pin = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment)
    document.pages[0].obj.Annots = pikepdf.Array([pin])


def associate(document):
    data = pikepdf.Dictionary(F=document.make_stream(b"PK"))
    file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a", EF=data)
    document.Root.AF = pikepdf.Array([document.make_indirect(file)])


def programme(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"), Fields=[])


@pytest.mark.parametrize("change", [attach, pin, associate, programme])
def test_another_file_or_a_form_that_is_a_program_is_refused(change):
    assert refusal(pdf(change=change)) == NOT_PLAIN
    hidden = pdf(change=change, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert refusal(hidden) == NOT_PLAIN


def test_a_signed_form_is_kept():
    def sign(document):
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Chữ ký")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), SigFlags=3)

    check_pdf(SimpleUploadedFile("giay.pdf", pdf(change=sign)))


def packed_twice(megabytes: int) -> bytes:
    """A PDF of 1 to 3 KB whose objects are followed by so many megabytes of blanks, packed twice."""
    things = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    once = zlib.compressobj()
    packed = once.compress(b"1 0 2 50 3 99".ljust(20) + b"".join(thing.ljust(50) for thing in things))
    packed += b"".join(once.compress(b" " * MEGABYTE) for _ in range(megabytes)) + once.flush()
    packed = zlib.compress(packed)
    head = b"%PDF-1.5\n"
    objects = b"4 0 obj<</Type/ObjStm/N 3/First 20/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n"
    objects = objects % len(packed) + packed + b"\nendstream endobj\n"
    places = [(0, 0, 255), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(head), 0)]
    rows = b"".join(bytes([kind]) + at.to_bytes(4) + bytes([index]) for kind, at, index in places)
    table = b"5 0 obj<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    table += rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % len(head + objects)
    return head + objects + table


def test_a_small_file_that_unpacks_into_a_large_one_is_refused_and_costs_this_process_nothing():
    bomb = packed_twice(100)
    assert len(bomb) < 3000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert refusal(bomb) == TOO_HEAVY
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 10 * 1024  # in KB


def test_one_that_unpacks_into_little_is_kept():
    check_pdf(SimpleUploadedFile("giay.pdf", packed_twice(1)))


def test_a_file_that_is_too_much_to_look_at_is_refused():
    head = b"%PDF-1.4\n"
    root = b"1 0 obj<</Type/Catalog/Pages 2 0 R/X[" + b"[]" * 2_000_000 + b"]>>endobj\n"
    pages = b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n"
    table = table % (len(head), len(head + root))
    end = b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF" % len(head + root + pages)
    assert refusal(head + root + pages + table + end) == TOO_HEAVY


def test_nothing_of_the_name_reaches_the_disk():
    first, second = (store_name(None, "../../etc/passwd") for _ in range(2))
    assert first != second
    assert first.startswith("papers/")
    assert first.count("/") == 1


def test_a_scan_is_handed_out_as_a_download_only():
    response = handed_out(io.BytesIO(b"%PDF"), "Quyết định 12.pdf")
    expected = "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2012.pdf"
    assert response["Content-Disposition"] == expected
