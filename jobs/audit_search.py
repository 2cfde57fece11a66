"""Full-text search of the audit log, by each database's own index, kept by the database itself.

SQLite: an FTS5 table filled by a trigger (sqlite.org/fts5.html). PostgreSQL: a GIN index over
to_tsvector (postgresql.org/docs/current/textsearch-tables.html).
"""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

TABLE = "jobs_auditentry"
WORDS = f"{TABLE}_words"


def _parts(row: str, issue: str, client: str) -> str:
    columns = [f"{row}message", f"{row}username", f"{row}job_key", issue, client]
    return " || ' ' || ".join(columns)


def _sqlite_text(row: str) -> str:
    return _parts(
        row,
        f"coalesce(json_extract({row}data, '$.issue.message'), '')",
        f"coalesce(json_extract({row}data, '$.client'), '')",
    )


_VECTOR = "to_tsvector('simple', {})".format(
    _parts("", "coalesce(data #>> '{issue,message}', '')", "coalesce(data ->> 'client', '')")
)
_INSTALL = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='', prefix='2 3')",
        f"INSERT INTO {WORDS}(rowid, words) SELECT id, {_sqlite_text('')} FROM {TABLE}",  # noqa: S608 - constants
        f"""CREATE TRIGGER {WORDS}_of_new AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO {WORDS}(rowid, words) VALUES (new.id, {_sqlite_text("new.")}); END""",  # noqa: S608 - constants
    ],
    "postgresql": [f"CREATE INDEX CONCURRENTLY {WORDS} ON {TABLE} USING gin ({_VECTOR})"],
}
_REMOVE = {
    "sqlite": [f"DROP TRIGGER {WORDS}_of_new", f"DROP TABLE {WORDS}"],
    "postgresql": [f"DROP INDEX CONCURRENTLY {WORDS}"],
}
_FIND = {
    "sqlite": f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s",  # noqa: S608 - constants
    "postgresql": f"SELECT id FROM {TABLE} WHERE {_VECTOR} @@ to_tsquery('simple', %s)",  # noqa: S608 - constants
}


def install(database: BaseDatabaseWrapper) -> None:
    """Make the index; not in a transaction. Raises: KeyError on a database that has none."""
    _run(database, _INSTALL[database.vendor])


def remove(database: BaseDatabaseWrapper) -> None:
    """Drop the index, for a migration backwards; not in a transaction."""
    _run(database, _REMOVE[database.vendor])


def _run(database: BaseDatabaseWrapper, statements: list[str]) -> None:
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def containing(text: str, *, column: str = "pk") -> Q:
    """Entries (or rows whose `column` is one) with words that begin with each word of the text.

    Words are what stands between blanks; one that has neither letter nor digit is left out.
    """
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    if not words:
        return Q()
    if connection.vendor == "sqlite":
        wanted = " ".join('"{}"*'.format(word.replace('"', '""')) for word in words)
    else:
        quoted = (word.replace("\\", "\\\\").replace("'", "''") for word in words)
        wanted = " & ".join(f"'{word}':*" for word in quoted)
    return Q(**{f"{column}__in": RawSQL(_FIND[connection.vendor], [wanted])})  # noqa: S611 - constant statement, text as its parameter
