// Speaks ticlab's adapter protocol for a decoder of the TIC line.
//
// By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
// With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "decoder.hpp"

// Receives a good group.
using Say = std::function<void(std::string_view label, std::string_view value,
                               std::optional<std::string_view> timestamp)>;

// What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
// "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
constexpr std::string_view HELLO =
    R"({"hello":{"name":"my-decoder","version":"0.1.0",)"
    R"("capabilities":["historique","standard","timestamps"],"depth":"syntax"}})";

// PUT YOUR DECODER HERE.
//
// Starts a fresh decoder and returns a function that takes the next bytes of the line. It calls
// say(label, value, timestamp) for each good group. The mode is "historique", "standard" or "auto";
// the naive decoder sees it by itself.
std::function<void(std::string_view)> start_decoder(std::string_view /* mode */, Say say) {
  auto decoder = std::make_shared<NaiveDecoder>(std::move(say));
  return [decoder](std::string_view bytes) { decoder->push(bytes); };
}

// Byte n of the line is U+00nn.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (unsigned char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c < 0x20 || c > 0x7E) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", c);
      out += escape;
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + '"';
}

void write_event(std::string_view label, std::string_view value,
                 std::optional<std::string_view> timestamp) {
  std::cout << R"({"event":"group","label":)" << quoted(label) << R"(,"value":)" << quoted(value);
  if (timestamp) std::cout << R"(,"timestamp":)" << quoted(*timestamp);
  std::cout << "}\n";
}

// The rest of the line after `"name":` and its quote: enough JSON for what the runner sends.
std::optional<std::string_view> field(std::string_view line, std::string_view name) {
  const std::size_t at = line.find(name);
  if (at == line.npos) return std::nullopt;
  line.remove_prefix(at + name.size());
  line.remove_prefix(std::min(line.find_first_not_of(" :"), line.size()));
  if (!line.empty() && line.front() == '"') line.remove_prefix(1);
  return line;
}

// The value of a base64 text, up to the first character that is none of its digits.
std::string base64(std::string_view text) {
  constexpr std::string_view DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (char c : text) {
    const std::size_t digit = DIGITS.find(c);
    if (digit == DIGITS.npos) break;
    bits = bits << 6 | static_cast<unsigned>(digit);
    count += 6;
    if (count >= 8) bytes += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return bytes;
}

void session() {
  for (std::string line; std::getline(std::cin, line); std::cout.flush()) {
    const std::string_view op = field(line, "\"op\"").value_or("bye");
    if (op.substr(0, 3) == "bye") return;
    if (op.substr(0, 5) == "hello") std::cout << HELLO << '\n';
    if (op.substr(0, 3) != "run") continue;
    const std::string_view mode = field(line, "\"mode\"").value_or("auto");
    const auto push = start_decoder(mode.substr(0, mode.find('"')), write_event);
    for (auto text = field(line, "\"b64\""); text; text = field(*text, "\"b64\"")) {
      push(base64(*text));
    }
    const std::string_view seq = field(line, "\"seq\"").value_or("0");
    std::cout << R"({"seq":)" << seq.substr(0, seq.find_first_of(",}")) << R"(,"done":true})"
              << '\n';
  }
}

int main() {
  std::ios::sync_with_stdio(false);
  const char* wanted = std::getenv("TIC_TEST_SESSION");
  if (wanted && std::string_view(wanted) == "1") {
    session();
    return 0;
  }
  const char* mode = std::getenv("TIC_MODE");
  std::cout << HELLO << '\n';
  const std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
  start_decoder(mode ? mode : "auto", write_event)(bytes);
}
