"""Every rule of the checker over a service that could be read. docs/checker.md explains each code."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule
from portal.definition.rules.amounts import AMOUNTS
from portal.definition.rules.areas import AREAS
from portal.definition.rules.beside import BESIDE
from portal.definition.rules.certificate import CERTIFICATE
from portal.definition.rules.choosing import CHOOSING
from portal.definition.rules.eligible import ELIGIBLE
from portal.definition.rules.examples import EXAMPLES
from portal.definition.rules.expressions import EXPRESSIONS
from portal.definition.rules.form import FORM
from portal.definition.rules.messages import MESSAGES
from portal.definition.rules.names import NAMES
from portal.definition.rules.placeholders import PLACEHOLDERS
from portal.definition.rules.texts import TEXTS
from portal.definition.rules.workflow import WORKFLOW

RULES: Final[dict[str, Rule]] = {
    **NAMES,
    **FORM,
    **ELIGIBLE,
    **CHOOSING,
    **WORKFLOW,
    **TEXTS,
    **EXPRESSIONS,
    **AREAS,
    **AMOUNTS,
    **MESSAGES,
    **PLACEHOLDERS,
    **CERTIFICATE,
    **EXAMPLES,
    **BESIDE,
}
