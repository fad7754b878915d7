// Whether what a decoder said of a case of ticlab_cases.h is what a right decoder may say of it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "teleinfo.hpp"
#include "ticlab_cases.h"

namespace ticlab {

// Padding and leading zeros may be left out, but not those of the numbers of meters.
inline std::string plain(const std::string& label, const std::string& text) {
  const std::size_t from = text.find_first_not_of(" \t"), to = text.find_last_not_of(" \t");
  std::string value = from == std::string::npos ? "" : text.substr(from, to - from + 1);
  const std::set<std::string> identities{"ADCO", "ADSC", "ADS", "PRM"};
  const bool digits = value.find_first_not_of("0123456789") == std::string::npos;
  while (digits && !identities.count(label) && value.size() > 1 && value[0] == '0') value.erase(0, 1);
  return value;
}

inline std::string key(const std::string& label, const std::string& timestamp, const std::string& value) {
  return label + "\t" + plain(label, timestamp) + "\t" + plain(label, value);
}

inline std::string key(const ticlab_group& g) { return key(g.label, g.timestamp ? g.timestamp : "", g.value); }

// What is wrong by one way to be right; empty where nothing is.
inline std::string complaint(const ticlab_way& way, const std::vector<Group>& said) {
  // Each said group has to stand on the line, behind the one before of its label.
  std::map<std::string, unsigned long> next;
  std::set<unsigned long> matched;
  for (const Group& group : said) {
    unsigned long i = next[group.label];
    const std::string name = key(group.label, group.timestamp, group.value);
    while (i < way.group_count && (way.groups[i].need == 'X' || key(way.groups[i]) != name)) i++;
    if (i == way.group_count) return "says " + group.label + "=" + group.value + ", which did not come so";
    matched.insert(i);
    next[group.label] = i + 1;
  }

  std::map<std::string, int> times, owed, spoken;
  std::map<int, std::set<unsigned long>> sentinels;  // frames, by the number of the damage before them
  for (unsigned long f = 0; f < way.frame_count; f++) {
    if (way.frames[f].recovery) sentinels[way.frames[f].recovery].insert(f);
  }
  for (unsigned long i = 0; i < way.group_count; i++) {
    if (way.groups[i].need != 'X') times[key(way.groups[i])]++;
    if (way.groups[i].need == '!') owed[key(way.groups[i])]++;
    if (matched.count(i)) spoken[key(way.groups[i])]++;
  }
  for (const auto& each : owed) {
    if (spoken[each.first] < each.second) return "does not say " + each.first;
  }
  // Of the frames that follow damage one has to be said whole, as far as its groups tell it from others.
  for (const auto& each : sentinels) {
    std::set<unsigned long> whole = each.second;
    for (unsigned long i = 0; i < way.group_count; i++) {
      const ticlab_group& g = way.groups[i];
      if (g.need != 'X' && times[key(g)] == 1 && !matched.count(i)) whole.erase(g.frame);
    }
    if (whole.empty()) return "says none of the good frames that follow the damage";
  }
  return "";
}

// What is wrong with what was said of a case, by the way that it is nearest to the first; else empty.
inline std::string complaint(const ticlab_case& test, const std::vector<Group>& said) {
  std::string first;
  for (unsigned long w = 0; w < test.way_count; w++) {
    const std::string wrong = complaint(test.ways[w], said);
    if (wrong.empty()) return "";
    if (first.empty()) first = wrong;
  }
  return first;
}

}  // namespace ticlab
