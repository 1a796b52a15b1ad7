"""Values that come from a list, each with its other spellings.

What a list does not know stays as it was written; data quality names it.
"""

from common.vietnamese import nfc, plain

MAJORITY, NO_RELIGION = nfc("Kinh"), nfc("Không")

# Danh mục các dân tộc Việt Nam, Quyết định 121-TCTK/PPCĐ 1979.
_ETHNICITIES = """
Kinh: Việt, Kinh (Việt), người Kinh, người Việt
Tày
Thái: Thái Đen, Thái Trắng
Hoa: Hán
Khơ-me: Khmer, Khơ Me, Khơ-mer
Mường
Nùng
Mông: H'Mông, Hmông, Mèo
Dao: Mán
Gia-rai: Jrai, Gia Lai
Ngái
Ê-đê: Êđê, Rađê
Ba-na: Bahnar, Bana
Xơ-đăng: Sedang, Xơđăng
Sán Chay: Cao Lan, Sán Chỉ, Cao Lan - Sán Chỉ
Cơ-ho: Cơho, K'Ho
Chăm: Chàm
Sán Dìu: Sán Dìu (Trại)
Hrê
Mnông: M'Nông
Ra-glai: Raglai, Raglay
Xtiêng: Stiêng, X'Tiêng, S'Tiêng
Bru-Vân Kiều: Vân Kiều, Bru
Thổ
Giáy
Cơ-tu: Cơtu, Katu
Gié-Triêng: Giẻ Triêng, Giẻ-Triêng
Mạ
Khơ-mú: Khơmú, Khmú
Co: Cor
Ta-ôi: Tàôi, Tà Ôi, Pa Cô
Chơ-ro: Chơro
Kháng
Xinh-mun: Xinhmun
Hà Nhì
Chu-ru: Churu
Lào
La Chí
La Ha
Phù Lá
La Hủ
Lự
Lô Lô
Chứt
Mảng
Pà Thẻn
Cơ Lao: Cờ Lao
Cống
Bố Y
Si La
Pu Péo
Brâu
Ơ-đu: Ơđu
Rơ-măm: Rơmăm
"""
# The religions that the state has recognised.
_RELIGIONS = """
Không: Không có, Ko, Không theo, Không theo đạo, Không theo tôn giáo, Không theo tôn giáo nào
Phật giáo: Phật, Đạo Phật
Công giáo: Thiên Chúa giáo, Thiên Chúa, Đạo Thiên Chúa, Đạo Công giáo, Ki-tô giáo
Tin lành: Đạo Tin lành
Cao đài: Đạo Cao đài
Phật giáo Hòa Hảo: Hòa Hảo, Đạo Hòa Hảo
Hồi giáo: Đạo Hồi, Islam
Bà-la-môn: Bà la môn giáo, Bàlamôn
Tứ Ân Hiếu Nghĩa
Bửu Sơn Kỳ Hương
Tịnh độ Cư sĩ Phật hội
Minh Sư đạo
Minh Lý đạo
Baha'i
Mặc môn
"""


def _by_spelling(lines: str) -> dict[str, str]:
    named = [nfc(line).partition(": ") for line in lines.strip().splitlines()]
    pairs = ((one, name) for name, _, others in named for one in [name, *others.split(", ")])
    return {plain(one): name for one, name in pairs if one}


ETHNICITIES, RELIGIONS = _by_spelling(_ETHNICITIES), _by_spelling(_RELIGIONS)


def ethnicity(written: str) -> str:
    return ETHNICITIES.get(plain(written).removeprefix("dan toc "), nfc(written))


def religion(written: str) -> str:
    return RELIGIONS.get(plain(written), nfc(written))
