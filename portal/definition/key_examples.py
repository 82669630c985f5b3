"""What may stand behind each key of a service file, for the hints of findings."""

from __future__ import annotations

from typing import Final

_TEXTS: Final = "{lo: …, en: …}"
_EXAMPLES: Final = {
    "accept": "[photo, pdf]",
    "actions": "{approve: {to: issued, label: {lo: …, en: …}}}",
    "agency": _TEXTS,
    "amount": "50000",
    "answers": "{full_name: ສົມຊາຍ ວົງສາ}",
    "asks": "[fields, note]",
    "body": _TEXTS,
    "branches": "{land: {title: …, office: district, role: planner, actions: …}}",
    "certificate": '{number: "…", title: …, body: …, signed_by: district}',
    "check": '"born < today"',
    "correct": "{full_name: ສົມຊາຍ ວົງສາ}",
    "count": "1",
    "disaggregate": "[gender, village]",
    "eligible": "{owner: {type: yes-no, label: …, check: owner, instead: …}}",
    "end": "granted",
    "error": _TEXTS,
    "expect": "{state: issued, fee: 50000}",
    "fee": "{amount: 50000}",
    "fields": "{full_name: {type: person-name, label: {lo: …, en: …}}}",
    "form": "[{page: person, title: …, fields: …}]",
    "hint": _TEXTS,
    "instead": _TEXTS,
    "label": _TEXTS,
    "late": "{to: district}",
    "link": "https://example.gov.la/land",
    "max": "30",
    "max_files": "2",
    "max_items": "20",
    "messages": '{submitted: {lo: "…", en: "…"}}',
    "min": "1",
    "min_items": "1",
    "moves": "{1.0.0: {village: check}}",
    "needs": "[{lo: …, en: …}]",
    "not_by": "village",
    "note": _TEXTS,
    "number": '"{year}/{office.code}/{serial:05}"',
    "office": "district",
    "options": "{first: {lo: …, en: …}, second: {lo: …, en: …}}",
    "page": "person",
    "particulars": "[full_name, village]",
    "place": "village",
    "promise": "5 working days",
    "question": "owner",
    "required": "false",
    "role": "clerk",
    "service": "boat-licence",
    "signed_by": "district",
    "sms": "[submitted, issued]",
    "state": "issued",
    "summary": _TEXTS,
    "title": _TEXTS,
    "to": "district",
    "type": "text",
    "unit": _TEXTS,
    "valid": "1 year",
    "version": "1.0.0",
    "who": _TEXTS,
    "whole": "true",
    "within": "3 working days",
    "workflow": "{village: {title: …, office: village, role: clerk, actions: …}}",
}


_IN_EXAMPLES: Final = {"actions": "[village.confirm]", "eligible": "{owner: 'no'}", "fields": "[full_name]"}
"""Keys that hold something else in the examples."""


def example_of(key: str, *, in_examples: bool = False) -> str:
    """The line of a key as it may be written, `in_examples` or elsewhere."""
    if in_examples and key in _IN_EXAMPLES:
        return f"{key}: {_IN_EXAMPLES[key]}"
    return f"{key}: {_EXAMPLES.get(key, '…')}"
