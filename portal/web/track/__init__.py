"""An applicant's own cases: the list, where each stands, correcting what was sent back, taking it back, its papers."""

from portal.web.track import case, certificate, correction, mine, withdrawal  # noqa: F401  # each adds its pages to the blueprint
from portal.web.track.blueprint import blueprint

__all__ = ["blueprint"]
