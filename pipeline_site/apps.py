"""Apps of others under names that staff understand."""

from django_rq.apps import DjangoRqAdminConfig


class QueuesConfig(DjangoRqAdminConfig):
    """Django-RQ's page in the admin."""

    verbose_name = "Queues"
