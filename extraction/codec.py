"""Documents to JSON and back: the one place where their shape is checked.

Every stage hands these documents on as JSON; whatever enters is decoded here, so a wrong shape
is refused where it enters and not three stages later.
"""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from extraction.errors import InvalidDocument

T = TypeVar("T")


_adapters: dict[type, TypeAdapter[Any]] = {}  # making one takes milliseconds, using it none


def _adapter(of: type) -> TypeAdapter[Any]:
    if of not in _adapters:
        _adapters[of] = TypeAdapter(of)
    return _adapters[of]


def to_json(document: object) -> Any:
    """A document as what `json.dumps` takes: dicts, lists, strings, numbers, None."""
    return _adapter(type(document)).dump_python(document, mode="json")


def from_json(of: type[T], data: object) -> T:
    """Decode what `to_json` or another program made; keys that are not known are passed over.

    Raises: InvalidDocument, naming the first key that is wrong.
    """
    try:
        document: T = _adapter(of).validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise InvalidDocument(f"Not a valid document: {where}: {first['msg']}.") from error
    return document
