"""Which language a page is in, the switch between them, and texts that carry both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from typing import Final, cast

from flask import Blueprint, Flask, abort, current_app, redirect, request, url_for
from flask_babel import Babel, get_locale
from werkzeug.wrappers import Response

from portal.lao.language import DEFAULT_LANGUAGE, LANGUAGES, Language
from portal.settings import ROOT
from portal.web.buttons import DO, LANGUAGE
from portal.web.way_back import local_path, this_page

LANGUAGE_COOKIE: Final = "lang"
LANGUAGE_COOKIE_LIFE: Final = timedelta(days=365)
TRANSLATIONS: Final = ROOT / "translations"

_NAMES: Final[dict[Language, str]] = {"lo": "ລາວ", "en": "English"}

blueprint = Blueprint("language", __name__)


@dataclass(frozen=True)
class LanguageLink:
    """A language to switch to, named in itself."""

    language: Language
    name: str
    href: str
    current: bool


def install_language(app: Flask) -> None:
    """Give `app` translations (Lao unless the visitor's cookie says otherwise) and the language switch."""
    Babel(
        app,
        default_locale=DEFAULT_LANGUAGE,
        default_timezone="Asia/Vientiane",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=_chosen,
    )
    app.register_blueprint(blueprint)
    app.after_request(_remember_switch)


def current_language() -> Language:
    """Return the language in force: the request's, or one set by flask_babel.force_locale."""
    locale = get_locale()
    language = locale.language if locale else DEFAULT_LANGUAGE
    return cast(Language, language) if language in LANGUAGES else DEFAULT_LANGUAGE


def language_links() -> list[LanguageLink]:
    """Return a link for each language that keeps the visitor on the present page."""
    now = current_language()
    page = this_page()
    return [
        LanguageLink(
            language, _NAMES[language], url_for("language.choose", language=language, next=page), language == now
        )
        for language in LANGUAGES
    ]


def switched_to() -> Language | None:
    """The language to which the visitor switches with the form that they are filling in: it is to be kept as it is,
    neither judged nor done. None when the form was sent by any other button."""
    if request.method != "POST":
        return None
    button, _colon, rest = request.form.get(DO, "").partition(":")
    wanted = rest.partition(":")[0]
    return wanted if button == LANGUAGE and wanted in LANGUAGES else None


def text_in(text: object, language: Language) -> str:
    """Return a bilingual text in `language`, or in the other language when that one is empty.

    A bilingual text has `lo` and `en`, as attributes or as keys; a plain string is returned as it stands.
    """
    if isinstance(text, str):
        return text
    order = (language, *(other for other in LANGUAGES if other != language))
    for name in order:
        words = text.get(name) if isinstance(text, Mapping) else getattr(text, name)
        if words:
            return str(words)
    return ""


@blueprint.get("/language/<language>")
def choose(language: str) -> Response:
    """Remember the language for a year and go back to the page the visitor was on."""
    if language not in LANGUAGES:
        abort(404)
    response = redirect(local_path(request.args.get("next")) or "/")
    _remember(response, language)
    return response


def _remember_switch(response: Response) -> Response:
    """Switch only where the form was taken: a page that refuses it is still in the language it was sent in."""
    if request.method == "POST" and response.status_code == HTTPStatus.SEE_OTHER and (language := switched_to()):
        _remember(response, language)
    return response


def _remember(response: Response, language: str) -> None:
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=LANGUAGE_COOKIE_LIFE,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )


def _chosen() -> str:
    wanted = request.cookies.get(LANGUAGE_COOKIE, "") if request else ""
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
