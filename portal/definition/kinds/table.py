"""Every type of field by its name."""

from __future__ import annotations

from typing import Final

from portal.definition.kinds.area import AreaKind
from portal.definition.kinds.choice import ChoiceKind, ChoicesKind, GenderKind, YesNoKind
from portal.definition.kinds.day import DateKind
from portal.definition.kinds.file import FileKind
from portal.definition.kinds.group import GroupKind
from portal.definition.kinds.kind import Kind
from portal.definition.kinds.lao_phone import LaoPhoneKind
from portal.definition.kinds.number import ComputedKind, MoneyKind, NumberKind
from portal.definition.kinds.person_name import PersonNameKind
from portal.definition.kinds.statement import StatementKind
from portal.definition.kinds.texts import EmailKind, IdNumberKind, LongTextKind, TextKind
from portal.definition.model import FieldType, FormField, Level


def kind_of(field: FormField) -> Kind:
    """What there is to know of the type of a field."""
    return KINDS[field.type]


KINDS: Final[dict[FieldType, Kind]] = {
    FieldType.PERSON_NAME: PersonNameKind(),
    FieldType.GENDER: GenderKind(),
    FieldType.DATE: DateKind(),
    FieldType.LAO_PHONE: LaoPhoneKind(),
    FieldType.VILLAGE: AreaKind(Level.VILLAGE),
    FieldType.DISTRICT: AreaKind(Level.DISTRICT),
    FieldType.PROVINCE: AreaKind(Level.PROVINCE),
    FieldType.CHOICE: ChoiceKind(),
    FieldType.CHOICES: ChoicesKind(),
    FieldType.YES_NO: YesNoKind(),
    FieldType.NUMBER: NumberKind(),
    FieldType.MONEY: MoneyKind(),
    FieldType.TEXT: TextKind(),
    FieldType.LONG_TEXT: LongTextKind(),
    FieldType.EMAIL: EmailKind(),
    FieldType.ID_NUMBER: IdNumberKind(),
    FieldType.FILE: FileKind(),
    FieldType.GROUP: GroupKind(kind_of),
    FieldType.COMPUTED: ComputedKind(),
    FieldType.STATEMENT: StatementKind(),
}
"""All of them: a test says which is missing."""
