"""What was recorded before: votes become rows, plain texts become paragraphs, tasks get their keys."""

import uuid

from django.db import migrations

from meetings.rich_text import of_plain

TEXTS = ["content", "conclusion", "resolution"]
VOTES = ["votes_for", "votes_against", "votes_abstained"]


def carry_over(apps, schema_editor):
    Meeting, Vote, Task = (apps.get_model("meetings", name) for name in ("Meeting", "Vote", "Task"))
    for meeting in Meeting.objects.iterator():
        for name in TEXTS:
            setattr(meeting, name, of_plain(getattr(meeting, name)))
        meeting.save(update_fields=TEXTS)
        counts = [getattr(meeting, name) for name in VOTES]
        if any(count is not None for count in counts):
            Vote.objects.create(
                meeting=meeting,
                key=uuid.uuid4(),
                question="Thông qua nghị quyết" if meeting.resolution else "Biểu quyết",
                in_favour=counts[0],
                against=counts[1],
                abstained=counts[2],
            )
    for task in Task.objects.iterator():
        task.key = uuid.uuid4()
        task.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_core")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
