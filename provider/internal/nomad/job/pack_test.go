package job

import (
	"bytes"
	"runtime"
	"strings"
	"testing"
)

func TestAPackedTextDoesNotDependOnTheOnesBefore(t *testing.T) {
	first, other := `{"ID":"web","Datacenters":["dc1"]}`, strings.Repeat(`{"ID":"other"}`, 100)
	packed := pack(first)
	pack(other)
	if again := pack(first); !bytes.Equal(again, packed) {
		t.Errorf("got %x, then %x", packed, again)
	}
	for _, text := range []string{first, other, ""} {
		if got, err := unpack(pack(text)); err != nil || string(got) != text {
			t.Errorf("got %q, %v", got, err)
		}
	}
}

func TestPackingAThousandJobsTakesLittleMemory(t *testing.T) {
	var before, after runtime.MemStats
	pack("") // makes the packer
	runtime.ReadMemStats(&before)
	for range 1_000 {
		pack(`{"ID":"web"}`)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 10<<20 {
		t.Errorf("got %d bytes for 1000 jobs", got)
	}
}
