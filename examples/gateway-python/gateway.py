#!/usr/bin/env python3
"""A small gateway: the TIC of a Linky from a serial port to an MQTT broker, one JSON object a frame.

Every good group of a frame is a key with its data as text. A frame is published every PERIOD seconds, and
at once when the tariff changes or an overload begins or ends.

Debian: apt install python3-serial python3-paho-mqtt
"""
import json
import os
import time

import paho.mqtt.client as mqtt
import serial

PORT = os.environ.get("SERIAL", "/dev/ttyUSB0")
BAUD = int(os.environ.get("BAUD", "1200"))  # 1200 in historique mode, 9600 in standard mode
TOPIC = os.environ.get("MQTT_TOPIC", "teleinfo")
PERIOD = float(os.environ.get("PERIOD", "10"))
TARIFF = ("PTEC", "NTARF")
OVERLOAD = ("ADPS", "ADIR1", "ADIR2", "ADIR3")


def groups(frame):
    """The groups between STX and ETX whose checksums are right, in order."""
    for part in frame.split(b"\n")[1:]:
        group, end, _ = part.partition(b"\r")
        if not end or len(group) < 5 or group[-2:-1] not in (b" ", b"\t"):
            continue
        separator = group[-2:-1]
        # Historique mode leaves the last separator out of the sum, standard mode does not.
        summed = group[:-1] if separator == b"\t" else group[:-2]
        if (sum(summed) & 0x3F) + 0x20 != group[-1]:
            continue
        label, *fields = group[:-2].split(separator, 1 if separator == b" " else -1)
        if fields:
            yield label.decode("ascii", "replace"), fields[-1].decode("ascii", "replace")


def frames(port):
    """The frames of a port, without STX and ETX; what is cut is passed over."""
    data = b""
    while True:
        data += port.read(max(1, port.in_waiting))
        while b"\x03" in data:
            frame, data = data.split(b"\x03", 1)
            if b"\x02" in frame:
                yield frame.rsplit(b"\x02", 1)[1]
        data = data[-16384:]


def events(values):
    """What must not wait for the period."""
    stge = values.get("STGE", "")
    overload = any(label in values for label in OVERLOAD) or bool(stge and int(stge, 16) >> 7 & 1)
    return overload, *(values.get(label) for label in TARIFF)


def main():
    client = mqtt.Client(client_id=os.environ.get("MQTT_CLIENT", ""))
    client.reconnect_delay_set(1, 5)
    client.connect_async(os.environ.get("MQTT_HOST", "localhost"), int(os.environ.get("MQTT_PORT", "1883")))
    client.loop_start()
    last, before = 0.0, None
    while True:
        try:
            with serial.Serial(PORT, BAUD, bytesize=7, parity="E", stopbits=1) as port:
                for frame in frames(port):
                    values = dict(groups(frame))
                    if not values:
                        continue
                    if time.monotonic() - last < PERIOD and events(values) == before:
                        continue
                    last, before = time.monotonic(), events(values)
                    client.publish(TOPIC, json.dumps(values))
        except (serial.SerialException, OSError) as error:
            print(f"{PORT}: {error}; trying again", flush=True)
            time.sleep(1)


if __name__ == "__main__":
    main()
