package tokenattachment

import "testing"

func TestAnIDIsReadBack(t *testing.T) {
	want := link{"4e1f0000-1111-4222-8333-000000000001", "a:b"}
	if got, err := parse(want.id()); err != nil || got != want {
		t.Errorf("got %v, %v, want %v", got, err, want)
	}
	for _, id := range []string{"", "x", ":x", "x:"} {
		if _, err := parse(id); err == nil || err.Error() != `got id "`+id+`", want ACCESSOR_ID:NAME` {
			t.Errorf("%s: got %v", id, err)
		}
	}
}
