"""The buttons of a form: they carry the name `_do`, and the one that was pressed says what is to be done.

No field can have such a name, since field names begin with a letter.
"""

from __future__ import annotations

from typing import Final

DO: Final = "_do"
CONTINUE: Final = "continue"
ENTER: Final = "enter"
"""The first button of a form, which nobody sees and the Enter key presses: the search for what was typed into a box of
names and not looked for yet, else 'continue'."""
BACK: Final = "back"
STOP: Final = "stop"
ANYWAY: Final = "anyway"
"""Sends a correction though nothing was changed, or with all that it was said to change."""
FIND: Final = "find"
"""'find:FIELD' shows the areas that may be chosen; 'find:FIELD:search' stands beside the box for a name."""
OPEN: Final = "open"
"""'open:FIELD:PROVINCE:DISTRICT' opens the lists of areas there; no DISTRICT for the districts of a province."""
ADD: Final = "add"
"""'add:GROUP' adds a row."""
REMOVE: Final = "remove"
"""'remove:GROUP:ROW'."""
UNFILE: Final = "unfile"
"""'unfile:FIELD:ID' takes an upload away."""
UNUSE: Final = "unuse"
"""Takes the answers given elsewhere, with which the form is filled in, out of it."""
LANGUAGE: Final = "language"
"""'language:en' has the form kept, and no more, and changes the language; it is 'language:en:judged' where the page
shows what is wrong with the form, and goes on showing it."""
SHOWN: Final = "_shown"
"""No button: the names of the questions that stood on the page as it was sent, where what is typed may open others."""
CSRF: Final = "_csrf"
"""No button: the token without which no form is taken. A question may well be called `csrf_token`."""
JUDGED: Final = ":judged"
