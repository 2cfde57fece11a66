"""How soon a job is to be dealt with, computed by the database so that an index can hold it."""

from typing import Any

from django.db.models import Func, PositiveSmallIntegerField


class Urgency(Func):
    """Of status and priority: 0 high, 1 medium, 2 low, 3 completed or cancelled.

    Without parameters: databases find an index of an expression by its very text.
    """

    arity = 2
    output_field = PositiveSmallIntegerField()

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:  # noqa: ARG002 - Django's signature
        """See the class."""
        status, priority = (compiler.compile(part)[0] for part in self.get_source_expressions())
        ended = f"{status} IN ('completed', 'cancelled')"
        urgent = f"WHEN {priority} = 'high' THEN 0 WHEN {priority} = 'medium' THEN 1 ELSE 2"
        return f"CASE WHEN {ended} THEN 3 {urgent} END", []
