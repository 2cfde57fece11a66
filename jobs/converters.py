"""What may stand for a job's id in an address, of a page as of an API call."""

from django.urls.converters import StringConverter

from jobs.models.job import JOB_ID_PATTERN


class JobIdConverter(StringConverter):
    """An address that can't be a job's id is nowhere, before anybody asks the database for it."""

    regex = JOB_ID_PATTERN
