"""Every table of the portal, a file a subject. Personal data stands only in `Personal` columns."""

from __future__ import annotations

from portal.store.tables.answers import AnswerRow, FileRow, InputRow, OfferedRow, ParkedInputRow, RemarkInputRow
from portal.store.tables.base import Base
from portal.store.tables.cases import (
    NO_DUE_DAY,
    CaseNameRow,
    CaseOfficeRow,
    CaseRow,
    CommandRow,
    EventRow,
    OfficerDecisionRow,
    TaskRow,
)
from portal.store.tables.certificates import CertificateRow, RegisterRow
from portal.store.tables.messages import MessageRow
from portal.store.tables.officers import AppointmentRow, OfficerBrowserRow, OfficerRow
from portal.store.tables.people import PersonRow, PhoneRow, SessionRow, SignInCodeRow
from portal.store.tables.places import AreaRow
from portal.store.tables.services import PublicationRow, ServiceVersionRow

__all__ = [
    "NO_DUE_DAY",
    "AnswerRow",
    "AppointmentRow",
    "AreaRow",
    "Base",
    "CaseNameRow",
    "CaseOfficeRow",
    "CaseRow",
    "CertificateRow",
    "CommandRow",
    "EventRow",
    "FileRow",
    "InputRow",
    "MessageRow",
    "OfferedRow",
    "OfficerBrowserRow",
    "OfficerDecisionRow",
    "OfficerRow",
    "ParkedInputRow",
    "PersonRow",
    "PhoneRow",
    "PublicationRow",
    "RegisterRow",
    "RemarkInputRow",
    "ServiceVersionRow",
    "SessionRow",
    "SignInCodeRow",
    "TaskRow",
]
