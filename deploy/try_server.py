"""Start the production server for a moment and request pages from it: `deploy/try_server.py / /countries/ …`.

Uses the settings in DJANGO_SETTINGS_MODULE and a free port of this machine, and sends the headers that a proxy would.
Fails at the first response that is not 200, and at a style sheet of the first page that is missing. Run it after an
upgrade, before the services are started again.
"""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def fetch(port: int, path: str) -> str:
    """The body of a page. Raises HTTPError for any other status than success."""
    public = urlsplit(os.environ["SITE_URL"])
    headers = {"Host": public.netloc, "X-Forwarded-Proto": public.scheme}
    with urlopen(Request(f"http://{HOST}:{port}{path}", headers=headers), timeout=30) as response:
        return str(response.read().decode("utf-8", "replace"))


def wait_until_served(server: subprocess.Popen[bytes], port: int) -> None:
    began = time.monotonic()
    while time.monotonic() - began < START_SECONDS and server.poll() is None:
        try:
            fetch(port, "/healthz/")
            return
        except URLError:
            time.sleep(0.3)
    sys.exit("try_server: the server does not respond")


def fetch_all(port: int, paths: list[str]) -> None:
    """Request each path, then the style sheets of the first page. Exits at the first that fails."""
    styles: list[str] = []
    for path in paths:
        try:
            page = fetch(port, path)
        except HTTPError as error:
            sys.exit(f"try_server: {error.code} {path}")
        styles = styles or re.findall(r'<link rel="stylesheet" href="(/[^"]+)"', page)
        print(f"try_server: 200 {path}", flush=True)
    for path in styles:
        fetch(port, path)
    print(f"try_server: {len(styles)} style sheets found", flush=True)


def main() -> None:
    port = free_port()
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    server = subprocess.Popen([*granian, "journal.wsgi:application"], cwd=ROOT)
    try:
        wait_until_served(server, port)
        fetch_all(port, sys.argv[1:] or ["/"])
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
