"""A WSGI application, or pages of another site, on a free port of this machine, as a browser reaches them."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from waiting import join
from werkzeug.serving import make_server


@contextmanager
def served(application: Any) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        join(thread)
        server.server_close()


@contextmanager
def site_of(pages: Mapping[str, str]) -> Iterator[str]:
    """A site with these pages, by path, as they are when they are asked for; others are empty."""

    def application(environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [pages.get(environ["PATH_INFO"], "").encode()]

    with served(application) as address:
        yield address
