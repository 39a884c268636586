package variable

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestPathsThatNomadWouldRefuseAreProblems(t *testing.T) {
	items := types.MapValueMust(types.StringType, map[string]attr.Value{"a": types.StringValue("b")})
	reserved := `path: got "%", but below nomad only nomad/jobs, what is below it, and nomad/job-templates/NAME are allowed`
	for path, want := range map[string]string{
		"app/dns": "", "nomad/jobs": "", "nomad/jobs/dns/web": "", "nomad/job-templates/x": "", "a~b-c_d": "",
		"":                        `path: got "", want 1 to 128 letters, digits, dashes, underscores, tildes and slashes`,
		"a.b":                     `path: got "a.b", want 1 to 128 letters, digits, dashes, underscores, tildes and slashes`,
		"nomad":                   reserved,
		"nomad/other":             reserved,
		"nomad/job-templates":     reserved,
		"nomad/job-templates/x/y": reserved,
	} {
		m := model{Path: types.StringValue(path), Items: items}
		if got := strings.Join(m.check(writeOnly{}), "\n"); got != strings.ReplaceAll(want, "%", path) {
			t.Errorf("%s: got %q, want %q", path, got, strings.ReplaceAll(want, "%", path))
		}
	}
}

func TestAnIDIsReadAsPathAndNamespace(t *testing.T) {
	for id, want := range map[string]string{"a/b": "default a/b", "a/b@default": "default a/b", "a/b@dns": "dns a/b"} {
		m := model{ID: types.StringValue(id)}
		m.identify()
		if key := m.key(); key.Namespace+" "+key.ID != want {
			t.Errorf("%s: got %s %s, want %s", id, key.Namespace, key.ID, want)
		}
	}
	m := model{ID: types.StringValue("a@default")}
	if m.identify(); !m.Namespace.IsNull() {
		t.Error("the default namespace should stay unsaid, as most configurations leave it out")
	}
}

func TestAMarkKnowsItemsByTheirContent(t *testing.T) {
	of := func(index uint64, items map[string]string) mark {
		m := model{}
		m.follow(items)
		return m.mark(index)
	}
	a, b, c := of(1, map[string]string{"x": "1", "y": "2"}), of(2, map[string]string{"y": "2", "x": "1"}), of(1, map[string]string{"x": "1", "y": "3"})
	if a.Digest != b.Digest || a.Digest == c.Digest || a.Index == b.Index {
		t.Errorf("got %+v, %+v, %+v", a, b, c)
	}
}
