"""The officers' desk: the queue, a case, and what can be done with it."""

from portal.web.desk import acting, case, files, officer, queue, search  # noqa: F401  # each adds its pages to the blueprint
from portal.web.desk.blueprint import blueprint

__all__ = ["blueprint"]
