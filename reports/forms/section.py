"""One section of a report: its text, the counted sentences under it, what is expected."""

import unicodedata

from django import forms

from common.acting import ActForm
from common.editing import remember
from reports.documents.counted import Counted
from reports.documents.drafting import sentences_by_section
from reports.documents.outline import Heading, headings
from reports.models import SECTION_LIMIT, Depth, Report
from reports.reading.placeholders import NAMES, Facts, filled, shown, stored

ESTIMATE = "estimate-"  # begins the names of the fields of what is expected, before the code


class TextField(forms.CharField):
    """A long plain text: one form of Unicode, line ends counted once, a limit told at the field."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=SECTION_LIMIT,
            widget=forms.Textarea({"rows": 10}),
            error_messages={
                "max_length": "Phần này dài %(show_value)d ký tự, tối đa là %(limit_value)d. "
                "Rút gọn; nội dung đồng chí nhập vẫn còn nguyên ở đây."
            },
            **kwargs,
        )

    def to_python(self, value):
        text = super().to_python(value)
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))

    def widget_attrs(self, widget):
        """No limit in the browser: it would cut what is pasted without a word."""
        return {}


class WordsField(forms.CharField):
    """A counted sentence: edited with the names of its figures, kept with their codes."""

    def __init__(self, **kwargs):
        box = forms.Textarea({"rows": 3})
        super().__init__(label="Câu in ra", max_length=2000, widget=box, **kwargs)

    def prepare_value(self, value):
        return shown(value) if isinstance(value, str) else value

    def clean(self, value) -> str:
        return stored(unicodedata.normalize("NFC", super().clean(value)))

    def has_changed(self, initial, data) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class SectionForm(ActForm):
    """What of it was changed; a sentence that the page did not show stays as it is."""

    edits = True
    text = TextField(label="Phần tự viết")

    def __init__(self, *args, report: Report, heading: Heading, facts: Facts, **kwargs):
        self.report, self.heading, self.facts = report, heading, facts
        self.sentences = sentences_by_section(report, facts)[heading.key]
        section = next((one for one in report.sections.all() if one.key == heading.key), None)
        self.section = section
        super().__init__(*args, initial={"text": section.text if section else ""}, **kwargs)
        if not heading.section.is_typed:
            del self.fields["text"]
        places = [(one.key, one.full) for one in headings(report) if one.section.depth != Depth.PART]
        for one in self.sentences:
            self._add(one, places)
        if report.cut_off:
            self._add_estimates()
        remember(self)

    def _add(self, one: Counted, sections: list[tuple[str, str]]) -> None:
        """The fields of one sentence; those that are not sent leave it as it is."""
        fields = {
            "is_shown": forms.BooleanField(label="In câu này", required=False),
            "place": forms.IntegerField(label="Thứ tự", min_value=0, max_value=999, required=False),
            "section": forms.ChoiceField(label="Đặt ở mục", choices=sections, required=False),
        }
        if not one.is_fixed:
            fields["text"] = WordsField(required=False)
        for name, field in fields.items():
            self.fields[f"{one.key}-{name}"] = field
            self.initial[f"{one.key}-{name}"] = getattr(one, name)
        self.fields[f"{one.key}-sent"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial="1"
        )

    def _add_estimates(self) -> None:
        kept = self.section.estimates if self.section else {}
        for code in self.heading.section.codes:
            if code in NAMES:
                name = f"{ESTIMATE}{code}"
                self.fields[name] = forms.IntegerField(
                    label=f"Ước cả kỳ: {NAMES[code]}", min_value=0, max_value=999_999, required=False
                )
                self.initial[name] = kept.get(code)

    @property
    def rows(self) -> list[dict]:
        """Each sentence as it would be printed, with its fields; open where one of them is wrong."""
        return [self._row(one) for one in self.sentences]

    def _row(self, one: Counted) -> dict:
        names = ("is_shown", "place", "section", "text", "sent")
        fields = {name: f"{one.key}-{name}" for name in names}
        row = {name: self[field] for name, field in fields.items() if field in self.fields}
        is_open = any(field.errors for field in row.values())
        return row | {"one": one, "said": filled(one.text, self.facts), "is_open": is_open}

    @property
    def expected(self) -> list:
        return [self[name] for name in self.fields if name.startswith(ESTIMATE)]

    def act(self, *, by):
        data = self.cleaned_data
        self.report.write(
            self.heading.key,
            data.get("text", self.section.text if self.section else ""),
            revision=self.section.revision if self.section else 0,
            wordings=self._wordings(),
            estimates={
                name.removeprefix(ESTIMATE): data[name]
                for name in self.changed_data
                if name.startswith(ESTIMATE)
            },
            by=by,
        )

    def _wordings(self) -> dict[str, dict]:
        """What differs from how the program says it; as usual again is kept as nothing changed."""
        made = {}
        for one in self.sentences:
            names = [f"{one.key}-{name}" for name in ("is_shown", "place", "section", "text")]
            changed = [name for name in names if name in self.changed_data]
            if not self.cleaned_data.get(f"{one.key}-sent") or not changed:
                continue
            is_shown, place, section, text = map(self.cleaned_data.get, names)
            words = "" if not text or text == one.usual else text
            made[one.key] = {"is_shown": is_shown, "place": place, "section": section, "text": words}
        return made
