"""What workers do for upkeep: read and take over workbooks, sweep up what got lost, back up."""

import contextlib
import hashlib
from collections import defaultdict
from pathlib import Path

from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from upkeep.backups import daily
from upkeep.imports import kinds, reading, telling
from upkeep.imports.kinds import Judge
from upkeep.imports.reading import UnreadableError
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, ImportLayout, ImportPortion, ImportRow, ImportStep, Verdict
from upkeep.models.import_batch import WRITTEN
from upkeep.models.import_portion import rows_of

CRASHED = "Phần mềm gặp lỗi khi nhập bảng này. Đề nghị báo quản trị."
NO_COLUMN = "Không thấy cột {}. Chọn cột này ở trang Các cột."
FILE_LOST = "Tệp đã lưu không còn như lúc tải lên. Tải lên lại."


@shared_task
def back_up() -> None:
    """Every hour: the backup of the day, unless there is one."""
    daily.back_up()


@shared_task
def sweep_imports() -> None:
    """Every 15 seconds: take up again the workbooks whose message or worker was lost."""
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
    """Read one workbook, take it over, or take it back, unless somebody else does or did."""
    if batch := ImportBatch.objects.claimed(pk):
        with batch.held(crashed=CRASHED):
            try:
                batch.check_right()
                STEPS[batch.step](batch)
            except (UnreadableError, ValidationError) as refused:
                batch.fail(" ".join(getattr(refused, "messages", [str(refused)])))


def _preview(batch: ImportBatch) -> None:
    """Say what would become of each row; nothing is written but that."""
    lines, facts = looked_through(batch)
    batch.keep_preview([kinds.row_of(batch, line) for line in lines], **facts)


def looked_through(batch: ImportBatch) -> tuple[list[Line], dict]:
    """Every row with its verdict, in the order of the file, and what is to be kept and told of it."""
    lines, facts = _read(batch)
    batch.advance(60, "Đối chiếu với phần mềm")
    _parse(batch, lines)
    judge = _judged(batch, lines)
    _try(batch, judge, lines)
    for line in lines:
        line.settle()
    told = telling.of_all(lines, facts["told"], kinds.fields(batch.kind), batch.mapping)
    return lines, facts | told


def _try(batch: ImportBatch, judge: Judge, lines: list[Line]) -> None:
    """In which portions they will be written; where only that tells, it is done and taken back."""
    portions = _portions(judge, lines)
    for number, portion in enumerate(portions):
        for line in portion:
            line.portion = number
        if judge.IS_TRIED:
            batch.advance(60 + 30 * number // len(portions), "Đối chiếu với phần mềm")
            with batch.portion(batch.progress, batch.stage):
                judge.write(portion)
                transaction.set_rollback(True)


def _portions(judge: Judge, lines: list[Line]) -> list[list[Line]]:
    together = defaultdict(list)
    for line in lines:
        if line.verdict in WRITTEN:
            together[judge.together(line)].append(line)
    portions = []
    for group in together.values():
        if not portions or len(portions[-1]) + len(group) > judge.AT_ONCE:
            portions.append([])
        portions[-1] += group
    return portions


def _apply(batch: ImportBatch) -> None:
    """The rows that the preview said are new or changed, each portion in a transaction of its own, so
    that others wait for one only; what was written before a worker died is not written again."""
    for number in batch.rows.to_write().portions():
        said = {row.place: row for row in batch.rows.to_write().filter(portion=number)}
        try:
            _write(batch, number, said)
        except IntegrityError:  # somebody has saved such a number just now: now it is seen
            _write(batch, number, said)
    batch.finish()


def _write(batch: ImportBatch, number: int, said: dict[tuple, ImportRow]) -> None:
    """Judged again: a row of which something else would become by now is refused."""
    lines = [Line(row.number, row.raw, page=row.sheet) for row in said.values()]
    _parse(batch, lines)
    progress = 100 * batch.written_now // batch.change_count
    with batch.portion(progress, f"Ghi vào phần mềm: {batch.told_of_written()}"):
        judge = _judged(batch, lines, about=lines)
        for line in lines:
            if line.verdict != Verdict.SAME and line.promise != said[line.place].promise:
                line.overtake(kinds.about(batch.kind).name)
        before = rows_of(judge.touched(lines))
        judge.write([line for line in lines if line.verdict in WRITTEN])
        count = sum(line.verdict in WRITTEN for line in lines)
        portion = ImportPortion(batch=batch, count=count)
        portion.keep(before, rows_of(judge.touched(lines)))
        portion.save()
        batch.keep_written(number, _refused(batch, lines))


def _refused(batch: ImportBatch, lines: list[Line]) -> list[ImportRow]:
    refused = [line for line in lines if line.has_error]
    for line in refused:
        line.overtake(kinds.about(batch.kind).name)
        line.settle()
    return [kinds.row_of(batch, line) for line in refused]


def _withdraw(batch: ImportBatch) -> None:
    """What was written last is taken back first, each portion in a transaction of its own."""
    batch.advance(10, "Xem có việc nào ghi sau không")
    batch.check_withdrawal()
    total = batch.written_count
    for portion in batch.portions.newest_first():
        with batch.portion(100 - 90 * batch.written_count // total, "Rút lại"):
            portion.take_back(reason=batch.reason, by=batch.requested_by)
    batch.finish_withdrawal()


def _read(batch: ImportBatch) -> tuple[list[Line], dict]:
    """The lines of the file, and what is kept of its columns. Raises UnreadableError."""
    batch.advance(10, "Đọc tệp Excel")
    path = Path(batch.file.path) if batch.file else None
    if not path or not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != batch.sha256:
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


def _parse(batch: ImportBatch, lines: list[Line]) -> None:
    fields = kinds.fields(batch.kind)
    for line in lines:
        line.parse(fields)


def _judged(batch: ImportBatch, lines: list[Line], *, about: list[Line] | None = None) -> Judge:
    """The judge of this kind, who has understood every line."""
    judge = kinds.KINDS[batch.kind].Judge(
        batch.unit, batch.requested_by, starts_on=batch.starts_on, about=about
    )
    judge.judge(lines)
    return judge


STEPS = {ImportStep.READ: _preview, ImportStep.APPLY: _apply, ImportStep.WITHDRAW: _withdraw}
