// A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours.
#pragma once

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// Receives a good group.
using Say = std::function<void(std::string_view label, std::string_view value,
                               std::optional<std::string_view> timestamp)>;

// Takes the bytes of a line as they come, and says each good group.
class NaiveDecoder {
 public:
  explicit NaiveDecoder(Say say) : say_(std::move(say)) {}

  void push(std::string_view bytes) {
    for (char byte : bytes) {
      if (byte == LF) {
        inside_ = true;
        group_.clear();
      } else if (byte == CR) {
        if (inside_) end_of_group(group_);
        inside_ = false;
      } else if (byte == STX || byte == ETX || byte == EOT) {
        inside_ = false;  // the group was cut
      } else if (inside_) {
        group_ += byte;
        inside_ = group_.size() <= LONGEST_GROUP;
      }
    }
  }

 private:
  static constexpr char STX = 0x02, ETX = 0x03, EOT = 0x04, HT = 0x09, LF = 0x0A, CR = 0x0D;
  static constexpr char SP = 0x20;
  static constexpr std::size_t LONGEST_GROUP = 256, HORODATE = 13;

  static bool is_label(std::string_view text) {
    const auto fits = [](unsigned char c) {
      return std::isalnum(c) || c == '_' || c == '+' || c == '-';
    };
    return !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])) &&
           std::all_of(text.begin(), text.end(), fits);
  }

  static bool is_horodate(std::string_view text) {
    return text.size() == HORODATE && std::string_view("HEhe ").find(text[0]) != text.npos &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  void end_of_group(std::string_view group) const {
    if (group.size() < 4) return;
    const char separator = group[group.size() - 2], checksum = group.back();
    if (separator != SP && separator != HT) return;
    const auto foreign = [&](char c) { return (c < 0x20 || c > 0x7E) && c != separator; };
    if (std::any_of(group.begin(), group.end(), foreign)) return;

    // Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
    const std::string_view text = group.substr(0, group.size() - 2);
    int sum = separator == HT ? HT : 0;
    for (char c : text) sum += c;
    if (checksum != (sum & 0x3F) + 0x20) return;

    // The first and the last separator delimit: data may have blanks inside.
    const std::size_t first = text.find(separator);
    if (first == text.npos) return;
    const std::string_view label = text.substr(0, first), value = text.substr(first + 1);
    if (!is_label(label)) return;
    const std::size_t second = value.find(HT);
    if (second != value.npos && is_horodate(value.substr(0, second))) {
      say_(label, value.substr(second + 1), value.substr(0, second));
    } else {
      say_(label, value, std::nullopt);
    }
  }

  Say say_;
  bool inside_ = false;
  std::string group_;  // the bytes since LF
};
