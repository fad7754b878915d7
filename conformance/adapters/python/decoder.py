"""A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours."""

import re

STX, ETX, EOT, HT, LF, CR = 0x02, 0x03, 0x04, 0x09, 0x0A, 0x0D
LONGEST_GROUP = 256
LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*")
HORODATE = re.compile(r"([HEhe ]\d{12})\t")


class NaiveDecoder:
    """Takes the bytes of a line as they come; calls say(label, value, timestamp) for good groups."""

    def __init__(self, say):
        self.say = say
        self.group = None  # the bytes since LF; None outside a group

    def push(self, data):
        for byte in data:
            if byte == LF:
                self.group = bytearray()
            elif byte == CR:
                self.end_of_group()
            elif byte in (STX, ETX, EOT):
                self.group = None  # the group was cut
            elif self.group is not None:
                self.group.append(byte)
                if len(self.group) > LONGEST_GROUP:
                    self.group = None

    def end_of_group(self):
        group, self.group = self.group, None
        if not group or len(group) < 4:
            return
        separator, checksum = group[-2], group[-1]
        if separator not in (0x20, HT):
            return
        if any(not 0x20 <= b <= 0x7E and b != separator for b in group):
            return
        # Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
        zone = group[:-2] if separator == 0x20 else group[:-1]
        if checksum != (sum(zone) & 0x3F) + 0x20:
            return
        # The first and the last separator delimit: data may have blanks inside.
        text = group[:-2].decode("ascii")
        label, found, value = text.partition(chr(separator))
        if not found or not LABEL.fullmatch(label):
            return
        dated = HORODATE.match(value) if separator == HT else None
        if dated:
            self.say(label, value[dated.end():], dated[1])
        else:
            self.say(label, value, None)
