"""The officers' desk: the queue, a case, and what can be done with it."""

# Each adds its pages to the blueprint.
from portal.web.desk import acting, case, files, following, help, officer, opened, queue, search, services  # noqa: F401
from portal.web.desk.blueprint import blueprint

__all__ = ["blueprint"]
