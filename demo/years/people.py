"""Made-up people with common Vietnamese names; the same seed makes the same people."""

import datetime
import random

from common.partial import of_month
from common.periods import DAY
from members.models import Member, Schooling, Sex, Theory

FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Thân Giáp Đồng Hà Chu".split()
MIDDLE = {
    Sex.MALE: "Văn Đức Minh Quang Xuân Hữu Công Đình Ngọc Thanh Anh Mạnh".split(),
    Sex.FEMALE: "Thị Thu Ngọc Thanh Minh Phương Kim Hồng Bích Thúy Mai Lan".split(),
}
GIVEN = {
    Sex.MALE: "An Bình Cường Dũng Đạt Giang Hải Hùng Khánh Lâm Long Minh Nam Phong Quân Sơn Thắng "
    "Tuấn Việt Vinh Đông Ân Ước".split(),
    Sex.FEMALE: "An Ánh Bình Chi Dung Giang Hà Hạnh Hiền Hoa Hương Lan Liên Linh Loan Mai Nga Ngân "
    "Oanh Phương Thảo Thủy Trang Yến".split(),
}
MINORITIES = ["Tày", "Nùng", "Sán Dìu", "Hoa", "Sán Chay"]
SHARE_FEMALE, SHARE_MINORITY, SHARE_ONE_MIDDLE_NAME = 0.55, 0.08, 0.6
SCHOOLING = [Schooling.COLLEGE] * 3 + [Schooling.BACHELOR] * 5 + [Schooling.MASTER] * 2
THEORY = [Theory.NONE] * 3 + [Theory.ELEMENTARY] * 4 + [Theory.INTERMEDIATE] * 3
PROBATION = datetime.timedelta(days=366)
ONLY_YEAR_KNOWN = 1955  # of whoever was born before


class People:
    """Makes members who differ in name, and in card number, from each other."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.names: set[str] = set()
        self.cards = self.random.sample(range(10_000_000, 99_999_999), 20_000)

    def name(self, sex: Sex) -> str:
        """A name not given before."""
        while True:
            parts = (FAMILY, MIDDLE[sex], MIDDLE[sex], GIVEN[sex])
            family, first, second, given = (self.random.choice(part) for part in parts)
            one_middle_name = self.random.random() < SHARE_ONE_MIDDLE_NAME or first == second
            middle = first if one_middle_name else f"{first} {second}"
            name = f"{family} {middle} {given}"
            if name not in self.names:
                self.names.add(name)
                return name

    def day(self, first: datetime.date, last: datetime.date) -> datetime.date:
        return first + self.random.randrange((last - first).days + 1) * DAY

    def member(self, admitted_on: datetime.date, work_place: str, **fields) -> Member:
        """A member not yet saved, admitted on that day and official a year later."""
        chance = self.random
        sex = Sex.FEMALE if chance.random() < SHARE_FEMALE else Sex.MALE
        values = {
            "full_name": self.name(sex),
            "sex": sex,
            "born_on": admitted_on - chance.randrange(22 * 365, 38 * 365) * DAY,
            "ethnicity": chance.choice(MINORITIES) if chance.random() < SHARE_MINORITY else "Kinh",
            "schooling": chance.choice(SCHOOLING),
            "theory": chance.choice(THEORY),
            "card_number": str(self.cards.pop()),
            "work_place": work_place,
            "admission_decided_on": admitted_on - chance.randrange(5, 28) * DAY,
            "admitted_on": admitted_on,
            "official_on": admitted_on + PROBATION,
        }
        member = Member(**values | fields)
        if member.born_on.year < ONLY_YEAR_KNOWN:
            member.born = of_month(None, str(member.born_on.year))
        return member
