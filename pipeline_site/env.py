"""Settings from the environment, typed: a value that makes no sense stops the start."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def env_str(name: str, default: str) -> str:
    """The variable's text, or the default when it is not set or empty."""
    return os.environ.get(name, "").strip() or default


def env_int(name: str, default: int, *, minimum: int = 0, maximum: int | None = None) -> int:
    """A whole number. Raises: ImproperlyConfigured for anything else or beyond the limits."""
    text = env_str(name, str(default))
    try:
        number = int(text)
    except ValueError:
        number = minimum - 1
    if number < minimum or (maximum is not None and number > maximum):
        limits = f"from {minimum}" + ("" if maximum is None else f" to {maximum}")
        raise ImproperlyConfigured(f"{name} must be a whole number {limits}, not {text!r}.")
    return number


def env_bool(name: str, *, default: bool) -> bool:
    """1/0, true/false, yes/no, on/off. Raises: ImproperlyConfigured for anything else."""
    text = env_str(name, str(default)).lower()
    if text not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name} must be true or false, not {text!r}.")
    return text in _TRUE


def env_list(name: str, default: str) -> list[str]:
    """Comma-separated values, without the blanks around them."""
    return [part.strip() for part in env_str(name, default).split(",") if part.strip()]


def env_ints(name: str, default: str, *, count: int) -> tuple[int, ...]:
    """That many whole numbers from 1, separated by commas. Raises: ImproperlyConfigured."""
    parts = env_list(name, default)
    if len(parts) != count or not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise ImproperlyConfigured(f"{name} must be {count} whole numbers from 1, with commas.")
    return tuple(int(part) for part in parts)


def env_issuer(name: str) -> str:
    """The address of a provider to trust, or nothing. Raises: ImproperlyConfigured without TLS.

    Plain HTTP is for a provider on this machine.
    """
    text = env_str(name, "")
    parts = urlsplit(text)
    is_safe = parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost"}
    if text and not (is_safe and parts.hostname):
        raise ImproperlyConfigured(f"{name} must begin with https://, not {text!r}.")
    return text


def env_origin(name: str) -> str:
    """Scheme, host and port of a server that browsers reach, or nothing.

    Raises: ImproperlyConfigured for anything else.
    """
    text = env_str(name, "").rstrip("/")
    parts = urlsplit(text)
    is_origin = parts.scheme in {"http", "https"} and text == f"{parts.scheme}://{parts.netloc}"
    if text and not (is_origin and parts.hostname and "@" not in text):
        raise ImproperlyConfigured(f"{name} must be like https://files.example, not {text!r}.")
    return text


def env_secret(name: str, *, kept_in: Path) -> str:
    """A secret from the environment, or one made at the first start and kept in a private file."""
    if value := env_str(name, ""):
        return value
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        kept_in.touch(mode=0o600)
        kept_in.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return kept_in.read_text(encoding="ascii")
