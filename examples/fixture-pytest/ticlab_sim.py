"""A meter to test with: `ticlab sim` on a virtual serial port, driven by the test."""

import json
import os
import socket
import subprocess
import tempfile
import threading

TICLAB = os.environ.get("TICLAB", "npx ticlab")
LIMIT = 60  # seconds; then the port hangs up, so that code which waits in vain fails

START = "--start 2026-01-14T12:00:00"  # the clock of the meter: each run is like the one before


class Sim:
    """A meter. It sends no frame until `step`, and then at once; nothing has to be waited for."""

    def __init__(self, options=""):
        # A folder of its own for port and socket: tests may run at once.
        self.folder = tempfile.TemporaryDirectory()
        command = f"{TICLAB} sim --json --step --speed max {START} {options}"
        self.process = subprocess.Popen(
            command,
            shell=True,
            env={**os.environ, "XDG_RUNTIME_DIR": self.folder.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        ready = self.process.stdout.readline()
        if not ready:
            raise RuntimeError(f"ticlab did not start (exit code {self.process.wait()}): {command}")
        self.watchdog = threading.Timer(LIMIT, self.process.stdin.close)
        self.watchdog.daemon = True
        self.watchdog.start()
        ready = json.loads(ready)
        self.port = ready["outlets"][0]["path"]
        self.control = socket.socket(socket.AF_UNIX)
        self.control.connect(ready["control"])
        self.lines = self.control.makefile("rw")

    def do(self, verb, **arguments):
        """Lets something happen (see `ticlab ctl --help`); returns what the sim answers."""
        self.lines.write(json.dumps({"do": verb, **arguments}) + "\n")
        self.lines.flush()
        answer = json.loads(self.lines.readline())
        if not answer["ok"]:
            raise ValueError(answer["error"])
        return answer

    def step(self, frames=1):
        """Sends the next frames; returns when they are on the port."""
        return self.do("step", frames=frames)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.watchdog.cancel()
        self.lines.close()
        self.control.close()
        self.process.stdin.close()  # the sim stops when its standard input ends
        self.process.stdout.close()
        self.process.wait()
        self.folder.cleanup()
