"""A service as large as one may get, made by code: always the same text, so that times can be compared."""

from __future__ import annotations

from typing import Final

FIELDS: Final = 200
STEPS: Final = 60
_PAGES: Final = 40
_ON_PAGE: Final = FIELDS // _PAGES

_HEAD: Final = """service: big
version: 1.0.0
title: {lo: ບໍລິການໃຫຍ່, en: Big service}
summary: {lo: ບໍລິການທີ່ມີຄຳຖາມຫຼາຍ, en: A service of many questions}
agency: {lo: ກະຊວງພາຍໃນ, en: Ministry of Home Affairs}
place: village
promise: 120 working days
form:
"""
_TAIL: Final = """  granted: {end: granted, title: {lo: ອະນຸມັດແລ້ວ, en: Granted}}
  refused: {end: refused, title: {lo: ບໍ່ອະນຸມັດ, en: Refused}}
messages:
  submitted: {lo: "ຮັບ {ref} ແລ້ວ", en: "Received {ref}"}
  granted: {lo: "{ref} ອະນຸມັດແລ້ວ", en: "{ref} is granted"}
  refused: {lo: "{ref} ບໍ່ໄດ້: {reason}", en: "{ref} is refused: {reason}"}
examples:
  short:
    answers: {village: "010101", about_0: ທົດລອງ, kind_0: c, many_0: 5, since_0: 2020-01-01}
    actions: [step_0.reject]
    expect: {state: refused}
"""


def big_service() -> str:
    """200 questions on 40 pages and 60 steps. Every page hangs on the one before; half of the questions on a choice, a
    number, a sum or a date of their page or of another."""
    pages = "".join(_page(number) for number in range(_PAGES))
    steps = "".join(_step(number) for number in range(STEPS - 2))
    return f"{_HEAD}{pages}workflow:\n{steps}{_TAIL}"


def _page(number: int) -> str:
    before = number - 1
    when = f"    when: \"kind_{before} != 'c' && many_{before} > {number}\"\n" if number else ""
    lines = [
        f"  - page: page_{number}\n{when}    title: {{lo: ໜ້າ {number}, en: Page {number}}}\n    fields:",
        _field(f"kind_{number}", "choice", more="options: {a: {lo: ກ, en: A}, b: {lo: ຂ, en: B}, c: {lo: ຄ, en: C}}"),
        _field(f"many_{number}", "number", more="min: 0, max: 5000, whole: true"),
    ]
    if number == 0:
        lines += [_field("village", "village"), _field("about_0", "text"), _field("since_0", "date")]
    else:
        since = f"since_{before} < today && kind_{number} == 'b'"
        total = f"many_{number} + many_{before} > {number * 20} || kind_{number} == 'a'"
        lines += [
            _field(f"since_{number}", "date", "kind_0 == 'a'" if number == 1 else f"kind_{number} in ['a', 'b']"),
            _field(f"about_{number}", "text", since),
            _field(f"more_{number}", "long-text", f"({total}) && many_{max(number - 7, 0)} < {number * 30 + 40}"),
        ]
    assert len(lines) == _ON_PAGE + 1
    return "\n".join(lines) + "\n"


def _field(name: str, kind: str, when: str = "", more: str = "") -> str:
    parts = [f"type: {kind}", f"label: {{lo: ຄຳຖາມ {name}, en: Question {name}}}"]
    parts += [f'when: "{when}"'] if when else []
    return f"      {name}: {{{', '.join([*parts, more] if more else parts)}}}"


def _step(number: int) -> str:
    last = number == STEPS - 3
    office = "village" if number < STEPS // 3 else "district" if number < 2 * STEPS // 3 else "province"
    following = "granted" if last else f"step_{number + 1}"
    return f"""  step_{number}:
    title: {{lo: ຂັ້ນຕອນ {number}, en: Step {number}}}
    office: {office}
    role: clerk
    within: 2 working days
    actions:
      pass: {{to: {following}, label: {{lo: ຜ່ານ, en: Pass}}}}
      reject: {{to: refused, label: {{lo: ປະຕິເສດ, en: Reject}}, asks: [reason]}}
"""
