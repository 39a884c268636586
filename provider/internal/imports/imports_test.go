// Package imports tests which packages of the provider import each other.
package imports

import (
	"os/exec"
	"strings"
	"testing"
)

const root = "cdknomad/provider/"

// violation returns why a package may not import another one, or an empty string. The shared packages of internal/ know
// neither cluster, the packages of one cluster do not import those of the other, and only serve and cmd join them.
func violation(from, to string) string {
	from, inside := strings.CutPrefix(from, root)
	to, ours := strings.CutPrefix(to, root)
	if !inside || !ours {
		return ""
	}
	switch {
	case strings.HasPrefix(from, "cmd/"), from == "internal/serve", from == "acceptance", from == "internal/fuzz":
		return ""
	case strings.HasPrefix(to, "cmd/"), to == "internal/serve", to == "acceptance":
		return from + " imports " + to + ": only a program may start a provider"
	case clusterOf(to) != "" && clusterOf(from) == "":
		return from + " imports " + to + ": a shared package knows no cluster"
	case clusterOf(to) != "" && clusterOf(from) != clusterOf(to):
		return from + " imports " + to + ": the providers do not import each other"
	}
	return ""
}

// clusterOf returns nomad or consul for a package of that provider, and an empty string for a shared one.
func clusterOf(path string) string {
	for _, cluster := range []string{"nomad", "consul"} {
		if path == "internal/"+cluster || strings.HasPrefix(path, "internal/"+cluster+"/") {
			return cluster
		}
	}
	return ""
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	list := exec.Command("go", "list", "-f", `{{$from := .ImportPath}}{{range .Imports}}{{$from}} {{.}}{{"\n"}}{{end}}`, "./...")
	list.Dir = "../.."
	output, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Fields(strings.ReplaceAll(string(output), " ", "->")) {
		from, to, _ := strings.Cut(line, "->")
		if reason := violation(from, to); reason != "" {
			t.Error(reason)
		}
	}
}

func TestAForbiddenImportIsAViolation(t *testing.T) {
	for _, test := range []struct{ from, to string }{
		{"internal/guard", "internal/nomad/job"},
		{"internal/consul/kv", "internal/nomad/cluster"},
		{"internal/nomad/job", "internal/consul/answer"},
		{"internal/nomad/job", "internal/serve"},
	} {
		if violation(root+test.from, root+test.to) == "" {
			t.Errorf("%s may import %s", test.from, test.to)
		}
	}
	for _, test := range []struct{ from, to string }{
		{"internal/nomad/job", "internal/guard"},
		{"internal/nomad", "internal/nomad/job"},
		{"cmd/terraform-provider-nomad", "internal/nomad"},
	} {
		if reason := violation(root+test.from, root+test.to); reason != "" {
			t.Error(reason)
		}
	}
}
