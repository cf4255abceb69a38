"""One place where a lost database becomes `RecordUnavailable`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from pymongo.errors import ConnectionFailure, ExecutionTimeout, InvalidOperation, OperationFailure, WTimeoutError

from core.errors import RecordUnavailable, StorageFull

T = TypeVar("T")
_OUT_OF_DISK = 14031  # MongoDB's OutOfDiskSpace


def _wrapped(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except (ConnectionFailure, ExecutionTimeout, WTimeoutError, InvalidOperation) as lost:
            raise RecordUnavailable(
                "The database does not answer just now. What was acknowledged is kept.", "Try again in a moment; the System page says how it stands."
            ) from lost
        except OperationFailure as failure:
            if failure.code == _OUT_OF_DISK or "no space left" in str(failure).lower():
                raise StorageFull("The disk is full. Nothing that was acknowledged is lost.", "Free some space, then try again.") from failure
            raise

    return call


def reaches_record(cls: type[T]) -> type[T]:
    """Class decorator: every public method raises `RecordUnavailable` when the database is out of reach.

    Methods must not be generators: the error would then arise outside the wrapper."""
    for name, member in list(vars(cls).items()):
        if name.startswith("_") or not inspect.isfunction(member):
            continue
        if inspect.isgeneratorfunction(member):
            raise TypeError(f"{cls.__name__}.{name} is a generator")
        setattr(cls, name, _wrapped(member))
    return cls
