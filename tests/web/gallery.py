"""A throw-away portal: the real shell around pages that show each component in each of its states."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask, flash, render_template, request
from markupsafe import Markup
from pydantic import SecretStr
from wtforms import Form
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs know WTForms 3.2

from portal.web.case_steps import StepLine
from portal.web.forms.controls import (
    CheckboxesControl,
    DateControl,
    FileControl,
    RadiosControl,
    SelectControl,
    TextControl,
    first_box,
)
from portal.web.language import current_language
from portal.web.security_headers import public_page
from portal.web.shell import install_shell

PAGES: Final = ("front", "form", "mending", "heading", "case", "desk", "phone", "words")
INFORMATION: Final = ("about", "help", "privacy", "cookies")

_TEXTS: Final = {
    "name": {"lo": "ຊື່ ແລະ ນາມສະກຸນ", "en": "Full name"},
    "name_hint": {"lo": "ຂຽນຕາມບັດປະຈຳຕົວ ຫຼື ປຶ້ມສຳມະໂນຄົວ", "en": "As on your identity card or family book"},
    "story": {"lo": "ເຫດຜົນທີ່ຂໍ", "en": "Why you ask"},
    "gender": {"lo": "ເພດ", "en": "Gender"},
    "papers": {"lo": "ເອກະສານທີ່ມີຢູ່ແລ້ວ", "en": "Papers you have"},
    "district": {"lo": "ເມືອງ", "en": "District"},
    "born": {"lo": "ວັນເດືອນປີເກີດ", "en": "Date of birth"},
    "photo": {"lo": "ຮູບໃບຍິນຍອມຂອງເຈົ້າຂອງເຮືອນ", "en": "Photo of the householder's consent"},
    "phone": {"lo": "ເບີໂທລະສັບ", "en": "Phone number"},
}

CHOICES: Final = {
    "lo": [SelectChoice("female", "ຍິງ"), SelectChoice("male", "ຊາຍ"), SelectChoice("other", "ບໍ່ຢາກລະບຸ ຫຼື ຕອບເປັນຢ່າງອື່ນ")],
    "en": [
        SelectChoice("female", "Female"),
        SelectChoice("male", "Male"),
        SelectChoice("other", "Another answer, or I would rather not say"),
    ],
}

NOON: Final = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)


class GallerySettings:
    """The options the shell reads."""

    secret_key = SecretStr("a key for the gallery alone, of some length")
    cookie_secure = False
    trusted_proxies = 0
    demo = True


def gallery_app(**settings: Any) -> Flask:
    """Build the app; `settings` replace options of the shell."""
    app = Flask(__name__, static_folder=None)
    options = GallerySettings()
    for name, value in settings.items():
        setattr(options, name, value)
    install_shell(app, options)
    app.register_blueprint(_gallery())
    return app


def gallery_form(typed: Any = None) -> Form:
    """One field of each kind, labelled in the present language."""
    language = current_language()

    def say(name: str) -> str:
        return _TEXTS[name][language]

    kinds = {
        "name": TextControl(label=say("name"), description=say("name_hint"), render_kw={"autocomplete": "name"}),
        "phone": TextControl(control="tel", label=say("phone"), render_kw={"inputmode": "tel"}),
        "born": DateControl(label=say("born")),
        "gender": RadiosControl(label=say("gender"), choices=CHOICES[language]),
        "papers": CheckboxesControl(label=say("papers"), choices=CHOICES[language]),
        "district": SelectControl(label=say("district"), choices=CHOICES[language]),
        "story": TextControl(control="textarea", label=say("story"), description=say("name_hint")),
        "photo": FileControl(label=say("photo")),
    }
    made: Form = type("GalleryForm", (Form,), kinds)(typed)
    return made


def _gallery() -> Blueprint:
    blueprint = Blueprint("gallery", __name__, template_folder=str(Path(__file__).parent / "gallery_pages"))

    @blueprint.get("/")
    @public_page
    def front() -> str:
        return render_template("front.html")

    @blueprint.get("/form")
    def form() -> str:
        return render_template("form.html", form=gallery_form(), wrong=[])

    @blueprint.route("/mending", methods=["GET", "POST"])
    def mending() -> str:
        made = gallery_form(request.form or None)
        for field in made:
            said = {"lo": "ກະລຸນາຕື່ມຂໍ້ມູນນີ້ໃຫ້ຖືກຕ້ອງ", "en": "Give this answer in full"}
            field.errors = [said[current_language()]]
        wrong = [(first_box(field), field.errors[0]) for field in made]
        return render_template("form.html", form=made, wrong=wrong)

    @blueprint.get("/heading")
    def heading() -> str:
        return render_template("heading.html", form=gallery_form())

    @blueprint.get("/case")
    def case() -> str:
        return render_template("case.html", steps=_steps(), noon=NOON)

    @blueprint.get("/desk")
    def desk() -> str:
        return render_template("desk.html", noon=NOON)

    @blueprint.get("/phone")
    def phone() -> str:
        link = Markup('<a class="govuk-link" href="/my">http://127.0.0.1:8000/t/7KQ2MZ</a>')
        return render_template("phone.html", link=link, noon=NOON)

    @blueprint.get("/words")
    def words() -> str:
        return render_template("words.html")

    @blueprint.get("/flashing")
    def flashing() -> str:
        flash({"lo": "ບັນທຶກແລ້ວ", "en": "Saved"}[current_language()], "success")
        return render_template("front.html")

    @blueprint.get("/failing")
    def failing() -> str:
        raise RuntimeError("ສົມຊາຍ 020 5555 1234")

    return blueprint


def _steps() -> list[StepLine]:
    lao = current_language() == "lo"
    return [
        StepLine(title="ສົ່ງຄຳຮ້ອງ" if lao else "Sent", state="done", at=NOON),
        StepLine(
            title="ນາຍບ້ານກວດ" if lao else "Village check",
            state="current",
            holder="ຫ້ອງການປົກຄອງບ້ານ ໂພນສະຫວັນເໜືອ" if lao else "Ban Phonesavan Nua village office",
            due=date(2026, 11, 23),
            late=True,
            note="ນາຍບ້ານຂໍເບິ່ງປຶ້ມສຳມະໂນຄົວ" if lao else "The village asked to see the family book",
        ),
        StepLine(title="ເມືອງເຊັນ" if lao else "District signature", state="coming", due=date(2026, 11, 27)),
        StepLine(title="ອອກໃບແລ້ວ" if lao else "Issued", state="coming"),
        StepLine(title="ຖືກປະຕິເສດ" if lao else "Refused", state="stopped"),
    ]
