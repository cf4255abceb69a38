"""Every error a caller of Headnote can meet.

    HeadnoteError
    ├── BadFile            the bytes are not something Headnote can keep
    │   ├── UnsupportedType    not a kind of file that is read
    │   ├── FileTooLarge       over the limit on size or pages
    │   ├── EmptyFile          no bytes, or no pages
    │   ├── DamagedFile        a document that cannot be opened
    │   ├── LockedFile         encrypted, and no password or a wrong one was given
    │   └── UnsafeArchive      a ZIP that climbs out of its folder or expands without measure
    ├── BadArgument        a value that is out of range or malformed
    ├── NotFound           no such case, page, passage, batch or path
    ├── Conflict           what was asked does not fit the present state
    ├── NotAllowed         known, but not permitted
    ├── NotSignedIn        no key, or a wrong one
    └── Unavailable        a part Headnote needs is out of reach just now
        ├── RecordUnavailable  the database
        ├── StorageFull        the disk
        └── NotReady           still starting

`message` says what happened and what was kept, `hint` what to do next; both are shown to users as they are.
They are mapped to HTTP once, in `core.api.errors`, and to the dashboard once, in `pages._shared`.
"""

from __future__ import annotations


class HeadnoteError(Exception):
    """Base of every error meant to be shown to a user."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[HeadnoteError], tuple[str, str | None]]:
        # Worker processes raise these across a pipe; the default would lose the hint.
        return type(self), (self.message, self.hint)


class BadFile(HeadnoteError):
    """The bytes are not something Headnote can keep."""


class UnsupportedType(BadFile):
    """Not a kind of file that Headnote reads."""


class FileTooLarge(BadFile):
    """Over the limit on bytes or on pages."""


class EmptyFile(BadFile):
    """No bytes, or a document without a page."""


class DamagedFile(BadFile):
    """A document that cannot be opened."""


class LockedFile(BadFile):
    """Encrypted, and no password or a wrong one was given."""


class UnsafeArchive(BadFile):
    """A ZIP whose members climb out of their folder or expand without measure."""


class BadArgument(HeadnoteError):
    """A value that is out of range or malformed."""


class NotFound(HeadnoteError):
    """No such case, page, passage, batch or path in this workspace."""


class Conflict(HeadnoteError):
    """What was asked does not fit the present state."""


class NotAllowed(HeadnoteError):
    """The caller is known, but may not do this."""


class NotSignedIn(HeadnoteError):
    """No key, or a wrong one."""


class Unavailable(HeadnoteError):
    """A part that Headnote needs is out of reach just now; nothing was lost."""


class RecordUnavailable(Unavailable):
    """The database does not answer."""


class StorageFull(Unavailable):
    """The disk has no room left."""


class NotReady(Unavailable):
    """Headnote is still starting."""
