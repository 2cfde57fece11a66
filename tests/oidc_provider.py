"""A sign-in provider on this machine, by OpenID Connect: it lets whoever is named in, at once.

It is as strict with its client as real ones are: client secret, exact return address, PKCE, codes
that are good once. What it says can be bent, for a provider that is not to be trusted.
Source: OpenID Connect Core 1.0, RFC 7636.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "sixstage", "a secret of tests"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"})
Bend = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Provider:
    """The provider: who comes next, what it says of them, and how it bends that."""

    issuer: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    only_in_user_info: dict[str, Any] = field(default_factory=dict)
    bend: Bend = dict
    signed_with: RSAKey = field(default_factory=lambda: KEY)
    algorithm: str = "RS256"
    asked: dict[str, dict[str, str]] = field(default_factory=dict)  # by code

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where to send the browser, with a code."""
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        assert {"openid", "email"} <= set(query["scope"].split())
        code = secrets.token_urlsafe()
        self.asked[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def tokens(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        assert given == f"{CLIENT_ID}:{CLIENT_SECRET}"
        asked = self.asked.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        assert form["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        claims = self.bend(
            {
                "iss": self.issuer,
                "aud": CLIENT_ID,
                "iat": now,
                "exp": now + 300,
                "nonce": asked["nonce"],
                **self.person,
            }
        )
        header = {"alg": self.algorithm, "kid": "one"}
        token = jwt.encode(header, claims, self.signed_with, algorithms=[self.algorithm])
        return {"access_token": "one", "token_type": "Bearer", "id_token": token}

    def user_info(self) -> dict[str, Any]:
        return {"sub": self.person["sub"], **self.only_in_user_info}


class Handler(BaseHTTPRequestHandler):
    """The provider on the wire."""

    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(dict(parse_qsl(parts.query))))
            self.end_headers()
            return
        answers: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": self.provider.metadata,
            "/jwks": lambda: {"keys": [KEY.as_dict(private=False)]},
            "/userinfo": self.provider.user_info,
        }
        self.answer(answers[parts.path]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self.answer(self.provider.tokens(form, self.headers["Authorization"]))

    def answer(self, content: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_args: Any) -> None:
        """Nothing: tests say what they saw."""


@contextmanager
def oidc_provider() -> Iterator[Provider]:
    """The provider, on a port of its own."""
    provider = Provider()
    handler = type("OwnHandler", (Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
