"""Settings from the environment: typed, and clear about what makes no sense."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pipeline_site.env import (
    env_bool,
    env_int,
    env_issuer,
    env_list,
    env_origin,
    env_secret,
    env_str,
)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", "  ")

    assert env_str("SIX_X", "fallback") == "fallback"


def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", "many")

    with pytest.raises(ImproperlyConfigured, match="SIX_X must be a whole number from 1"):
        env_int("SIX_X", 5, minimum=1)


@pytest.mark.parametrize(("text", "value"), [("yes", True), ("0", False), ("TRUE", True)])
def test_truth_has_several_spellings(
    text: str, *, value: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIX_X", text)

    assert env_bool("SIX_X", default=not value) is value


def test_a_truth_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="SIX_X must be true or false"):
        env_bool("SIX_X", default=False)


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", "a, b,,c ")

    assert env_list("SIX_X", "") == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["", "https://login.example/studio", "http://127.0.0.1:8080"])
def test_an_issuer_is_spoken_to_safely(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", text)

    assert env_issuer("SIX_X") == text


@pytest.mark.parametrize("text", ["http://login.example", "login.example", "https:///studio"])
def test_an_issuer_without_tls_stops_the_start(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", text)

    with pytest.raises(ImproperlyConfigured, match="SIX_X must begin with https://"):
        env_issuer("SIX_X")


@pytest.mark.parametrize("text", ["", "https://s3.example", "http://files.studio:9000"])
def test_an_origin_is_a_server_and_no_more(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIX_X", f"{text}/" if text else "")

    assert env_origin("SIX_X") == text


@pytest.mark.parametrize(
    "text",
    ["s3.example", "ftp://s3.example", "https://s3.example/bucket", "https://", "https://a@b"],
)
def test_another_address_than_an_origin_stops_the_start(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIX_X", text)

    with pytest.raises(ImproperlyConfigured, match="SIX_X must be like https://"):
        env_origin("SIX_X")


def test_a_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    kept = tmp_path / "var" / "key"

    first = env_secret("SIX_X", kept_in=kept)

    assert env_secret("SIX_X", kept_in=kept) == first
    assert len(first) > 50
    assert kept.stat().st_mode & 0o077 == 0
