"""Calls the API of a running installation, as programs of the studio do."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from tests.end_to_end.conftest import Site


@dataclass(frozen=True)
class Caller:
    """Calls the API with one person's token."""

    site: Site
    token: str

    def __call__(self, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
        request = urllib.request.Request(  # noqa: S310 - http
            f"{self.site.url}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - http
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)


def caller(site: Site, name: str) -> Caller:
    made = json.loads(site.manage("create_token", name, "test").stdout)
    return Caller(site, made["token"])
