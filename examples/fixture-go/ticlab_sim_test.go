package teleinfo

import (
	"bufio"
	"encoding/json"
	"errors"
	"net"
	"os"
	"os/exec"
	"testing"
)

// Sim is a meter to test with: `ticlab sim` on a virtual serial port, driven by the test. It sends no
// frame until Step, and then at once; nothing has to be waited for.
type Sim struct {
	t       *testing.T
	Port    string
	control net.Conn
	answers *bufio.Reader
}

// Args are arguments of a verb: see `ticlab ctl --help`.
type Args map[string]any

// startSim starts a sim, which stops with the test.
func startSim(t *testing.T) *Sim {
	t.Helper()
	ticlab := os.Getenv("TICLAB")
	if ticlab == "" {
		ticlab = "npx ticlab"
	}
	// The clock of the meter is said, so that each run is like the one before.
	command := ticlab + " sim --json --step --speed max --start 2026-01-14T12:00:00"
	program := exec.Command("sh", "-c", command)
	program.Stderr = os.Stderr
	// A folder of its own for port and socket: tests may run at once.
	folder, err := os.MkdirTemp("", "sim")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	program.Env = append(os.Environ(), "XDG_RUNTIME_DIR="+folder)
	stdin, err := program.StdinPipe()
	must(t, err)
	stdout, err := program.StdoutPipe()
	must(t, err)
	must(t, program.Start())
	t.Cleanup(func() {
		stdin.Close() // the sim stops when its standard input ends
		program.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadBytes('\n')
	if err != nil {
		t.Fatalf("ticlab did not start: %s", command)
	}
	var ready struct {
		Outlets []struct{ Path string }
		Control string
	}
	must(t, json.Unmarshal(line, &ready))
	control, err := net.Dial("unix", ready.Control)
	must(t, err)
	t.Cleanup(func() { control.Close() })
	return &Sim{t, ready.Outlets[0].Path, control, bufio.NewReader(control)}
}

// Do lets something happen.
func (s *Sim) Do(verb string, args Args) {
	s.t.Helper()
	message := Args{"do": verb}
	for name, value := range args {
		message[name] = value
	}
	must(s.t, json.NewEncoder(s.control).Encode(message))
	line, err := s.answers.ReadBytes('\n')
	must(s.t, err)
	var answer struct {
		Ok    bool
		Error string
	}
	must(s.t, json.Unmarshal(line, &answer))
	if !answer.Ok {
		must(s.t, errors.New(answer.Error))
	}
}

// Step sends the next frames, and returns when they are on the port.
func (s *Sim) Step(frames int) {
	s.t.Helper()
	s.Do("step", Args{"frames": frames})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
