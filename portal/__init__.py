"""A portal for pilot e-services of Lao PDR. This is the only place where the parts are joined.

The parts are imported inside the functions, so that the pure core can be used without Flask or SQLAlchemy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from portal.cases.environment import Environment
    from portal.settings import Settings


def create_environment(
    settings: Settings, *, for_web: bool = False, creates: bool = True, upgraded: bool = False
) -> Environment:
    """The parts that use cases work with: database (brought up to date), files, services, the worker's bell.

    With `for_web` the database gives up sooner: somebody looks at a blank page meanwhile. Without `creates` it has to
    be there: NotSetUpError, or what SQLAlchemy raises, when it is not. One that was `upgraded` before may be away now.
    """
    from portal.bell import bell
    from portal.cases.environment import Environment, system_clock
    from portal.cases.services import ServiceShelf
    from portal.store.database import BUSY_TIMEOUT_MS, WEB_BUSY_TIMEOUT_MS, Database
    from portal.store.file_store import FileStore
    from portal.store.schema import upgrade

    busy_timeout_ms = WEB_BUSY_TIMEOUT_MS if for_web else BUSY_TIMEOUT_MS
    database = Database(settings.effective_database_url, busy_timeout_ms=busy_timeout_ms, creates=creates)
    if not upgraded:
        upgrade(database)
    return Environment(
        settings=settings,
        database=database,
        files=FileStore(str(settings.data_dir / "files")),
        services=ServiceShelf(
            settings.services_dir,
            database,
            reload_seconds=settings.reload_seconds,
            clock=system_clock,
            by_command=settings.publish == "by-command",
        ),
        wake=bell(settings),
    )


def create_app(settings: Settings | None = None, environment: Environment | None = None) -> Flask:
    """The web application: pages of every visitor over one environment. Settings come from PORTAL_* when not given."""
    from flask import Flask

    from portal.settings import Settings as FromEnvironment
    from portal.web import apply, catalogue, demo_phone, desk, earlier, eligibility, sign_in, track, verify
    from portal.web.current import install_environment
    from portal.web.shell import install_shell
    from portal.web.visitors import install_visitors

    if environment is None:
        environment = create_environment(settings or FromEnvironment(), for_web=True, creates=False)
    app = Flask(__name__, static_folder=None, template_folder=None)
    # A page may bring several files; each is held to the limit by itself, with an answer beside its question.
    app.config["MAX_CONTENT_LENGTH"] = (4 * environment.settings.upload_megabytes + 1) * 1024 * 1024
    install_shell(app, environment.settings)
    install_environment(app, environment)
    install_visitors(app, environment.settings)
    for part in (catalogue, eligibility, sign_in, apply, earlier, track, desk, verify):
        app.register_blueprint(part.blueprint)
    if environment.settings.demo:
        app.register_blueprint(demo_phone.blueprint)
    return app
