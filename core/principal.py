"""Who asks. Every call of `Library` takes a `Principal`, from the first day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.errors import NotAllowed

SHARED_WORKSPACE = "shared"


class Role(StrEnum):
    """What a principal may do: viewers read, analysts also add and correct, admins also delete."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    ADMIN = "admin"


_RANK = {Role.VIEWER: 0, Role.ANALYST: 1, Role.ADMIN: 2}


@dataclass(frozen=True, slots=True)
class Principal:
    """A user, the role they act in, and the workspace whose cases they see."""

    user: str
    role: Role = Role.VIEWER
    workspace: str = SHARED_WORKSPACE

    def require(self, role: Role) -> None:
        """Raise `NotAllowed` unless this principal has at least `role`."""
        if _RANK[self.role] < _RANK[role]:
            raise NotAllowed(
                f"This needs the role {role.value}; you act as {self.role.value}.", "Ask whoever runs this Headnote, or change a copy of your own."
            )


LOCAL_ADMIN = Principal("local", Role.ADMIN)
"""The one person at their own machine."""
