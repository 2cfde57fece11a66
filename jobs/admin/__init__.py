"""The admin: staff's desk. One module per table; nothing here changes a status by itself."""

from django.contrib import admin

from jobs.admin.api_tokens import ApiTokenAdmin
from jobs.admin.audit import AuditEntryAdmin
from jobs.admin.batches import BatchAdmin
from jobs.admin.files import StoredFileAdmin, TemplateAdmin
from jobs.admin.fonts import RenderFontAdmin
from jobs.admin.jobs import JobAdmin
from jobs.admin.learned_matches import LearnedMatchAdmin
from jobs.admin.override_reasons import OverrideReasonAdmin
from jobs.admin.rule_sets import RuleSetAdmin
from jobs.admin.users import PersonAdmin

admin.site.site_header = "Sixstage"
admin.site.site_title = "Sixstage"
admin.site.index_title = "Staff's desk"
admin.site.site_url = None  # the dashboard is linked beside it
admin.site.enable_nav_sidebar = False  # lists need the room; the path above leads back

__all__ = [
    "ApiTokenAdmin",
    "AuditEntryAdmin",
    "BatchAdmin",
    "JobAdmin",
    "LearnedMatchAdmin",
    "OverrideReasonAdmin",
    "PersonAdmin",
    "RenderFontAdmin",
    "RuleSetAdmin",
    "StoredFileAdmin",
    "TemplateAdmin",
]
