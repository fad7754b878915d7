//! Speaks ticlab's adapter protocol for a decoder of the TIC line.
//!
//! By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
//! With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.

mod decoder;

use decoder::NaiveDecoder;
use std::io::{self, BufRead, BufWriter, Read, Write};

/// What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
/// "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
const HELLO: &str = concat!(
    r#"{"hello":{"name":"my-decoder","version":"0.1.0","#,
    r#""capabilities":["historique","standard","timestamps"],"depth":"syntax"}}"#
);

/// PUT YOUR DECODER HERE.
///
/// Starts a fresh decoder, gives it the pieces of the line one after the other, and calls
/// `say(label, value, timestamp)` for each good group, byte n of the line as U+00nn. The mode is "historique", "standard" or
/// "auto"; the naive decoder sees it by itself.
fn decode(_mode: &str, pieces: &[Vec<u8>], say: impl FnMut(&str, &str, Option<&str>)) {
    let mut decoder = NaiveDecoder::new(say);
    for piece in pieces {
        decoder.push(piece);
    }
}

fn write_event(out: &mut impl Write, label: &str, value: &str, timestamp: Option<&str>) {
    let (label, value) = (quoted(label), quoted(value));
    let mut line = format!(r#"{{"event":"group","label":{label},"value":{value}"#);
    if let Some(timestamp) = timestamp {
        line += &format!(r#","timestamp":{}"#, quoted(timestamp));
    }
    // An error means that the runner has left; the next read says so too.
    let _ = writeln!(out, "{line}}}");
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' || ('\u{7f}'..='\u{ff}').contains(&c) => {
                out += &format!("\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out + "\""
}

/// The rest of the line after `"name":` and its quote: enough JSON for what the runner sends.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let after = &line[line.find(&format!("\"{name}\""))? + name.len() + 2..];
    Some(after.trim_start().strip_prefix(':')?.trim_start().trim_start_matches('"'))
}

/// The value of a base64 text, up to the first character that is none of its digits.
fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in text.bytes().map_while(|c| DIGITS.iter().position(|&d| d == c)) {
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xFF) as u8);
        }
    }
    bytes
}

fn pipe(out: &mut impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let mode = std::env::var("TIC_MODE").unwrap_or_default();
    writeln!(out, "{HELLO}")?;
    decode(&mode, &[bytes], |label, value, time| write_event(out, label, value, time));
    out.flush()
}

fn session(out: &mut impl Write) -> io::Result<()> {
    for line in io::stdin().lock().lines() {
        let line = line?;
        let op = field(&line, "op").unwrap_or("bye");
        if op.starts_with("bye") {
            break;
        } else if op.starts_with("hello") {
            writeln!(out, "{HELLO}")?;
        } else if op.starts_with("run") {
            let mode = field(&line, "mode").and_then(|m| m.split('"').next()).unwrap_or("auto");
            let seq = field(&line, "seq").and_then(|s| s.split([',', '}']).next()).unwrap_or("0");
            let mut pieces = Vec::new();
            let mut rest = line.as_str();
            while let Some(text) = field(rest, "b64") {
                pieces.push(base64(text));
                rest = text;
            }
            decode(mode, &pieces, |label, value, time| write_event(out, label, value, time));
            writeln!(out, r#"{{"seq":{seq},"done":true}}"#)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match std::env::var("TIC_TEST_SESSION").as_deref() {
        Ok("1") => session(&mut out),
        _ => pipe(&mut out),
    }
}
