"""What was typed into a page whose application was sent, corrected or deleted meanwhile, from another browser or page.

It is in nothing that an office reads, so it is said; but not of a form that only arrived twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from portal.cases.attach import attached
from portal.definition.model import FormField
from portal.web.wording import gettext as _
from portal.workflow.case import Case


def left_out(case: Case) -> str:
    """The sentence for a draft that is none any more."""
    if case.reference is None:
        return _("This draft has been deleted. What you typed just now is not kept.")
    return _("This application has already been sent. What you typed just now is not in it.")


def correction_left_out(case: Case) -> str:
    """The sentence for a correction that is not waited for any more."""
    if case.outcome is None:
        return _("A correction has already been sent. What you typed just now is not in it.")
    return _("This application is not waiting for a correction any more. What you typed just now is not in it.")


def put_uploads_back(
    session: Session,
    case: Case,
    fields: Mapping[str, FormField],
    sent: MultiDict[str, FileStorage],
    typed: dict[str, list[str]],
) -> bool:
    """Note in `typed` the ids of the uploads that came when the form first arrived; whether all did.

    They are known by what they hold, as when they are kept: another photo may have the same name.
    """
    all_known = True
    for name in sent.keys() & fields.keys():
        for upload in sent.getlist(name):
            if not upload.filename:
                continue
            known = attached(session, case, name, upload.read())
            all_known = all_known and known is not None
            if known is not None and known not in typed.get(name, []):
                typed[name] = [known] if fields[name].max_files == 1 else [*typed.get(name, []), known]
    return all_known
