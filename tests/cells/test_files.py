"""Scanned papers: plain PDF files only."""

import io

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cells.files import MAX_BYTES, check_pdf, handed_out, store_name
from cells.pdf_judging import MAX_PAGES
from cells.vietnamese import nfc


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
    assert refusal(b"%PDF" + b"0" * MAX_BYTES) == "Tệp lớn hơn 5 MB. Mời quét lại ở độ nét thấp hơn."


def test_a_file_with_too_many_pages_is_refused():
    check_pdf(SimpleUploadedFile("giay.pdf", pdf(MAX_PAGES)))
    assert refusal(pdf(MAX_PAGES + 1)) == "Tệp dài hơn 100 trang."


@pytest.mark.parametrize("key", ["/EmbeddedFiles", "/JavaScript"])
def test_a_file_that_carries_more_than_pages_is_refused(key):
    def carry(document):
        document.Root.Names = pikepdf.Dictionary({key: pikepdf.Dictionary()})

    wrong = nfc("Tệp PDF có kèm tệp khác hoặc mã chạy; mời quét lại từ bản giấy.")
    assert refusal(pdf(change=carry)) == wrong


@pytest.mark.parametrize(
    ("key", "value"),
    [("/OpenAction", pikepdf.Dictionary()), ("/AA", pikepdf.Dictionary()), ("/Names", 5)],
)
def test_a_file_that_acts_when_opened_or_is_odd_is_refused(key, value):
    def act(document):
        document.Root[key] = value

    wrong = nfc("Tệp PDF có kèm tệp khác hoặc mã chạy; mời quét lại từ bản giấy.")
    assert refusal(pdf(change=act)) == wrong


def test_a_file_that_only_says_which_page_to_show_first_is_kept():
    def show(document):
        document.Root.OpenAction = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])

    upload = SimpleUploadedFile("giay.pdf", pdf(change=show))
    check_pdf(upload)
    assert upload.tell() == 0


def test_nothing_of_the_name_reaches_the_disk():
    first, second = (store_name(None, "../../etc/passwd") for _ in range(2))
    assert first != second
    assert first.startswith("papers/")
    assert first.count("/") == 1


def test_a_scan_is_handed_out_as_a_download_only():
    response = handed_out(io.BytesIO(b"%PDF"), "Quyết định 12.pdf")
    expected = "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%2012.pdf"
    assert response["Content-Disposition"] == expected
