"""What is wrong with what was typed to sign in, or why no code was sent, in a sentence."""

from __future__ import annotations

from datetime import datetime

from portal.definition.problems import Problem, sentence_of
from portal.lao.dates import format_datetime
from portal.web.language import current_language
from portal.web.wording import gettext as _


def sentence_of_problem(said: dict[str, str] | None) -> str:
    """What is `said` to be wrong, in the language of the moment; nothing when nothing is."""
    match said and said["problem"]:
        case None:
            return ""
        case "phone-empty":
            return _("Enter your phone number.")
        case "phone-too-short" | "phone-too-long" | "phone-no-beginning" as why:
            return f"{sentence_of(Problem(why, said or {})).in_language(current_language())}."
        case "phone-not-mobile":
            return _("This number cannot receive SMS. Use a mobile number that begins with 020 or 030.")
        case "phone-not-lao":
            return _("Use a Lao mobile number, such as 020 5555 1234.")
        case "phone-not-a-number":
            return _("This is not a phone number. Write it like 020 5555 1234.")
        case "refused-too-soon":
            return _("A code was sent a moment ago. Wait for the message.")
        case "refused-too-many":
            when = format_datetime(datetime.fromisoformat((said or {})["at"]), current_language())
            return _("Too many codes were sent to this phone. Ask again after %(time)s.", time=when)
        case "refused-busy" | "refused-busy-here":
            when = format_datetime(datetime.fromisoformat((said or {})["at"]), current_language())
            return _("Very many people are asking for codes just now. Ask again after %(time)s.", time=when)
        case "code-short":
            return _("Type the 6 digits of the code in the message.")
        case "code-wrong":
            return _("This is not the code. Look at the message again and type its 6 digits.")
        case "code-expired":
            return _("This code is too old. Ask for a new one.")
        case "code-too-many":
            return _("Too many wrong codes. Ask for a new one.")
        case "officer":
            return _(
                "The username or the password is not right. After ten wrong tries an account rests for 15 minutes."
            )
        case _:
            return _("No code is waiting for this number. Ask for a new one.")
