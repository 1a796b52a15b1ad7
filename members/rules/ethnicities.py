"""Danh mục các dân tộc Việt Nam (Quyết định 121-TCTK/PPCĐ 1979), each with its other spellings.

What is not in the list stays as it was written; data quality lists it.
"""

from common.vietnamese import nfc, plain

MAJORITY = nfc("Kinh")
_LIST = """
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
_LINES = [nfc(line).partition(": ") for line in _LIST.strip().splitlines()]
ETHNICITIES = frozenset(name for name, _, _ in _LINES)
KNOWN = {
    plain(spelling): name for name, _, others in _LINES for spelling in [name, *others.split(", ")]
}
del KNOWN[""]  # of those without another spelling


def ethnicity(written: str) -> str:
    """As the list spells it; what the list does not know as it was written."""
    return KNOWN.get(plain(written)) or nfc(written)
