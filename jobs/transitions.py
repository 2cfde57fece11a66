"""Declares one step of the workflow: an FSM transition, who may take it, what is in its way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import django_fsm

from jobs.statuses import Stage, Status

Method = TypeVar("Method", bound=Callable[..., None])
Guard = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Step:
    """What the workflow and the pages need to know of a transition besides its source and target.

    `permission` None: the system alone takes it. `by_system`: the system may take it too.
    `action` is the audit log's name; `completes` the stage that ends with it.
    """

    label: str
    action: str
    permission: str | None
    by_system: bool
    completes: Stage | None
    guards: tuple[Guard, ...]

    def may_be_taken_by(self, user: Any) -> bool:
        """Whether that user (None: the system) has the right to take this step."""
        if user is None:
            return self.by_system
        return self.permission is not None and bool(user.has_perm(self.permission))


def step(
    *,
    source: Status | Sequence[Status],
    target: Status,
    label: str,
    action: str,
    permission: str | None = None,
    by_system: bool = False,
    completes: Stage | None = None,
    guards: Sequence[Guard] = (),
) -> Callable[[Method], Method]:
    """Declare a method of Job as a guarded transition of `status`."""
    declared = Step(
        label, action, permission, by_system or permission is None, completes, tuple(guards)
    )

    def has_permission(_job: object, user: object) -> bool:
        return declared.may_be_taken_by(user)

    def passes(guard: Guard) -> Callable[[Any], bool]:
        return lambda job: guard(job) is None

    sources = [source] if isinstance(source, Status) else list(source)
    decorate: Callable[[Method], Method] = django_fsm.transition(
        field="status",
        source=[status.value for status in sources],
        target=target.value,
        permission=has_permission,
        conditions=[passes(guard) for guard in declared.guards],
        custom={"step": declared, "label": label},
    )
    return decorate
