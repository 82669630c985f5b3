"""Our controls write GOV.UK Frontend's markup themselves, for speed; here each is held against GOV.UK's own macro."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask, render_template_string
from werkzeug.datastructures import MultiDict

from tests.web.gallery import gallery_app, gallery_form

TYPED = MultiDict(
    [
        ("name", 'ສົມຊາຍ "<b>" & ວົງສາ'),
        ("phone", "020 5555 1234"),
        ("born-day", "31"),
        ("born-month", "ກຸມພາ"),
        ("born-year", "<1980>"),
        ("gender", "male"),
        ("papers", "female"),
        ("papers", "other"),
        ("district", "other"),
        ("story", "<p>ຫຼາຍ\nແຖວ"),
    ]
)
SENTENCE = 'ກະລຸນາຕື່ມ <ຂໍ້ມູນ> & "ຄຳຕອບ"'

Options = dict[str, Any]


def _around(field: Any, heading: bool) -> Options:
    return {
        "id": field.id,
        "name": field.name,
        "label": {
            "text": field.label.text,
            "isPageHeading": heading,
            "classes": f"govuk-label--{'l' if heading else 's'}",
        },
        **_said(field),
    }


def _said(field: Any, hint: str = "") -> Options:
    said: Options = {}
    if field.description or hint:
        said["hint"] = {"text": field.description or hint}
    if field.errors:
        said["errorMessage"] = {"text": " ".join(field.errors), "visuallyHiddenText": "ຂໍ້ຜິດພາດ"}
    return said


def _fieldset(field: Any, heading: bool) -> Options:
    size = "l" if heading else "s"
    legend = {"text": field.label.text, "isPageHeading": heading, "classes": f"govuk-fieldset__legend--{size}"}
    return {"legend": legend}


def _text(field: Any, heading: bool) -> Options:
    keyboard = {name: field.render_kw[name] for name in ("autocomplete", "inputmode") if name in field.render_kw}
    kind = {"type": field.control, "spellcheck": False}
    return _around(field, heading) | ({"value": field.data} if field.data else {}) | keyboard | kind


def _textarea(field: Any, heading: bool) -> Options:
    return _around(field, heading) | {"value": field.data or "", "rows": 4}


def _select(field: Any, heading: bool) -> Options:
    items = [{"value": value, "text": label, "selected": chosen} for value, label, chosen, _kw in field.iter_choices()]
    return _around(field, heading) | {"items": items, "classes": "portal-wide"}


def _choices(field: Any, heading: bool) -> Options:
    items = [{"value": value, "text": label, "checked": chosen} for value, label, chosen, _kw in field.iter_choices()]
    return {"idPrefix": field.id, "name": field.name, "items": items, "fieldset": _fieldset(field, heading)} | _said(
        field
    )


def _date(field: Any, heading: bool) -> Options:
    wrong = " govuk-input--error" if field.errors else ""
    names = {"day": ("ວັນທີ", 2, "numeric"), "month": ("ເດືອນ", 2, "text"), "year": ("ປີ", 4, "numeric")}
    items = [
        {"name": part, "label": label, "classes": f"govuk-input--width-{width}{wrong}", "inputmode": keyboard}
        | ({"value": field.parts[part]} if field.parts[part] else {})
        for part, (label, width, keyboard) in names.items()
    ]
    said = _said(field, "ຕົວຢ່າງ: 31 3 1980")
    return {"id": field.id, "namePrefix": field.name, "items": items, "fieldset": _fieldset(field, heading)} | said


CONTROLS: dict[str, tuple[str, Callable[[Any, bool], Options]]] = {
    "name": ("input/macro.html|govukInput", _text),
    "phone": ("input/macro.html|govukInput", _text),
    "born": ("date-input/macro.html|govukDateInput", _date),
    "gender": ("radios/macro.html|govukRadios", _choices),
    "papers": ("checkboxes/macro.html|govukCheckboxes", _choices),
    "district": ("select/macro.html|govukSelect", _select),
    "story": ("textarea/macro.html|govukTextarea", _textarea),
    "photo": ("file-upload/macro.html|govukFileUpload", _around),
}


@pytest.fixture(scope="module")
def app() -> Flask:
    return gallery_app()


@pytest.mark.parametrize("heading", [False, True], ids=["plain", "heading"])
@pytest.mark.parametrize("typed", [None, TYPED], ids=["fresh", "typed"])
@pytest.mark.parametrize("errors", [[], [SENTENCE]], ids=["well", "wrong"])
@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_is_what_govuk_would_write(
    app: Flask, name: str, errors: list[str], typed: MultiDict[str, str] | None, heading: bool
) -> None:
    where, options = CONTROLS[name]
    path, macro = where.split("|")
    with app.test_request_context("/"):
        field = gallery_form(typed)[name]
        field.errors = errors
        ours = render_template_string(
            '{% from "components/forms.html" import field as show %}{{ show(field, heading) }}',
            field=field,
            heading=heading,
        )
        theirs = render_template_string(
            f'{{% from "govuk_frontend_jinja/components/{path}" import {macro} %}}{{{{ {macro}(options) }}}}',
            options=options(field, heading),
        )
    assert _read(ours) == _read(theirs)


def test_units_stand_beside_their_box(app: Flask) -> None:
    with app.test_request_context("/"):
        field = gallery_form()["name"]
        ours = render_template_string(
            '{% from "components/forms.html" import text_field %}{{ text_field(field, prefix="₭", suffix="m²") }}',
            field=field,
        )
        theirs = render_template_string(
            '{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}{{ govukInput(options) }}',
            options=_text(field, False) | {"prefix": {"text": "₭"}, "suffix": {"text": "m²"}},
        )
    assert _read(ours) == _read(theirs)


class _Reader(HTMLParser):
    """What a browser makes of markup: tags with their attributes in any order, and text without outer spaces."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []
        self._verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {name: value or "" for name, value in attrs if name != "data-module"}
        # Without a script there is nothing to switch on, and the order of classes means nothing.
        kept["class"] = " ".join(sorted(kept.get("class", "").split()))
        self.seen.append((tag, kept))
        self._verbatim = tag == "textarea"

    def handle_endtag(self, tag: str) -> None:
        self.seen.append(f"/{tag}")
        self._verbatim = False

    def handle_data(self, data: str) -> None:
        # A browser drops the line break that opens a text box.
        text = data.removeprefix("\n") if self._verbatim else " ".join(data.split())
        if text:
            self.seen.append(text)


def _read(markup: str) -> list[Any]:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.seen


def test_a_text_box_gives_back_its_first_empty_line(app: Flask) -> None:
    with app.test_request_context("/"):
        field = gallery_form(MultiDict([("story", "\nສອງ")]))["story"]
        ours = render_template_string(
            '{% from "components/forms.html" import field as show %}{{ show(field) }}', field=field
        )
    assert "\nສອງ" in _read(ours)
