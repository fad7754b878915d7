// Speaks ticlab's adapter protocol for a decoder of the TIC line.
//
// By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
// With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.

package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
)

// What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
// "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
const hello = `{"hello":{"name":"my-decoder","version":"0.1.0",` +
	`"capabilities":["historique","standard","timestamps"],"depth":"syntax"}}` + "\n"

// say receives a good group; the timestamp is empty where there is none.
type say func(label, value, timestamp string)

// startDecoder: PUT YOUR DECODER HERE.
//
// It starts a fresh decoder and returns a function that takes the next bytes of the line. That one
// calls say(label, value, timestamp) for each good group, timestamp empty where there is none. The
// mode is "historique", "standard" or "auto"; the naive decoder sees it by itself.
func startDecoder(mode string, say say) func(data []byte) {
	decoder := &naiveDecoder{say: say}
	return decoder.push
}

type event struct {
	Event     string `json:"event"`
	Label     string `json:"label"`
	Value     string `json:"value"`
	Timestamp string `json:"timestamp,omitempty"`
}

type request struct {
	Op     string `json:"op"`
	Seq    int    `json:"seq"`
	Mode   string `json:"mode"`
	Chunks []struct {
		Data []byte `json:"b64"` // encoding/json reads base64 into bytes
	} `json:"chunks"`
}

func pipe(out *json.Encoder) error {
	mode := os.Getenv("TIC_MODE")
	push := startDecoder(mode, sayTo(out))
	data, err := io.ReadAll(os.Stdin)
	push(data)
	return err
}

func session(writer *bufio.Writer, out *json.Encoder) error {
	for in := json.NewDecoder(os.Stdin); ; writer.Flush() {
		var r request
		if err := in.Decode(&r); err != nil || r.Op == "bye" {
			return nil // the runner has left
		}
		switch r.Op {
		case "hello":
			writer.WriteString(hello)
		case "run":
			push := startDecoder(r.Mode, sayTo(out))
			for _, chunk := range r.Chunks {
				push(chunk.Data)
			}
			out.Encode(map[string]any{"seq": r.Seq, "done": true})
		}
	}
}

func sayTo(out *json.Encoder) say {
	return func(label, value, timestamp string) {
		out.Encode(event{"group", latin1(label), latin1(value), latin1(timestamp)})
	}
}

// latin1 makes byte n of the line U+00nn: encoding/json would replace what is no UTF-8.
func latin1(text string) string {
	runes := make([]rune, len(text))
	for i, b := range []byte(text) {
		runes[i] = rune(b)
	}
	return string(runes)
}

func main() {
	writer := bufio.NewWriter(os.Stdout)
	out := json.NewEncoder(writer)
	var err error
	if os.Getenv("TIC_TEST_SESSION") == "1" {
		err = session(writer, out)
	} else {
		writer.WriteString(hello)
		err = pipe(out)
	}
	writer.Flush()
	if err != nil {
		os.Stderr.WriteString("adapter: " + err.Error() + "\n")
		os.Exit(1)
	}
}
