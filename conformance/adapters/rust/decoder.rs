//! A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours.

const STX: u8 = 0x02;
const ETX: u8 = 0x03;
const EOT: u8 = 0x04;
const HT: u8 = 0x09;
const LF: u8 = 0x0A;
const CR: u8 = 0x0D;
const SP: u8 = 0x20;
const LONGEST_GROUP: usize = 256;

/// Takes the bytes of a line as they come; calls `say(label, value, timestamp)` for good groups.
pub struct NaiveDecoder<S: FnMut(&str, &str, Option<&str>)> {
    say: S,
    group: Vec<u8>, // the bytes since LF
    inside: bool,
}

impl<S: FnMut(&str, &str, Option<&str>)> NaiveDecoder<S> {
    pub fn new(say: S) -> Self {
        NaiveDecoder { say, group: Vec::new(), inside: false }
    }

    pub fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            match byte {
                LF => {
                    self.group.clear();
                    self.inside = true;
                }
                CR => {
                    if self.inside {
                        self.end_of_group();
                    }
                    self.inside = false;
                }
                STX | ETX | EOT => self.inside = false, // the group was cut
                _ if self.inside => {
                    self.group.push(byte);
                    self.inside = self.group.len() <= LONGEST_GROUP;
                }
                _ => {}
            }
        }
    }

    fn end_of_group(&mut self) {
        let (head, separator, checksum) = match &self.group[..] {
            [head @ .., separator @ (SP | HT), checksum] => (head, *separator, *checksum),
            _ => return,
        };
        if self.group.iter().any(|&b| !(0x20..=0x7E).contains(&b) && b != separator) {
            return;
        }
        // Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
        let last = if separator == HT { u32::from(HT) } else { 0 };
        let sum = head.iter().map(|&b| u32::from(b)).sum::<u32>() + last;
        if u32::from(checksum) != (sum & 0x3F) + 0x20 {
            return;
        }
        // The first and the last separator delimit: data may have blanks inside.
        let text: String = head.iter().map(|&b| char::from(b)).collect();
        let (label, value) = match text.split_once(char::from(separator)) {
            Some(fields) if is_label(fields.0) => fields,
            _ => return,
        };
        match value.split_once('\t') {
            Some((first, rest)) if separator == HT && is_horodate(first) => {
                (self.say)(label, rest, Some(first));
            }
            _ => (self.say)(label, value, None),
        }
    }
}

fn is_label(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b))
}

fn is_horodate(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 13
        && b"HEhe ".contains(&bytes[0])
        && bytes[1..].iter().all(u8::is_ascii_digit)
}
