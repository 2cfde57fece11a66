"""Sends signed messages to addresses that people typed in, and only to machines of the internet.

An address inside the studio's network is refused unless the operator allows its host, so nobody
can make the server ask its neighbours. What was looked up is what is connected to, and redirects
are not followed.
"""

import hashlib
import hmac
import ipaddress
import socket
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

import urllib3
from django.conf import settings

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
TIMEOUT = urllib3.Timeout(connect=5, read=5, total=10)  # seconds


class NotDelivered(Exception):
    """A message was not taken. The text is fit for the user."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect to, and as whom."""

    address: str
    port: int
    host: str
    path: str
    encrypted: bool


def signature_of(body: bytes, *, secret: str, timestamp: str) -> str:
    """HMAC-SHA256, in hex, over the timestamp, a dot and the body."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def target_of(url: str) -> Target:
    """Look the address up and see that it may be connected to. Raises: NotDelivered."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotDelivered("That is no address of a web server.") from error
    host = parts.hostname or ""
    trusted = host in settings.WEBHOOK_HOSTS
    if not host or parts.username is not None or parts.scheme not in {"https", "http"}:
        raise NotDelivered("The address must look like https://host/path.")
    if parts.scheme == "http" and not trusted:
        raise NotDelivered("The address must begin with https://.")
    default = 443 if parts.scheme == "https" else 80
    address = _address_of(host, trusted=trusted)
    return Target(address, port or default, host, _path_of(parts), parts.scheme == "https")


def _path_of(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _address_of(host: str, *, trusted: bool) -> str:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotDelivered(f"There is no host “{host}”.") from error
    addresses = [str(one[4][0]).partition("%")[0] for one in found]
    if not trusted and not all(_is_of_the_internet(one) for one in addresses):
        raise NotDelivered(f"“{host}” is inside a private network.")
    return addresses[0]


def _is_of_the_internet(address: str) -> bool:
    """Whether it is public, and so is an IPv4 address that it carries within."""
    parsed = ipaddress.ip_address(address)
    within = None
    if isinstance(parsed, ipaddress.IPv6Address):
        within = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in NAT64:
            within = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
    return (parsed.is_global or within is not None) and (within is None or within.is_global)


def post_signed(url: str, body: bytes, *, secret: str) -> None:
    """Send JSON with `X-Sixstage-Timestamp` and `X-Sixstage-Signature`. Raises: NotDelivered."""
    target = target_of(url)
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Host": target.host if target.port in {80, 443} else f"{target.host}:{target.port}",
        "User-Agent": "Sixstage",
        "X-Sixstage-Timestamp": timestamp,
        "X-Sixstage-Signature": signature_of(body, secret=secret, timestamp=timestamp),
    }
    with _pool(target) as pool:
        try:
            answer = pool.request(
                "POST",
                target.path,
                body=body,
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
            )
            answer.close()
        except urllib3.exceptions.HTTPError as error:
            raise NotDelivered(f"“{target.host}” did not answer.") from error
    if not 200 <= answer.status < 300:
        raise NotDelivered(f"“{target.host}” answered {answer.status}.")


def _pool(target: Target) -> urllib3.HTTPConnectionPool:
    if not target.encrypted:
        return urllib3.HTTPConnectionPool(target.address, target.port, timeout=TIMEOUT)
    return urllib3.HTTPSConnectionPool(
        target.address,
        target.port,
        timeout=TIMEOUT,
        server_hostname=target.host,
        assert_hostname=target.host,
    )
