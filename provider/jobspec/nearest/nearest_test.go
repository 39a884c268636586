package nearest

import "testing"

func TestSuggestsTheClosestNameWithinTheLimit(t *testing.T) {
	for _, each := range []struct {
		got, want  string
		candidates []string
	}{
		{"Cuont", "Count", []string{"Constraints", "Count"}},
		{"kill_timeout", "killTimeout", []string{"killTimeout"}},
		{"Foo", "", []string{"For1", "bar"}},
		{"cpu", "cpus", []string{"cpus"}},
		{"weather", "", []string{"count"}},
		{"Consol", "consul", []string{"consul", "console2"}},
	} {
		if got := Name(each.got, each.candidates); got != each.want {
			t.Errorf("%s: got %q, want %q", each.got, got, each.want)
		}
	}
}
