"""By which actions a certificate is signed: those of the step that `signed_by` names which approve."""

from __future__ import annotations

from portal.definition.graph import actions_to, issuing_ends, target_of
from portal.definition.model import DONE, Action, Service


def signatures(service: Service) -> dict[str, Action]:
    """The actions of the step that `signed_by` names by which its officer signs, by name.

    Of a branch those by which it is done; of any other step those that bring the case nearest to its paper. Whoever
    objects, declines or hands the case to others, who may still grant it, signs nothing. None where the step leads to
    no paper, or there is no such step.
    """
    signing = service.certificate.signed_by if service.certificate else ""
    step = service.officer_step(signing)
    actions = step.actions if step else {}
    done = {name: action for name, action in actions.items() if action.to == DONE}
    return done or _nearest(service, signing, actions)


def _nearest(service: Service, path: str, actions: dict[str, Action]) -> dict[str, Action]:
    away: dict[str, int] = {}
    for end in issuing_ends(service):
        for step, left in actions_to(service, end).items():
            away[step] = min(left, away.get(step, left))
    left_after = {name: away.get(target_of(service, path, action)) for name, action in actions.items()}
    least = min((left for left in left_after.values() if left is not None), default=None)
    return {name: action for name, action in actions.items() if least is not None and left_after[name] == least}
