"""What a workbook can say of a person, and how offices call it."""

import itertools

from django.utils.text import capfirst

from members.models import Member, Schooling, Sex, Theory
from upkeep.imports import values
from upkeep.imports.fields import Field, full_name, labels, one_of, text_of

NO_NUMBER = "chưa|không|ko|0|mất|chưa nhận|chưa làm"


def _text(name: str, words: str = "", **facts) -> Field:
    field = Member._meta.get_field(name)
    return Field(name, capfirst(field.verbose_name), text_of(field), words, **facts)


DAY_NOTE = "Ngày/tháng/năm, như 20/05/1980"
AS_KNOWN = "chỉ biết tháng và năm, hoặc năm: 5/1942, 1942"
SEX = one_of(Sex.choices, female="f|female|gái|bà|chị", male="m|male|trai|ông|anh")


def _specialist(*levels: str) -> str:
    """Chuyên khoa I, BSCKI, BS.CK1, CK I …"""
    doctors = ["", "bs", "bs ", "bác sĩ ", "bác sỹ ", "ds", "ds ", "dược sĩ "]
    words, gaps = ["ck", "chuyên khoa "], ["", " ", " cấp "]
    parts = itertools.product(doctors, words, gaps, levels)
    return "|".join("".join(written) for written in parts)


SCHOOLING = one_of(
    Schooling.choices,
    lower_secondary="thcs|cấp 2|9/12|trung học",
    upper_secondary="thpt|ptth|cấp 3|12/12|trung học phổ thông",
    college="trung cấp|cao đẳng|tc|cđ|sơ cấp nghề",
    bachelor="đh|cử nhân|cn|kỹ sư|ks|bác sĩ|bs|bác sỹ|dược sĩ|ds|dược sỹ|đại học chính quy"
    "|bác sĩ đa khoa|bsđk",
    master=f"ths|cao học|thạc sỹ|{_specialist('1', 'i')}",
    doctor=f"ts|tiến sỹ|phó giáo sư|giáo sư|{_specialist('2', 'ii')}",
)
THEORY = one_of(
    Theory.choices,
    none="chưa|không|chưa học|0",
    elementary="sc|sơ cấp llct",
    intermediate="tc|trung cấp llct",
    advanced="cc|cao cấp llct",
    bachelor="cn|cử nhân llct",
)
# What a row says of the person, in the order of the template.
PERSON = [
    Field(
        "full_name",
        "Họ và tên",
        full_name,
        "họ tên|họ và tên đảng viên|họ và tên khai sinh|tên đảng viên|họ tên đảng viên|họ và tên đệm"
        "|họ đệm|họ và đệm|họ và chữ đệm|họ và tên lót|họ lót|họ",
        is_needed=True,
    ),
    Field("given_name", "Tên", values.text, "tên gọi riêng", "Khi cột họ và tên không có tên"),
    Field(
        "born_on",
        "Ngày sinh",
        values.birth,
        "ngày tháng năm sinh|năm sinh|sinh ngày|ngày, tháng, năm sinh|ns|ntns",
        f"{DAY_NOTE}; {AS_KNOWN}",
        is_needed=True,
    ),
    Field("sex", "Giới tính", SEX, "giới|phái|nam/nữ", labels(Sex.choices), is_needed=True),
    Field("is_female", "Nữ", values.mark, "giới tính nữ", "Đánh x; thay cho cột Giới tính"),
    Field("is_male", "Nam", values.mark, "giới tính nam", "Đánh x; thay cho cột Giới tính"),
    Field(
        "born_female",
        "Ngày sinh (nữ)",
        values.birth,
        "năm sinh nữ|ngày tháng năm sinh nữ|ngày, tháng, năm sinh nữ|nữ ngày sinh|nữ năm sinh",
        "Thay cho hai cột",
    ),
    Field(
        "born_male",
        "Ngày sinh (nam)",
        values.birth,
        "năm sinh nam|ngày tháng năm sinh nam|ngày, tháng, năm sinh nam|nam ngày sinh|nam năm sinh",
        "Thay cho hai cột",
    ),
    _text("ethnicity", "thành phần dân tộc", note="Để trống là Kinh"),
    Field(
        "schooling",
        "Trình độ",
        SCHOOLING,
        "trình độ chuyên môn|chuyên môn|trình độ học vấn|học vấn|trình độ đào tạo"
        "|trình độ chuyên môn nghiệp vụ|trình độ cm|trình độ cmnv",
        labels(Schooling.choices),
        is_needed=True,
    ),
    Field(
        "theory",
        "Lý luận chính trị",
        THEORY,
        "llct|trình độ llct|trình độ lý luận chính trị|lý luận|trình độ lý luận",
        labels(Theory.choices),
    ),
    _text(
        "card_number",
        "số thẻ đảng|số thẻ|số thẻ đv|thẻ đảng viên|số thẻ đảng viên",
        nothing=NO_NUMBER,
        note="Chữ số, chữ in hoa; cột kiểu chữ",
    ),
    _text(
        "record_number", "số lý lịch|số ll", nothing=NO_NUMBER, note="6 chữ số rồi 1 đến 3 chữ in hoa"
    ),
    _text(
        "citizen_id",
        "số cccd|cccd|căn cước công dân|số căn cước|số định danh cá nhân|cmnd/cccd|cccd/cmnd",
        nothing=NO_NUMBER,
        note="12 chữ số; cột kiểu chữ",
    ),
    _text(
        "phone", "điện thoại|số đt|sđt|đt|điện thoại di động", nothing=NO_NUMBER, note="Cột kiểu chữ"
    ),
    _text("birth_place"),
    _text("home_place", "quê|nguyên quán"),
    _text("work_place", "đơn vị công tác|cơ quan|đơn vị|nơi làm việc"),
    Field(
        "admission_decided_on",
        "Ngày quyết định kết nạp",
        values.party_day_as_known,
        "ngày ký quyết định kết nạp|ngày qđ kết nạp|quyết định kết nạp ngày",
        f"{DAY_NOTE}; {AS_KNOWN}; trống thì tạm lấy ngày kết nạp",
    ),
    Field(
        "admitted_on",
        "Ngày kết nạp",
        values.party_day_as_known,
        "ngày vào đảng|vào đảng|kết nạp|ngày kết nạp đảng|vào đảng ngày|ngày vào đảng dự bị|ngày dự bị"
        "|ngày tháng năm vào đảng|ngày tháng năm kết nạp",
        f"{DAY_NOTE}; {AS_KNOWN}",
        is_needed=True,
    ),
    Field(
        "official_on",
        "Ngày chính thức",
        values.party_day_as_known,
        "chính thức|ngày vào đảng chính thức|ngày công nhận chính thức|ngày ct",
        f"{DAY_NOTE}; {AS_KNOWN}; để trống nếu còn dự bị",
        nothing="chưa|không|dự bị|còn dự bị|đảng viên dự bị|đvdb|db|chưa chính thức",
    ),
]
