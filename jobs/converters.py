"""What may stand in an address, of a page as of an API call."""

from django.urls.converters import PathConverter, StringConverter

from jobs.models.job import JOB_ID_PATTERN


class JobIdConverter(StringConverter):
    """An address that can't be a job's id is nowhere, before anybody asks the database for it."""

    regex = JOB_ID_PATTERN


class AnythingConverter(PathConverter):
    """The rest of an address, line breaks included."""

    regex = "(?s:.+)"
