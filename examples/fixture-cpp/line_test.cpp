// The decoder at a line: each test has a meter of its own, of 6 kVA, and 250 W are drawn.
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>

#include "teleinfo.hpp"
#include "ticlab_sim.hpp"

using Frame = std::map<std::string, std::string>;

// The decoder at the port of a sim, frame by frame.
class Meter {
 public:
  explicit Meter(TiclabSim& sim) : sim_(sim) {
    decoder_.on_group = [this](const Group& group) { frame_[group.label] = group.value; };
    decoder_.on_frame_end = [this] { ended_ = true; };
  }

  Frame next() {
    frame_.clear();
    for (ended_ = false; !ended_;) decoder_.push(sim_.read_byte());
    return frame_;
  }

 private:
  TiclabSim& sim_;
  Teleinfo decoder_;
  Frame frame_;
  bool ended_ = false;
};

static void check(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

static void the_power_is_read(TiclabSim& sim, Meter& meter) {
  sim.act(R"({"do":"load","power":"1.5 kW"})");
  sim.step();
  check(meter.next()["PAPP"] == "01500", "PAPP is 01500");
}

static void an_overload_begins_and_ends(TiclabSim& sim, Meter& meter) {
  sim.step();
  check(meter.next().count("ADPS") == 0, "no ADPS before the overload");
  sim.act(R"({"do":"overload","power":"9 kVA","for":"5 s"})");
  sim.step();
  check(meter.next()["ADPS"] > "030", "ADPS is more than the 30 A that are subscribed");
  sim.step(6);  // on the clock of the meter a frame takes more than a second
  Frame last;
  for (int i = 0; i < 6; i++) last = meter.next();
  check(last.count("ADPS") == 0, "no ADPS after the overload");
}

static void a_damaged_group_is_no_reading(TiclabSim& sim, Meter& meter) {
  sim.act(R"({"do":"flip","label":"PAPP","byte":4,"bit":0,"frames":3})");
  sim.step(3);
  for (int i = 0; i < 3; i++) {
    Frame frame = meter.next();
    check(frame.count("PAPP") == 0, "no PAPP whose checksum is wrong");
    check(frame["PTEC"] == "TH..", "PTEC beside it");
  }
}

static void it_reads_on_after_noise(TiclabSim& sim, Meter& meter) {
  sim.act(R"({"do":"noise","rate":"3 %","frames":10})");
  sim.step(10);
  sim.act(R"({"do":"load","power":"3 kW"})");
  sim.step(2);
  while (meter.next()["PAPP"] != "03000") {
  }
}

int main(int, char** argv) {
  const std::map<std::string, std::function<void(TiclabSim&, Meter&)>> tests{
      {"the-power-is-read", the_power_is_read},
      {"an-overload-begins-and-ends", an_overload_begins_and_ends},
      {"a-damaged-group-is-no-reading", a_damaged_group_is_no_reading},
      {"it-reads-on-after-noise", it_reads_on_after_noise},
  };
  try {
    TiclabSim sim;
    Meter meter(sim);
    tests.at(argv[1])(sim, meter);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
