"""Keys and types as other tools for forms and workflows call them, or people speak of them, and what they are here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "optional": ("required: false",),
    **dict.fromkeys(("mandatory", "compulsory", "obligatory"), ("required",)),
    "pages": ("form",),
    **dict.fromkeys(("sections", "questions", "inputs", "elements"), ("form", "fields")),
    **dict.fromkeys(("description", "desc", "help", "help_text", "subtitle"), ("hint", "summary")),
    **dict.fromkeys(("steps", "states", "stages", "process", "flow"), ("workflow", "branches")),
    **dict.fromkeys(("transitions", "buttons", "decisions"), ("actions",)),
    **dict.fromkeys(("next", "goto", "target"), ("to",)),
    **dict.fromkeys(("if", "show_if", "visible_if", "visible_when", "condition", "depends_on"), ("when",)),
    **dict.fromkeys(("validate", "validation", "constraint"), ("check", "pattern")),
    **dict.fromkeys(("regex", "regexp", "format"), ("pattern",)),
    **dict.fromkeys(("choices", "values", "items"), ("options",)),
    **dict.fromkeys(("formula", "expression", "calculate"), ("value", "amount")),
    **dict.fromkeys(("name", "heading", "caption"), ("label", "title")),
    "label": ("title",),
    "title": ("label",),
    **dict.fromkeys(("deadline", "days", "duration", "due"), ("within", "promise")),
    **dict.fromkeys(("sms", "notifications", "texts"), ("messages",)),
    **dict.fromkeys(("eligibility", "prerequisites", "conditions", "criteria"), ("eligible",)),
    **dict.fromkeys(("otherwise", "else", "refusal"), ("instead",)),
    **dict.fromkeys(("price", "cost", "fees"), ("fee", "amount")),
    **dict.fromkeys(("documents", "requirements", "bring"), ("needs",)),
    **dict.fromkeys(("ministry", "department", "organisation"), ("agency",)),
    **dict.fromkeys(("tests", "test", "cases"), ("examples",)),
    **dict.fromkeys(("signer", "signature"), ("signed_by",)),
    **dict.fromkeys(("validity", "expires", "expiry"), ("valid",)),
}
_TYPES: Final = {
    **dict.fromkeys(("integer", "int", "whole", "ຈຳນວນ"), "number, whole: true"),
    **dict.fromkeys(("float", "decimal", "double", "numeric", "ຕົວເລກ"), "number"),
    **dict.fromkeys(("boolean", "bool", "checkbox", "yesno", "yes_no"), "yes-no"),
    **dict.fromkeys(("string", "str", "char", "input", "ຂໍ້ຄວາມ"), "text"),
    **dict.fromkeys(("textarea", "paragraph", "longtext", "long_text"), "long-text"),
    **dict.fromkeys(("select", "radio", "dropdown", "enum", "option"), "choice"),
    **dict.fromkeys(("multiselect", "checkboxes", "multiple"), "choices"),
    **dict.fromkeys(("phone", "tel", "telephone", "mobile", "ເບີໂທ"), "lao-phone"),
    **dict.fromkeys(("name", "fullname", "full-name", "person", "ຊື່"), "person-name"),
    **dict.fromkeys(("photo", "image", "picture", "pdf", "upload", "attachment", "document", "ຮູບ"), "file"),
    **dict.fromkeys(("currency", "kip", "price", "ເງິນ"), "money"),
    **dict.fromkeys(("table", "list", "rows", "repeat"), "group"),
    **dict.fromkeys(("formula", "calculated", "calculation"), "computed"),
    **dict.fromkeys(("sex", "ເພດ"), "gender"),
    **dict.fromkeys(("day", "datetime", "birthday", "dob", "ວັນທີ"), "date"),
    **dict.fromkeys(("id", "card", "idnumber", "id-card", "ເລກບັດ"), "id-number"),
    **dict.fromkeys(("info", "information", "declaration", "label"), "statement"),
}


def key_of_elsewhere(key: str, known: Collection[str]) -> str | None:
    """How a key is called here, among those `known` in its part."""
    meant = _KEYS.get(key.lower().replace("-", "_"), ())
    return next((each for each in meant if each.partition(":")[0] in known), None)


def type_of_elsewhere(written: str) -> str | None:
    """The type of question that one of that name is here."""
    return _TYPES.get(written.lower())
