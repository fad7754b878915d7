// The cases of ticlab's suite, without any port: this runs on a board, too.
#include <cstdio>
#include <cstring>
#include <set>
#include <sstream>

#include "ticlab_judge.hpp"

// What the decoder can do; a case that needs more is passed over.
const std::set<std::string> CAPABILITIES{"historique", "standard", "timestamps"};

static bool can(const char* needs) {
  std::istringstream words(needs);
  for (std::string word; words >> word;) {
    if (!CAPABILITIES.count(word)) return false;
  }
  return true;
}

static std::vector<Group> decode(const ticlab_case& test) {
  std::vector<Group> said;
  Teleinfo decoder;
  decoder.on_group = [&](const Group& group) { said.push_back(group); };
  for (unsigned long i = 0; i < test.length; i++) decoder.push(static_cast<char>(test.bytes[i]));
  return said;
}

int main() {
  int passed = 0, failed = 0, skipped = 0;
  for (const ticlab_case& test : ticlab_cases) {
    // Level must is Required; should is Recommended, and observe is never judged.
    if (std::strcmp(test.level, "must") != 0 || !can(test.needs)) {
      skipped++;
      continue;
    }
    const std::string wrong = ticlab::complaint(test, decode(test));
    if (wrong.empty()) {
      passed++;
    } else {
      failed++;
      std::printf("%s: %s (see: ticlab explain %s)\n", test.id, wrong.c_str(), test.id);
    }
  }
  std::printf("suite %s: %d passed, %d failed, %d skipped\n", TICLAB_SUITE_VERSION, passed, failed, skipped);
  return failed > 0 || passed == 0;
}
