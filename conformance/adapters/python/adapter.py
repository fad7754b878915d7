"""Speaks ticlab's adapter protocol for a decoder of the TIC line.

By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.
"""

import base64
import json
import os
import sys

from decoder import NaiveDecoder

# What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
# "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
HELLO = {
    "hello": {
        "name": "my-decoder",
        "version": "0.1.0",
        "capabilities": ["historique", "standard", "timestamps"],
        "depth": "syntax",
    }
}


def start_decoder(mode, say):
    """PUT YOUR DECODER HERE.

    Start a fresh decoder and return a function that takes the next bytes of the line. It calls
    say(label, value, timestamp) for each good group, timestamp None where there is none. The mode
    is "historique", "standard" or "auto"; the naive decoder sees it by itself.
    """
    return NaiveDecoder(say).push


def write(message):
    sys.stdout.write(json.dumps(message) + "\n")


def say(label, value, timestamp):
    event = {"event": "group", "label": label, "value": value}
    if timestamp is not None:
        event["timestamp"] = timestamp
    write(event)


def pipe():
    write(HELLO)
    push = start_decoder(os.environ.get("TIC_MODE", "auto"), say)
    push(sys.stdin.buffer.read())


def session():
    for line in sys.stdin:
        request = json.loads(line)
        if request["op"] == "bye":
            return
        if request["op"] == "hello":
            write(HELLO)
        elif request["op"] == "run":
            push = start_decoder(request["mode"], say)
            for chunk in request["chunks"]:
                push(base64.b64decode(chunk["b64"]))
            write({"seq": request["seq"], "done": True})
        sys.stdout.flush()


if __name__ == "__main__":
    if os.environ.get("TIC_TEST_SESSION") == "1":
        session()
    else:
        pipe()
