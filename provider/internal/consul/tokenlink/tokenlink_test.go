package tokenlink

import "testing"

func TestAnIDIsReadBack(t *testing.T) {
	link := Link{"4e1f0000-1111-4222-8333-000000000001", "a:b"}
	if got, err := Parse(link.ID()); err != nil || got != link {
		t.Errorf("got %v, %v, want %v", got, err, link)
	}
	for _, id := range []string{"", "x", ":x", "x:"} {
		if _, err := Parse(id); err == nil || err.Error() != `got id "`+id+`", want ACCESSOR_ID:NAME` {
			t.Errorf("%s: got %v", id, err)
		}
	}
}
