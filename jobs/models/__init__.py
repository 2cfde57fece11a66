"""The database's tables, one concern per module."""

from jobs.models.api_token import ApiToken
from jobs.models.audit import AuditCheck, AuditEntry, AuditHead
from jobs.models.batch import Batch
from jobs.models.incoming import Incoming, IncomingFile
from jobs.models.job import Job
from jobs.models.learned_match import LearnedMatch
from jobs.models.notification import Notification, NotificationWish, Webhook
from jobs.models.override import Override, OverrideReason, OverrideRequest
from jobs.models.review_draft import ReviewDraft
from jobs.models.rule_set import RuleSetVersion
from jobs.models.saved_filter import SavedFilter
from jobs.models.stored_file import StoredFile
from jobs.models.template import Template, TemplateDecision

__all__ = [
    "ApiToken",
    "AuditCheck",
    "AuditEntry",
    "AuditHead",
    "Batch",
    "Incoming",
    "IncomingFile",
    "Job",
    "LearnedMatch",
    "Notification",
    "NotificationWish",
    "Override",
    "OverrideReason",
    "OverrideRequest",
    "ReviewDraft",
    "RuleSetVersion",
    "SavedFilter",
    "StoredFile",
    "Template",
    "TemplateDecision",
    "Webhook",
]
