// A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours.

package main

import (
	"bytes"
	"regexp"
)

const (
	stx, etx, eot, ht, lf, cr, sp = 0x02, 0x03, 0x04, 0x09, 0x0A, 0x0D, 0x20
	longestGroup                  = 256
)

var (
	labelForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_+-]*$`)
	horodate  = regexp.MustCompile(`^[HEhe ][0-9]{12}\t`)
)

// naiveDecoder takes the bytes of a line as they come and says each good group.
type naiveDecoder struct {
	say    say
	inside bool
	group  []byte // the bytes since LF
}

func (d *naiveDecoder) push(data []byte) {
	for _, b := range data {
		switch {
		case b == lf:
			d.inside, d.group = true, d.group[:0]
		case b == cr:
			if d.inside {
				d.endOfGroup()
			}
			d.inside = false
		case b == stx || b == etx || b == eot:
			d.inside = false // the group was cut
		case d.inside:
			d.group = append(d.group, b)
			d.inside = len(d.group) <= longestGroup
		}
	}
}

func (d *naiveDecoder) endOfGroup() {
	end := len(d.group) - 2
	if end < 2 {
		return
	}
	separator, checksum := d.group[end], d.group[end+1]
	if separator != sp && separator != ht {
		return
	}
	// Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
	sum := 0
	if separator == ht {
		sum = ht
	}
	for i, b := range d.group {
		if (b < 0x20 || b > 0x7E) && b != separator {
			return
		}
		if i < end {
			sum += int(b)
		}
	}
	if int(checksum) != sum&0x3F+0x20 {
		return
	}
	// The first and the last separator delimit: data may have blanks inside.
	label, value, found := bytes.Cut(d.group[:end], []byte{separator})
	if !found || !labelForm.Match(label) {
		return
	}
	if separator == ht && horodate.Match(value) {
		d.say(string(label), string(value[14:]), string(value[:13]))
	} else {
		d.say(string(label), string(value), "")
	}
}
