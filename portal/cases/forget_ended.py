"""Forgetting what has an end once it is over: codes with the SMS that carried them, sessions, forms that waited, and
browsers in which no officer has signed in for long.

Each is forgotten too when its owner comes again; this is for those who never do.
"""

from __future__ import annotations

from datetime import timedelta

from portal.cases import parking
from portal.cases.environment import Environment
from portal.people import officer_browsers, sessions, sign_in


def forget_ended(environment: Environment) -> int:
    """Forget everybody's, and return how many rows that were."""
    now = environment.clock()
    longest = timedelta(hours=environment.settings.session_longest_hours)
    with environment.database.writing() as session:
        return (
            sign_in.forget_old_codes(session, now)
            + sessions.forget_ended(session, now, longest)
            + parking.forget_old(session, now)
            + officer_browsers.forget_old_browsers(session, now)
        )
