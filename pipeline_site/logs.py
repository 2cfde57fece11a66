"""How log lines are written: as text or as JSON, with the ids of `jobs.log_context`."""

from typing import Any


def logging_settings(*, as_json: bool, level: str, product_level: str) -> dict[str, Any]:
    """Django's LOGGING: all to stderr. Levels: of libraries, and of the product itself."""
    fields = "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s %(job_id)s"
    json_lines = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "format": fields,
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
    }
    text_lines = {
        "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s %(job_id)s] %(message)s"
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"ids": {"()": "jobs.log_context.Ids"}},
        "formatters": {"line": json_lines if as_json else text_lines},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["ids"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"jobs": {"level": product_level}},
    }
