def test_the_power_is_read(sim, meter):
    sim.do("load", power="1.5 kW")
    sim.step()
    assert next(meter)["PAPP"] == "01500"


def test_an_overload_begins_and_ends(sim, meter):
    sim.step()
    assert "ADPS" not in next(meter)
    sim.do("overload", power="9 kVA", **{"for": "5 s"})
    sim.step()
    assert int(next(meter)["ADPS"]) > 30  # amperes; so many are subscribed
    sim.step(6)  # on the clock of the meter a frame takes more than a second
    frames = [next(meter) for _ in range(6)]
    assert "ADPS" not in frames[-1]


def test_a_damaged_group_is_no_reading(sim, meter):
    sim.do("flip", label="PAPP", byte=4, bit=0, frames=3)
    sim.step(3)
    for _ in range(3):
        frame = next(meter)
        assert "PAPP" not in frame
        assert frame["PTEC"] == "TH.."


def test_it_reads_on_after_noise(sim, meter):
    sim.do("noise", rate="3 %", frames=10)
    sim.step(10)
    sim.do("load", power="3 kW")
    sim.step(2)
    assert any(frame.get("PAPP") == "03000" for frame in meter)
