"""The least of an HTTP client that lets hundreds of people ask from one process."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Status, headers by lower-case name, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Visitor:
    """Somebody who has signed in: asks on a connection of its own each time."""

    port: int
    session: str

    async def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return await self._ask("GET", path, headers, b"")

    async def post(self, path: str, content: Any) -> Answer:
        """Send JSON, as the pages' scripts do."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": CSRF}
        return await self._ask("POST", path, headers, json.dumps(content).encode())

    async def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        own = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "Connection": "close",
            "Content-Length": str(len(body)),
        }
        lines = [f"{name}: {text}" for name, text in (own | headers).items()]
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""])
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(head.encode() + body)
            return _parsed(await reader.read())
        finally:
            writer.close()


CSRF = "c" * 32


def _parsed(answer: bytes) -> Answer:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): text.strip() for name, _, text in (x.partition(":") for x in lines)}
    return Answer(int(first.split()[1]), headers, body)
