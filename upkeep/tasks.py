"""What workers do for members: read and take over workbooks, and sweep up what got lost."""

import contextlib
import hashlib
import logging
from pathlib import Path

from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from upkeep.imports import kinds, reading, telling
from upkeep.imports.reading import UnreadableError
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, ImportLayout, ImportStep
from upkeep.models.import_batch import counted

CRASHED = "Máy xử lý gặp lỗi khi nhập bảng này. Mời báo quản trị."
CHANGED_SINCE = "Số liệu trong sổ đã thay đổi sau lần xem trước, nên chưa ghi gì. Mời xem lại."
NO_COLUMN = "Không thấy cột {}. Mời chọn cột này ở trang Các cột."
FILE_LOST = "Tệp đã lưu không còn như lúc tải lên. Mời tải lên lại."

logger = logging.getLogger(__name__)


@shared_task
def sweep_imports() -> None:
    """Every 15 seconds."""
    ImportBatch.objects.sweep()


@shared_task
def forget_imports() -> None:
    """Every day: throw away what was uploaded and left lying."""
    for batch in ImportBatch.objects.forgotten():
        with contextlib.suppress(ValidationError):  # a worker has it just now
            batch.discard(by=None)
    ImportBatch.objects.forget_refused()


@shared_task
def run_import(pk: int) -> None:
    """Read one workbook, or take it over, unless somebody else does or did."""
    if batch := ImportBatch.objects.claimed(pk):
        with batch.held(crashed=CRASHED):
            try:
                batch.check_right()
                _apply(batch) if batch.step == ImportStep.APPLY else _preview(batch)
            except (UnreadableError, ValidationError) as refused:
                batch.fail(" ".join(getattr(refused, "messages", [str(refused)])))


def _preview(batch: ImportBatch, note: str = "") -> None:
    """Say what would become of each row; nothing is written but that."""
    lines, facts = looked_through(batch)
    batch.advance(90, "Lưu bản xem trước")
    batch.keep_preview([kinds.row_of(batch, line) for line in lines], note, **facts)


def looked_through(batch: ImportBatch) -> tuple[list[Line], dict]:
    """Every row with its verdict, in the order of the file, and what is to be kept and told of it."""
    lines, facts = _read(batch)
    batch.advance(60, "Đối chiếu với sổ")
    _judged(batch, list(lines), lock=False)
    told = telling.of_all(lines, facts["told"], kinds.fields(batch.kind), batch.mapping)
    return lines, facts | told


def _apply(batch: ImportBatch) -> None:
    """All rows without an error at once, judged again: what has changed since is not overwritten."""
    lines, _ = _read(batch)
    batch.advance(50, "Ghi vào sổ")
    try:
        with transaction.atomic():
            batch.advance(60, "Ghi vào sổ")  # holds the row: nobody takes the job over meanwhile
            judge = _judged(batch, lines, lock=True)
            if counted(lines) != batch.counts:
                raise _ChangedSinceError
            judge.write(lines)
            batch.finish()
    except (_ChangedSinceError, IntegrityError, ValidationError):
        logger.info("import %s: the records have changed since the preview", batch.pk, exc_info=True)
        batch.refresh_from_db()
        _preview(batch, CHANGED_SINCE)


class _ChangedSinceError(Exception):
    """What would be written is not what was agreed to."""


def _read(batch: ImportBatch) -> tuple[list[Line], dict]:
    """The lines of the file, and what is kept of its columns. Raises UnreadableError."""
    batch.advance(10, "Đọc bảng tính")
    path = Path(batch.file.path)
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != batch.sha256:
        raise UnreadableError(FILE_LOST)
    words = kinds.words(batch.kind)
    book = reading.read(path, words)
    chosen, others = kinds.choose(book, words)
    sheet, heading = chosen[0]
    columns, told = kinds.columns(sheet, heading), telling.of_sheets(chosen, others)
    if batch.mapping is None:
        chosen_before = ImportLayout.objects.mapping_of(batch.unit, batch.kind, columns)
        batch.mapping = chosen_before or kinds.guessed(heading)
        told += [telling.AS_BEFORE] if chosen_before else []
    facts = {"sheet": sheet.name[:40], "mapping": batch.mapping, "columns": columns}
    about = kinds.about(batch.kind)
    if about.name not in batch.mapping:
        batch.keep(**facts)
        raise UnreadableError(NO_COLUMN.format(about.label))
    sifted = kinds.sift(chosen, batch.mapping, batch.kind)
    told += telling.of_columns(columns, heading, batch)
    told += telling.of_rows(sifted, kinds.fields(batch.kind))
    return sifted.lines, facts | {"left_out": sifted.left_out, "told": told}


def _judged(batch: ImportBatch, lines: list[Line], *, lock: bool):
    """The judge of this kind, who has understood every line."""
    judge = kinds.KINDS[batch.kind].Judge(
        batch.unit, batch.requested_by, starts_on=batch.starts_on, lock=lock
    )
    fields = kinds.fields(batch.kind)
    for line in lines:
        line.parse(fields)
    judge.judge(lines)
    return judge
