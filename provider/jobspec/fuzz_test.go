package jobspec

import (
	"slices"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// seeds are jobs from which a fuzzer starts: one of most blocks, one in the wrapping of `nomad job run -output`, and
// some that are no jobs.
var seeds = []string{
	web,
	`{"Job":{"ID":"a","Type":"batch","Periodic":{"Enabled":true,"Spec":"0 * * * *","SpecType":"cron"}}}`,
	`{"ID":"a","Type":"sysbatch","ParameterizedJob":{"Payload":"optional","MetaRequired":["k"]},"Meta":{"k":"v"}}`,
	`{"ID":"a","TaskGroups":[{"Name":"g","Networks":[{"Mode":"bridge","DynamicPorts":[{"Label":"http","To":80}],"ReservedPorts":[{"Label":"dns","Value":53}]}],` +
		`"Services":[{"Name":"s","PortLabel":"http","Provider":"consul","Tags":["b","a"],"Checks":[{"Type":"http","Path":"/","Interval":10000000000,"Timeout":2000000000}],` +
		`"Connect":{"SidecarService":{"Proxy":{"Upstreams":[{"DestinationName":"db","LocalBindPort":5432}]}}}}],` +
		`"Volumes":{"v":{"Type":"host","Source":"v"}},"Scaling":{"Min":1,"Max":5,"Enabled":true,"Policy":{"cooldown":"1m"}},` +
		`"Spreads":[{"Attribute":"${node.datacenter}","Weight":50,"SpreadTarget":[{"Value":"a","Percent":60}]}],"Disconnect":{"LostAfter":60000000000},` +
		`"Tasks":[{"Name":"t","Driver":"exec","Templates":[{"DestPath":"local/a","EmbeddedTmpl":"{{ key \"a\" }}"}],"Identities":[{"Name":"aws","Audience":["a"]}],` +
		`"Artifacts":[{"GetterSource":"https://example.com/a"}],"Affinities":[{"LTarget":"${attr.arch}","RTarget":"amd64","Weight":10}]}]}]}`,
	`{"ID":"a","Priority":18446744073709551616}`, `{"ID":"a","Payload":"AA=="}`, `{"ID":"a","Update":{"Stagger":1e9}}`, `[]`, `{`, `null`, "\x00",
}

// FuzzJob holds what Decode takes against what the plan and the state do with it.
func FuzzJob(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		job, problems := Decode(text)
		if (job == nil) != (len(problems) > 0) {
			t.Fatalf("got a job: %t, and problems: %v", job != nil, problems)
		}
		if job == nil {
			return
		}
		meant, err := canonical(job)
		if err != nil {
			return // Nomad's own client cannot complete it; the server refuses it at the plan
		}
		if written, err := readDocument([]byte(text)); err != nil || saysEmpty(written) {
			return // "" where Nomad has a default is neither it nor none: the server refuses the job
		}
		if again := meaningOf(t, meant); !equal(meant, again) {
			t.Errorf("made canonical twice it is another:\n%v\n%v", meant, again)
		}
		for name, write := range map[string]func(*api.Job) (string, error){"Specified": Specified, "Minimal": Minimal} {
			written, err := write(job)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			read, problems := Decode(written)
			if len(problems) > 0 {
				t.Fatalf("%s wrote what Decode refuses: %v\n%s", name, problems, written)
			}
			if name == "Specified" && !Equal(job, read) {
				t.Errorf("%s wrote another job:\n%s", name, written)
			}
		}
		if same, changed, err := Drift(text, job, job); err != nil || changed || same != text {
			t.Errorf("nothing drifted, and got %t, %v:\n%s", changed, err, same)
		}
	})
}

// FuzzDrift has a server change one job into another, and wants to find the other in the text of the configuration.
func FuzzDrift(f *testing.F) {
	for i, seed := range seeds {
		f.Add(seed, seeds[(i+1)%len(seeds)])
		f.Add(seed, web)
	}
	f.Fuzz(func(t *testing.T, written, onServer string) {
		then, _ := Decode(written)
		now, _ := Decode(onServer)
		if then == nil || now == nil {
			return
		}
		if _, err := canonical(then); err != nil {
			return
		}
		if _, err := canonical(now); err != nil {
			return
		}
		drifted, changed, err := Drift(written, then, now)
		if err != nil {
			t.Fatal(err)
		}
		if !changed && drifted != written {
			t.Errorf("nothing drifted, and the text is another:\n%s\n%s", written, drifted)
		}
	})
}

func meaningOf(t *testing.T, document object) object {
	t.Helper()
	again, err := meaning(document)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// saysEmpty says whether a text somewhere is there and empty.
func saysEmpty(value any) bool {
	switch v := value.(type) {
	case string:
		return v == ""
	case object:
		for _, inner := range v {
			if saysEmpty(inner) {
				return true
			}
		}
	case list:
		return slices.ContainsFunc(v, saysEmpty)
	}
	return false
}
