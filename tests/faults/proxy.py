"""A TCP proxy before a server, which can refuse, be slow, or answer with errors."""

import socket
import socketserver
import threading
import time
from types import TracebackType

UNAVAILABLE = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
SLOW_SECONDS = 0.2


class Proxy:
    """Listens on a port of its own for as long as the block lasts.

    `mood`: "well", "slow" (a pause before each answer), "failing" (503), "refusing" (closes).
    """

    def __init__(self, port: int) -> None:
        self.mood = "well"
        self._to = ("127.0.0.1", port)
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[socketserver.BaseRequestHandler]:
        proxy = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                proxy.pass_on(self.request)

        return Handler

    def pass_on(self, client: socket.socket) -> None:
        """Serve one connection, as the mood is at each of its requests."""
        with socket.create_connection(self._to) as server:
            back = threading.Thread(target=_copy, args=[server, client], daemon=True)
            back.start()
            while data := _received(client):
                if self.mood == "refusing":
                    break
                if self.mood == "failing":
                    client.sendall(UNAVAILABLE)
                    break
                if self.mood == "slow":
                    time.sleep(SLOW_SECONDS)
                server.sendall(data)


def _copy(source: socket.socket, target: socket.socket) -> None:
    while data := _received(source):
        target.sendall(data)


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(65536)
    except OSError:
        return b""
