"""Turning what pydantic finds wrong with the shape of a service file into findings in plain words."""

from __future__ import annotations

import difflib
import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from portal.definition.curly_quotes import between_curly_quotes, curly_quote_before
from portal.definition.findings import Finding, Place, finding, guess
from portal.definition.full_width import full_width_sign, full_width_words
from portal.definition.key_examples import example_of
from portal.definition.model import Part
from portal.definition.model_at import Location, models_at
from portal.definition.rules_loading import RULES
from portal.definition.shape_habits import begins_its_part, habit, is_in_brackets, number_in_two
from portal.definition.source import Path, Source
from portal.definition.step_keys import misplaced_in_step
from portal.definition.words_of_elsewhere import key_of_elsewhere, type_of_elsewhere
from portal.definition.yaml_lines import lines_of

_WANTED: dict[str, tuple[str, str]] = {
    "string_type": ("ຂໍ້ຄວາມ", "a text"),
    "int_type": ("ຕົວເລກຖ້ວນ", "a whole number"),
    "int_parsing": ("ຕົວເລກຖ້ວນ", "a whole number"),
    "int_from_float": ("ຕົວເລກຖ້ວນ", "a whole number"),
    "float_type": ("ຕົວເລກ", "a number"),
    "float_parsing": ("ຕົວເລກ", "a number"),
    "bool_type": (" true ຫຼື false", "true or false"),
    "bool_parsing": (" true ຫຼື false", "true or false"),
    "tuple_type": ("ລາຍການ [ … ]", "a list"),
    "list_type": ("ລາຍການ [ … ]", "a list"),
    "dict_type": ("ສ່ວນທີ່ມີຊື່ ແລະ ຄ່າ", "a part with keys and values"),
    "model_type": ("ສ່ວນທີ່ມີຊື່ ແລະ ຄ່າ", "a part with keys and values"),
    "model_attributes_type": ("ສ່ວນທີ່ມີຊື່ ແລະ ຄ່າ", "a part with keys and values"),
}
_OF_AMOUNT = ("ຕົວເລກ ຫຼື ສູດໃນວົງຢືມ", "a number, or an expression in quotation marks")
_FEE_IN_STEPS = "amount: 'area > 100 ? 100000 : 50000'"
_LEVELS_SPOKEN = {
    **dict.fromkeys(("ບ້ານ", "ban", "baan"), "village"),
    **dict.fromkeys(("ເມືອງ", "muang", "meuang"), "district"),
    **dict.fromkeys(("ແຂວງ", "khoueng", "khwaeng", "ນະຄອນຫຼວງ"), "province"),
}
"""Levels of offices in the words in which people speak of them."""
_LANGUAGES = {"lo": ("ພາສາລາວ", "Lao"), "en": ("ພາສາອັງກິດ", "English")}
_MOST_FINDINGS = 100


def shape_findings(error: ValidationError, source: Source) -> list[Finding]:
    """One finding for each place that is wrong, in the order of the file."""
    found: dict[object, Finding] = {}
    for fault in error.errors(include_url=False)[:_MOST_FINDINGS]:
        if fault["type"] == "missing" and _has_wide_colon(fault):
            continue
        path = path_in(source, fault["loc"])
        found.setdefault((path, fault["type"] == "missing" and fault["loc"]), _finding(fault, path, source))
    return sorted(found.values(), key=lambda each: (each.line, each.column, each.code))


def path_in(source: Source, location: Location) -> Path:
    """The path in the file of a pydantic location, which also holds names of union members and validators."""
    path: Path = ()
    for part in location:
        if (*path, part) in source.entries:
            path = (*path, part)
    return path


def _finding(fault: ErrorDetails, path: Path, source: Source) -> Finding:
    kind, location = fault["type"], fault["loc"]
    context: dict[str, Any] = fault.get("ctx", {})
    is_key = location[-1:] == ("[key]",)
    place = source.key(*path) if is_key or kind in {"extra_forbidden", "missing"} else source.value(*path)
    if (kind == "extra_forbidden" or is_key) and _follows_comma(source, path):
        return _after_comma(path, location, place, source)
    code, found = _code_and_words(kind, fault, context, path, source)
    return finding(RULES, code, source.file, place, **found)


def _code_and_words(
    kind: str, fault: ErrorDetails, context: dict[str, Any], path: Path, source: Source
) -> tuple[str, dict[str, object]]:
    last = fault["loc"][-1] if fault["loc"] else ""
    value = fault["input"]
    if kind == "missing":
        return _missing(str(last))
    if last not in _LANGUAGES and (meant := between_curly_quotes(value)):
        part = ("ຊື່", "name") if last == "[key]" else ("ຄ່າ", "value")
        return "curly-value", {"value": value, "meant": meant, "part_lo": part[0], "part_en": part[1]}
    if last != "[key]" and (words := habit(kind, value, path, source, models_at(fault["loc"][:-1]))):
        return words
    if kind == "extra_forbidden":
        return _unknown_key(str(last), models_at(fault["loc"][:-1]))
    if kind in {"literal_error", "enum"}:
        written = as_written(source, path)
        expected = _quoted(context.get("expected", ""))
        return "unknown-value", {"value": written, "key": _key_of(path), **_values(written, _key_of(path), expected)}
    if kind in {"model_type", "string_type"} and _wants_text(fault["loc"]):
        return "missing-language", _languages("lo", "en")
    if kind == "string_type" and last in _LANGUAGES and (sign := _bracket_of_text(value)):
        return "needs-quotes", {"sign": sign}
    is_part = kind in {"dict_type", "model_type", "model_attributes_type"}
    if is_part and isinstance(value, list) and not is_in_brackets(source, path):
        return "not-a-list", {"key": _key_of(path)}
    if kind in _WANTED:
        return "wrong-kind", _wanted(kind, path, value)
    if kind == "string_pattern_mismatch":
        return _pattern(str(value), str(context.get("pattern", "")))
    if kind in {"string_too_short", "too_short"}:
        if last in _LANGUAGES:
            return "missing-language", _languages(str(last))
        return "empty", {"least": context.get("min_length", 1)}
    if kind in {"string_too_long", "too_long"}:
        return "too-long", {"most": context.get("max_length", "")}
    return _rest(kind, fault, context)


def _wanted(kind: str, path: Path, value: object) -> dict[str, object]:
    """What should stand at a path, and an example of it."""
    lao, english = _OF_AMOUNT if path[-1:] == ("amount",) else _WANTED[kind]
    example = example_of(_key_of(path), in_examples=path[:1] == ("examples",))
    if path[-1:] == ("amount",) and isinstance(value, dict):
        example = _FEE_IN_STEPS
    return {"wanted_lo": lao, "wanted_en": english, "example": example}


def _after_comma(path: Path, location: Location, place: Place, source: Source) -> Finding:
    """What has neither colon nor value, and why: a colon that is missing, a colon or quotation marks that are none to
    YAML, or a comma."""
    key = str(path[-1])
    line = lines_of(source.text)[place.line - 1]
    sign = full_width_sign(line)
    if sign is not None:
        words = full_width_words(line[sign])
        return finding(RULES, "full-width-sign", source.file, Place(place.line, sign + 1), **words)
    quote = curly_quote_before(line, place.column - 1)
    if quote is not None:
        return finding(RULES, "curly-quotes", source.file, Place(place.line, quote + 1), sign=line[quote])
    if number := number_in_two(line, place.column - 1, key):
        if len(key) == 3:
            found = Place(place.line, place.column - (len(number) - len(key)))
            meant = number.replace(",", "")
            return finding(RULES, "grouped-number", source.file, found, written=number, meant=meant)
    elif begins_its_part(source, path) or key.split(" ")[0] in _known_keys(models_at(location[:-1])):
        return finding(RULES, "no-colon", source.file, place)
    return finding(RULES, "comma-in-text", source.file, place, key=key)


def _has_wide_colon(fault: ErrorDetails) -> bool:
    """Whether a key is missing only because its colon is a full-width one, which is said there."""
    given = fault["input"]
    return isinstance(given, dict) and any(str(key).startswith(f"{fault['loc'][-1]}：") for key in given)


def _follows_comma(source: Source, path: Path) -> bool:
    """Whether a key has neither colon nor value: what stands between two commas in brackets."""
    entry = source.entries[path]
    bare = entry.written == "" and entry.key.line == entry.value.line
    return bare and entry.value.column - entry.key.column == len(str(path[-1]))


def _bracket_of_text(value: object) -> str:
    """The bracket that begins what was meant as a text: `lo: {note}` is read as a part with an empty key."""
    if isinstance(value, dict) and all(inner is None for inner in value.values()):
        return "{"
    return "[" if isinstance(value, list) else ""


def _rest(kind: str, fault: ErrorDetails, context: dict[str, Any]) -> tuple[str, dict[str, object]]:
    bounds = {"greater_than_equal": ("ge", ">="), "less_than_equal": ("le", "<=")}
    if kind in bounds:
        name, sign = bounds[kind]
        return "out-of-range", {"bound": f"{sign} {context[name]}"}
    if kind == "bad_period":
        return "bad-period", {"value": _in_brackets(fault["input"]), "example": context["example"]}
    if kind in {"bad_join", "do_or_correct"}:
        return kind.replace("_", "-"), {}
    return "bad-shape", {"problem": fault["msg"]}


def _missing(key: str) -> tuple[str, dict[str, object]]:
    if key in _LANGUAGES:
        return "missing-language", _languages(key)
    return "missing-key", {"key": key, "example": example_of(key)}


def _key_of(path: Path) -> str:
    """The key that a value, or a list that it stands in, belongs to."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _languages(*missing: str) -> dict[str, object]:
    return {
        "missing_lo": " ແລະ ".join(_LANGUAGES[key][0] for key in missing),
        "missing_en": " and no ".join(_LANGUAGES[key][1] for key in missing),
    }


def _pattern(value: str, pattern: str) -> tuple[str, dict[str, object]]:
    if pattern.startswith(r"^\d"):
        return "bad-version", {"value": value}
    joiner = "-" if "-]" in pattern else "_"
    meant = re.sub(r"[\s_-]+", joiner, value.strip().lower())
    return "bad-name", {"value": value, "joiner": joiner, **guess(meant if re.fullmatch(pattern, meant) else None)}


def _choices(written: str, known: list[str]) -> dict[str, object]:
    spoken = _LEVELS_SPOKEN.get(written.lower())
    close = [spoken] if spoken in known else difflib.get_close_matches(written[:60], known, n=1)
    return {**guess(next(iter(close), None)), "known": ", ".join(known)}


def as_written(source: Source, path: Path) -> str:
    """The value at `path` about as the file has it: true and not Python's True, a list in brackets."""
    entry = source.entries.get(path)
    return entry.written if entry is not None and entry.written is not None else _in_brackets(source.at(path))


def _in_brackets(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_in_brackets, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_in_brackets(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _values(written: str, key: str, expected: list[str]) -> dict[str, object]:
    if key == "type" and (meant := type_of_elsewhere(written)):
        return {**guess(meant), "known": ", ".join(expected)}
    words = _choices(written, expected)
    if key == "asks" and not words["guess_en"]:
        own = f"`{{{written}: {{type: text, label: {{lo: …, en: …}}}}}}`"
        words |= {"guess_lo": f"ຄຳຖາມຂອງທ່ານເອງ ຂຽນແບບ {own}. ", "guess_en": f"A question of your own is {own}. "}
    return words


def _quoted(expected: str) -> list[str]:
    return expected.replace("'", "").replace(" or ", ", ").split(", ")


def _unknown_key(key: str, models: list[type[Part]]) -> tuple[str, dict[str, object]]:
    known = _known_keys(models)
    if found := misplaced_in_step(key, models):
        return "other-step-key", {**found, "key": key, "known": ", ".join(known)}
    words = guess(meant) if (meant := key_of_elsewhere(key, known)) else {}
    return "unknown-key", {"key": key, **_choices(key, known), **words}


def _known_keys(models: list[type[Part]]) -> list[str]:
    return list(dict.fromkeys(name for model in models for name in model.model_fields))


def _wants_text(location: Location) -> bool:
    models = models_at(location)
    return bool(models) and all(set(model.model_fields) == {"lo", "en"} for model in models)
