"""The pages' addresses, grouped as people go through them."""

from django.urls import path
from django.views.generic import RedirectView

from jobs.views import (
    batch_review,
    batches,
    completed,
    dashboard,
    incoming,
    jobs,
    notifications,
    preview,
    receipts,
    review,
    templates,
    validate,
)
from jobs.views.audit import chain, counts, log, overrides, saved

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="dashboard"), name="home"),
    path("dashboard", dashboard.dashboard, name="dashboard"),
    path("batches/upload", batches.upload, name="batch-upload"),
    path("uploads", incoming.begin, name="incoming-begin"),
    path("uploads/<uuid:upload_id>", incoming.upload, name="incoming"),
    path("uploads/<uuid:upload_id>/check", incoming.check, name="incoming-check"),
    path("uploads/<uuid:upload_id>/finish", incoming.finish, name="incoming-finish"),
    path("uploads/<uuid:upload_id>/files/<int:number>", incoming.file, name="incoming-file"),
    path("batches/<uuid:batch_id>/review", batch_review.batch_grid, name="batch-review"),
    path("review-matching", review.review_next, name="review-next"),
    path("review-matching/<job_id:job_id>", review.review_matching, name="review-matching"),
    path(
        "review-matching/<job_id:job_id>/why/<str:placeholder_id>",
        review.review_why,
        name="review-why",
    ),
    path("validate/<job_id:job_id>", validate.validate, name="validate"),
    path("preview/<job_id:job_id>", preview.preview, name="preview"),
    path("preview/<job_id:job_id>/layout/<str:side>", jobs.layout, name="job-layout"),
    path("preview/<job_id:job_id>/receipt", receipts.upload, name="job-receipt"),
    path("jobs/<job_id:job_id>/pictures/<str:name>", jobs.picture, name="job-picture"),
    path("jobs/<job_id:job_id>/retry", jobs.retry, name="job-retry"),
    path("jobs/<job_id:job_id>/cancel", jobs.cancel, name="job-cancel"),
    path("jobs/<job_id:job_id>/revise", jobs.revise, name="job-revise"),
    path("notifications", notifications.notifications, name="notifications"),
    path("notifications/unread", notifications.unread, name="notifications-unread"),
    path("notifications/read", notifications.read_all, name="notifications-read"),
    path("notifications/wishes", notifications.wishes, name="notification-wishes"),
    path("notifications/secret", notifications.renew_secret, name="webhook-secret"),
    path("completed-jobs", completed.completed_jobs, name="completed-jobs"),
    path("templates", templates.templates, name="templates"),
    path("templates/<str:sha256>", templates.template, name="template"),
    path("templates/<str:sha256>/layers", templates.decide, name="template-decide"),
    path("audit", overrides.overrides, name="audit"),
    path("audit/counts", counts.counts, name="audit-counts"),
    path("audit/log", log.log, name="audit-log"),
    path("audit/chain", chain.chain, name="audit-chain"),
    path("audit/chain/export", chain.export, name="audit-chain-export"),
    path("audit/jobs/<job_id:job_id>", log.story, name="audit-story"),
    path("audit/filters", saved.save, name="audit-filter-save"),
    path("audit/filters/<int:pk>/forget", saved.forget, name="audit-filter-forget"),
]
