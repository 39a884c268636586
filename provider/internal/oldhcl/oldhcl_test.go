package oldhcl

import (
	"strings"
	"testing"
)

func TestATextOnWhichTheParserPanicsIsAnError(t *testing.T) {
	const want = "not hcl: its parser gave up (bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune); " +
		"look for a text in quotes that does not end"
	if document, err := Decode(`{"\0`); document != nil || err == nil || err.Error() != want {
		t.Errorf("got %v, %v, want %s", document, err, want)
	}
}

func TestATextOfMillionsOfLevelsIsAnErrorAndNotTheEndOfTheProcess(t *testing.T) {
	const want = "not hcl: got 2097152 bytes, at most 1048576 are read"
	if _, err := Decode(strings.Repeat("[", 2<<20)); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
