// Package teleinfo is the code under test, in the place of yours: it reads a meter in historique mode.
package teleinfo

import (
	"bufio"
	"bytes"
	"io"
)

const (
	stx, etx = 0x02, 0x03
	longest  = 16 << 10 // bytes of a frame
)

// Frame has the good groups of a frame, by label.
type Frame map[string]string

// Meter says the frames of a line, one after the other.
type Meter struct {
	line *bufio.Reader
}

// NewMeter reads a line, such as a serial port that is open.
func NewMeter(line io.Reader) *Meter {
	return &Meter{bufio.NewReaderSize(line, longest)}
}

// Next waits for the end of the next frame.
func (m *Meter) Next() (Frame, error) {
	for {
		data, err := m.line.ReadSlice(etx)
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil {
			return nil, err
		}
		if start := bytes.LastIndexByte(data, stx); start >= 0 {
			return groups(data[start:]), nil
		}
	}
}

// groups says the groups whose checksums are right.
func groups(data []byte) Frame {
	frame := Frame{}
	for _, line := range bytes.Split(data, []byte("\n"))[1:] {
		end := bytes.IndexByte(line, '\r')
		if end < 5 || line[end-2] != ' ' {
			continue
		}
		text, checksum := line[:end-2], line[end-1]
		if sum(text) != checksum {
			continue
		}
		label, value, found := bytes.Cut(text, []byte(" "))
		if found {
			frame[string(label)] = string(value)
		}
	}
	return frame
}

func sum(text []byte) byte {
	var total byte
	for _, b := range text {
		total += b
	}
	return total&0x3f + 0x20
}
