"""The database's tables, one concern per module."""

from jobs.models.api_token import ApiToken
from jobs.models.audit import AuditCheck, AuditEntry, AuditHead
from jobs.models.batch import Batch
from jobs.models.batch_package import BatchPackage
from jobs.models.identity import Identity
from jobs.models.incoming import Incoming, IncomingFile
from jobs.models.job import Job
from jobs.models.job_text import JobText
from jobs.models.learned_match import LearnedMatch
from jobs.models.notification import Notification, NotificationWish, Webhook
from jobs.models.override import Override, OverrideReason, OverrideRequest
from jobs.models.render_font import RenderFont
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
    "BatchPackage",
    "Identity",
    "Incoming",
    "IncomingFile",
    "Job",
    "JobText",
    "LearnedMatch",
    "Notification",
    "NotificationWish",
    "Override",
    "OverrideReason",
    "OverrideRequest",
    "RenderFont",
    "ReviewDraft",
    "RuleSetVersion",
    "SavedFilter",
    "StoredFile",
    "Template",
    "TemplateDecision",
    "Webhook",
]
