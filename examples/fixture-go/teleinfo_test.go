package teleinfo

import (
	"os"
	"strconv"
	"testing"
)

// start gives a meter of its own to a test (6 kVA, 250 W are drawn), and the code under test at its port.
func start(t *testing.T) (*Sim, func() Frame) {
	sim := startSim(t)
	port, err := os.Open(sim.Port)
	must(t, err)
	t.Cleanup(func() { port.Close() })
	meter := NewMeter(port)
	return sim, func() Frame {
		t.Helper()
		frame, err := meter.Next()
		must(t, err)
		return frame
	}
}

func TestThePowerIsRead(t *testing.T) {
	sim, next := start(t)
	sim.Do("load", Args{"power": "1.5 kW"})
	sim.Step(1)
	if got := next()["PAPP"]; got != "01500" {
		t.Errorf("PAPP %q, not 01500", got)
	}
}

func TestAnOverloadBeginsAndEnds(t *testing.T) {
	sim, next := start(t)
	sim.Step(1)
	if got, found := next()["ADPS"]; found {
		t.Errorf("ADPS %q before the overload", got)
	}
	sim.Do("overload", Args{"power": "9 kVA", "for": "5 s"})
	sim.Step(1)
	// 30 A are subscribed.
	if got, _ := strconv.Atoi(next()["ADPS"]); got <= 30 {
		t.Errorf("ADPS %d in the overload", got)
	}
	sim.Step(6) // on the clock of the meter a frame takes more than a second
	var last Frame
	for i := 0; i < 6; i++ {
		last = next()
	}
	if got, found := last["ADPS"]; found {
		t.Errorf("ADPS %q after the overload", got)
	}
}

func TestADamagedGroupIsNoReading(t *testing.T) {
	sim, next := start(t)
	sim.Do("flip", Args{"label": "PAPP", "byte": 4, "bit": 0, "frames": 3})
	sim.Step(3)
	for i := 0; i < 3; i++ {
		frame := next()
		if got, found := frame["PAPP"]; found {
			t.Errorf("PAPP %q, whose checksum was wrong", got)
		}
		if got := frame["PTEC"]; got != "TH.." {
			t.Errorf("PTEC %q, not TH..", got)
		}
	}
}

func TestItReadsOnAfterNoise(t *testing.T) {
	sim, next := start(t)
	sim.Do("noise", Args{"rate": "3 %", "frames": 10})
	sim.Step(10)
	sim.Do("load", Args{"power": "3 kW"})
	sim.Step(2)
	for next()["PAPP"] != "03000" {
	}
}
