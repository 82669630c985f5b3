"""Posts that nobody holds: a case that comes to one waits for an officer whom nobody appointed."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.definition.posts import Post, posts_of
from portal.store.tables import AppointmentRow


def vacancies(session: Session, service: Service, on: date) -> list[Post]:
    """The posts of a service that no officer holds on a day, or will, at any office of the level.

    None while nobody at all is appointed: a portal that is being set up.
    """
    if session.scalar(select(AppointmentRow.id).limit(1)) is None:
        return []
    held: set[tuple[str, str]] = set(
        session.execute(
            select(AppointmentRow.level, AppointmentRow.role)
            .where(
                or_(AppointmentRow.ends.is_(None), AppointmentRow.ends >= on),
                or_(AppointmentRow.service.is_(None), AppointmentRow.service == service.service),
            )
            .distinct()
        )
    )
    return [post for post in posts_of(service) if (post.level.value, post.role) not in held]
