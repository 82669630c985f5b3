"""Keys of one kind of step that stand in another: an office in an end, actions beside the branches of reviews."""

from __future__ import annotations

from typing import Final

from portal.definition.model import Action, EndStep, OfficerStep, ParallelStep, Part

_NAMES: Final[dict[type[Part], tuple[str, str]]] = {
    EndStep: ("ບ່ອນສິ້ນສຸດ", "an end"),
    ParallelStep: ("ຂັ້ນຕອນຄູ່ຂະໜານ", "a parallel step"),
    OfficerStep: ("ຂັ້ນຕອນຂອງຫ້ອງການ", "a step of an office"),
}


def misplaced_in_step(key: str, models: list[type[Part]]) -> dict[str, object] | None:
    """What to say of a key that means nothing in this kind of step but would in another; None for any other key."""
    kind = next(iter(models), None)
    if len(models) != 1 or kind not in _NAMES or not any(key in other.model_fields for other in _NAMES):
        return None
    lao, english = _NAMES[kind]
    fix_lao, fix_english = _where_it_belongs(key, kind)
    return {"step_lo": lao, "step_en": english, "fix_lo": fix_lao, "fix_en": fix_english}


def _where_it_belongs(key: str, kind: type[Part]) -> tuple[str, str]:
    if kind is ParallelStep and key in OfficerStep.model_fields:
        return f"ໃສ່ `{key}` ໃນແຕ່ລະສາຍງານຂອງ `branches`. ", f"Write `{key}` in each of its `branches`. "
    if kind is OfficerStep and key in Action.model_fields:
        return f"ໃສ່ `{key}` ໃນແຕ່ລະການດຳເນີນການຂອງ `actions`. ", f"Write `{key}` in each of its `actions`. "
    if kind is OfficerStep and key in EndStep.model_fields:
        return f"ໃສ່ `{key}` ໃນຂັ້ນຕອນທີ່ມີ `end: granted`. ", f"Write `{key}` in a step with `end: granted`. "
    return "", ""
