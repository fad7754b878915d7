// The code under test, in the place of yours: a decoder for boards, which takes a byte at a time.
#pragma once

#include <cctype>
#include <functional>
#include <string>

struct Group {
  std::string label, timestamp, value;
};

class Teleinfo {
 public:
  std::function<void(const Group&)> on_group = [](const Group&) {};
  std::function<void()> on_frame_end = [] {};

  void push(char byte) {
    if (byte == LF) {
      inside_ = true;
      line_.clear();
    } else if (byte == CR) {
      if (inside_) end_of_line();
      inside_ = false;
    } else if (byte == STX || byte == ETX || byte == EOT) {
      inside_ = false;
      if (byte == ETX) on_frame_end();
    } else if (inside_) {
      line_ += byte;
      inside_ = line_.size() <= LONGEST;
    }
  }

 private:
  static constexpr char STX = 0x02, ETX = 0x03, EOT = 0x04, HT = 0x09, LF = 0x0A, CR = 0x0D;
  static constexpr std::size_t LONGEST = 256, HORODATE = 13;

  void end_of_line() const {
    if (line_.size() < 4) return;
    const char separator = line_[line_.size() - 2], checksum = line_.back();
    if (separator != ' ' && separator != HT) return;
    for (char c : line_) {
      if ((c < ' ' || c > '~') && c != separator) return;
    }
    // Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
    const std::string text = line_.substr(0, line_.size() - 2);
    int sum = separator == HT ? HT : 0;
    for (char c : text) sum += c;
    if (checksum != (sum & 0x3F) + 0x20) return;

    const std::size_t end = text.find(separator);
    if (end == std::string::npos || !is_label(text.substr(0, end))) return;
    Group group{text.substr(0, end), "", text.substr(end + 1)};
    if (group.value.find(HT) == HORODATE && is_horodate(group.value)) {
      group.timestamp = group.value.substr(0, HORODATE);
      group.value.erase(0, HORODATE + 1);
    }
    on_group(group);
  }

  static bool is_label(const std::string& text) {
    if (text.empty() || !std::isalpha(static_cast<unsigned char>(text[0]))) return false;
    for (unsigned char c : text) {
      if (!std::isalnum(c) && c != '_' && c != '+' && c != '-') return false;
    }
    return true;
  }

  static bool is_horodate(const std::string& text) {
    return std::string("HEhe ").find(text[0]) != std::string::npos &&
           text.find_first_not_of("0123456789", 1) == HORODATE;
  }

  bool inside_ = false;
  std::string line_;  // the bytes since LF
};
