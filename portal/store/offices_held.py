"""What the store asks of an appointment: an office with its role, whose tasks an officer may do."""

from __future__ import annotations

from typing import Protocol

from portal.store.tables import TaskRow


class OfficeHeld(Protocol):
    """An office and role to which an officer is appointed, for one service or (None) for all."""

    @property
    def level(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def service(self) -> str | None: ...


def is_of(task: TaskRow, office: OfficeHeld) -> bool:
    """Whether the task is the office's."""
    return (task.area, task.role, task.level) == (office.area, office.role, office.level) and (
        office.service in {None, task.service}
    )
