"""What a member asks about the own record, and the answer."""

from common.acting import VerbForm, lines
from members.models import CorrectionRequest
from members.models.correction_request import LONGEST

EXAMPLE = "Ví dụ: ngày sinh ghi 04/5/1980, đúng là 05/4/1980 theo giấy khai sinh."


class CorrectionAskForm(VerbForm):
    text = lines("Mục ghi sai và nội dung đúng", LONGEST, EXAMPLE)


class CorrectionReplyForm(VerbForm):
    edits = True
    text = lines("Trả lời", LONGEST, "Đã sửa mục nào, hoặc vì sao không sửa. Đảng viên đọc được.")

    def __init__(self, *args, asked: CorrectionRequest, **kwargs):
        super().__init__(*args, verb=asked.reply, initial={"text": asked.answer}, **kwargs)
