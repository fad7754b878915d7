"""The code under test, in the place of yours: reads a meter in historique mode from a serial port."""

import os
import termios


class Meter:
    """The frames of a meter, one after the other, each as a dict of its good groups."""

    def __init__(self, path):
        """Opens the port as an adapter of a real meter: 1200 baud, 7E1, raw."""
        self.port = os.open(path, os.O_RDWR | os.O_NOCTTY)
        speed, chars = termios.B1200, termios.tcgetattr(self.port)[6]
        control = termios.CS7 | termios.PARENB | termios.CREAD | termios.CLOCAL
        termios.tcsetattr(self.port, termios.TCSANOW, [0, 0, control, 0, speed, speed, chars])
        self.data = b""

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            while b"\x03" not in self.data:
                self.data += os.read(self.port, 4096)
            frame, self.data = self.data.split(b"\x03", 1)
            if b"\x02" in frame:
                return dict(groups(frame.rsplit(b"\x02", 1)[1]))

    def close(self):
        os.close(self.port)


def groups(frame):
    """The groups of a frame whose checksums are right, in their order."""
    for line in frame.decode("latin-1").split("\n")[1:]:
        group, end, _ = line.partition("\r")
        if not end or len(group) < 5 or group[-2] != " ":
            continue
        text, checksum = group[:-2], group[-1]
        if (sum(map(ord, text)) & 0x3F) + 0x20 != ord(checksum):
            continue
        label, _, value = text.partition(" ")
        yield label, value
