"""A specimen of a service's paper from one of its examples, so that its author sees it before any citizen does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from portal.definition.area_names import Area, Naming
from portal.definition.model import Level, Service
from portal.lao.dates import local_date
from portal.papers.compose import Facts, compose
from portal.papers.paper import Bilingual
from portal.papers.render import render
from portal.store.known_areas import area_known, listed_area
from portal.workflow.closing import signed
from portal.workflow.examples import play_example
from portal.workflow.simulate import Simulation, offices_above
from portal.workflow.telling import on_paper

_CODE: Final = "SPEC2MEN2222"
"""Not a code of any paper: those are drawn by chance."""
_SIGNER: Final = Bilingual("(ຊື່ ແລະ ນາມສະກຸນຜູ້ເຊັນ)", "(name of the signer)")
_ADDRESS: Final = "https://portal.example"


def specimen_of(service: Service, today: date) -> bytes | None:
    """The PDF of the first example that issues a paper, played on the morning of `today`; None when none does."""
    for name in service.examples:
        run = play_example(service, name, today, area_known)
        if run is not None and run.case.issuances and service.certificate is not None:
            office = _signing_office(service, run)
            if office is not None:
                facts = Facts(
                    serial=1,
                    year=today.year,
                    office=office,
                    ordered_at=datetime.combine(today, time(3), UTC),
                    code=_CODE,
                    reference=run.case.reference or "",
                    submitted_on=local_date(run.now),
                    fee=run.case.fee,
                    answers=run.case.answers,
                    said=on_paper(service, run.case, run.spoken),
                    signer=_SIGNER,
                    base_url=_ADDRESS,
                    specimen=True,
                )
                return render(compose(service, service.certificate, facts, Naming(listed_area)).paper)
    return None


def _signing_office(service: Service, run: Simulation) -> Area | None:
    """The office of the example's place whose officer signed."""
    deed, place = signed(service, run.case), listed_area(str(run.case.answers.get(service.place)))
    if deed is None or place is None:
        return None
    made_up = offices_above(service, run.case.answers)
    level = next((level for level, office in made_up.items() if office == deed.area), None)
    return next((area for area in (place, *place.above) if level and area.level is Level(level)), None)
