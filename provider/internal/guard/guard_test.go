package guard

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// walk is the plan of a program that the tests write down.
type walk struct {
	t *testing.T
	*Guard
	problems []Problem
}

func begin(t *testing.T, program *program, environment map[string]string) *walk {
	t.Helper()
	guard := New()
	found, err := from(nil, func(name string) string { return environment[name] })
	if err != nil {
		t.Fatal(err)
	}
	found.program = program
	guard.limits = found
	return &walk{t: t, Guard: guard}
}

func (w *walk) destroy(resourceType string, a attributes) {
	w.problems = append(w.problems, w.destroys(kindOf(resourceType), a, deleted)...)
}

func (w *walk) create(resourceType string, a attributes) {
	w.problems = append(w.problems, w.creates(kindOf(resourceType), a, func(string) bool { return false })...)
}

func (w *walk) summaries() []string {
	found := []string{}
	for _, problem := range w.problems {
		found = append(found, problem.Summary)
	}
	return found
}

func (w *walk) want(summaries ...string) {
	w.t.Helper()
	if !slices.Equal(w.summaries(), summaries) {
		w.t.Fatalf("got  %q\nwant %q", w.summaries(), summaries)
	}
}

func jobs(names ...string) *program {
	found := &program{resources: len(names), jobs: map[string]bool{}}
	for _, name := range names {
		found.jobs["lab/"+name] = true
	}
	return found
}

func aJob(id string) attributes { return attributes{"namespace": "lab", "id": id} }

var (
	withVolumes = attributes{"namespace": "lab", "id": "db",
		"jobspec": `{"ID":"db","TaskGroups":[{"Volumes":null},{"Volumes":{"data":{"Source":"data"}}}]}`}
	protected = attributes{"namespace": "lab", "id": "db", "protect": true}
)

func TestWhatIsDestroyed(t *testing.T) {
	for name, c := range map[string]struct {
		resourceType string
		state        attributes
		refused      string // the confirmation, "" if it goes unasked
	}{
		"a namespace":                        {"nomad_namespace", attributes{"name": "dns"}, "namespace/dns"},
		"the namespace default":              {"nomad_namespace", attributes{"name": "default"}, ""},
		"an auth method":                     {"nomad_acl_auth_method", attributes{"name": "github"}, "auth-method/github"},
		"an auth method of consul":           {"consul_acl_auth_method", attributes{"name": "jwt"}, "consul-auth-method/default/jwt"},
		"a csi volume":                       {"nomad_csi_volume", attributes{"namespace": "lab", "volume_id": "data"}, "volume/lab/data"},
		"a host volume of a node":            {"nomad_dynamic_host_volume", attributes{"name": "data", "node_id": "0123456789ab"}, "volume/default/data@01234567"},
		"a job with volumes":                 {job, withVolumes, "job/lab/db"},
		"a job with volumes under Job":       {job, attributes{"namespace": "lab", "id": "db", "jobspec": `{"Job":` + withVolumes.text("jobspec") + `}`}, "job/lab/db"},
		"a protected job":                    {job, protected, "job/lab/db"},
		"a protected job that runs on":       {job, attributes{"namespace": "lab", "id": "db", "protect": true, "deregister_on_destroy": false}, ""},
		"a job":                              {job, aJob("web"), ""},
		"a job that was protected and is no": {job, attributes{"namespace": "lab", "id": "db", "protect": false}, ""},
		"a policy":                           {"nomad_acl_policy", attributes{"name": "p"}, ""},
		"what the guards do not know":        {"nomad_scheduler_config", attributes{"id": "x"}, ""},
	} {
		t.Run(name+" needs the right confirmation", func(t *testing.T) {
			unasked := begin(t, nil, nil)
			unasked.destroy(c.resourceType, c.state)
			if refused := len(unasked.problems) == 1; refused != (c.refused != "") {
				t.Fatalf("got %q", unasked.problems)
			}
			if c.refused == "" {
				return
			}
			if line := "\n    CDKNOMAD_CONFIRM=" + c.refused + "\n"; !strings.Contains(unasked.problems[0].Detail, line) {
				t.Fatalf("%q does not have the line %q", unasked.problems[0].Detail, line)
			}
			for _, confirmed := range []string{c.refused, "all", "x," + c.refused} {
				asked := begin(t, nil, map[string]string{confirmVariable: confirmed})
				asked.destroy(c.resourceType, c.state)
				asked.want()
			}
			for _, confirmed := range []string{c.refused + "x", strings.ToUpper(c.refused), "job", "*"} {
				other := begin(t, nil, map[string]string{confirmVariable: confirmed})
				other.destroy(c.resourceType, c.state)
				if len(other.problems) != 1 {
					t.Fatalf("%q confirmed it", confirmed)
				}
			}
			inProgram := begin(t, nil, nil)
			if err := inProgram.limits.confirmInProgram([]types.String{types.StringValue(c.refused)}); err != nil {
				t.Fatal(err)
			}
			inProgram.destroy(c.resourceType, c.state)
			inProgram.want()
			off := begin(t, nil, map[string]string{switchVariable: "off"})
			off.destroy(c.resourceType, c.state)
			off.want()
		})
	}
}

func TestARefusalSaysWhatToType(t *testing.T) {
	w := begin(t, nil, nil)
	w.destroy("nomad_namespace", attributes{"name": "dns"})
	w.destroy(job, withVolumes)
	want := []Problem{{
		"[namespace dns] is not destroyed without a confirmation (needs-confirmation)",
		"this plan deletes the namespace, which holds what its jobs share; keep it as it is or, to destroy it, plan again with\n" +
			"    CDKNOMAD_CONFIRM=namespace/dns\n" +
			"or confirm it in the reviewed program, in the settings of this stack (in the provider block: guard = { confirm = [...] })\n" +
			"    guard: { confirm: [\"namespace/dns\"] }",
	}, {
		"[lab/db] is not destroyed without a confirmation (needs-confirmation)",
		"this plan deletes the job, which has volumes; keep it as it is or, to destroy it, plan again with\n" +
			"    CDKNOMAD_CONFIRM=job/lab/db,namespace/dns\n" +
			"which also confirms what this run refused before; the longest of these lines confirms everything\n" +
			"or confirm it in the reviewed program, in the settings of this stack (in the provider block: guard = { confirm = [...] })\n" +
			"    guard: { confirm: [\"job/lab/db\", \"namespace/dns\"] }",
	}}
	if !slices.Equal(w.problems, want) {
		t.Fatalf("got  %q\nwant %q", w.problems, want)
	}
}

func TestAReplacedProtectedJobNeedsAConfirmation(t *testing.T) {
	w := begin(t, nil, nil)
	held := func(name string) bool { return name == "lab/db" }
	w.problems = w.creates(kindOf(job), protected, held)
	w.want("[lab/db] is not destroyed without a confirmation (needs-confirmation)")
	if hint := "terraform untaint ADDRESS keeps it"; !strings.Contains(w.problems[0].Detail, hint) {
		t.Fatalf("%q is not in %q", hint, w.problems[0].Detail)
	}
	volumes := begin(t, nil, nil)
	volumes.problems = volumes.creates(kindOf(job), attributes{"jobspec": `{"ID":"db","Namespace":"lab","TaskGroups":[{},{"Volumes":{"data":{}}}]}`}, held)
	volumes.want("[lab/db] is not destroyed without a confirmation (needs-confirmation)")
	plain := begin(t, nil, nil)
	plain.problems = plain.creates(kindOf(job), attributes{"jobspec": `{"ID":"db","Namespace":"lab","TaskGroups":[{"Volumes":null}]}`}, held)
	plain.want()
	gone := begin(t, nil, nil)
	gone.addMissing(kindOf(job), protected)
	gone.problems = gone.creates(kindOf(job), protected, held)
	gone.want() // it was purged on the cluster: creating it again destroys nothing
}

func TestAnEmptyProgramDestroysNothingUnasked(t *testing.T) {
	w := begin(t, jobs(), nil)
	w.destroy(job, aJob("web"))
	w.destroy("nomad_acl_policy", attributes{"name": "p"})
	w.destroy("nomad_scheduler_config", attributes{})
	w.want("an empty program destroys nothing (empty-program)")
	if line := "\n    CDKNOMAD_CONFIRM=empty-program\n"; !strings.Contains(w.problems[0].Detail, line) {
		t.Fatalf("%q does not have the line %q", w.problems[0].Detail, line)
	}
	confirmed := begin(t, jobs(), map[string]string{confirmVariable: emptyProgram})
	confirmed.destroy(job, aJob("web"))
	confirmed.want()
}

const tooMany = "more than 50 % of the jobs would be destroyed at once (many-jobs)"

func TestTheShareOfJobs(t *testing.T) {
	for name, c := range map[string]struct {
		stay, come, go_, recreated int
		environment                map[string]string
		stops                      bool
	}{
		"3 of 4 stop":                            {stay: 1, go_: 3, stops: true},
		"2 of 3 are too few to stop":             {stay: 1, go_: 2},
		"3 of 6 are not more than half":          {stay: 3, go_: 3},
		"4 of 7 are":                             {stay: 3, go_: 4, stops: true},
		"all, and as many others come":           {come: 5, go_: 5, stops: true},
		"few of many":                            {stay: 1000, go_: 300},
		"all but new ones, under a higher share": {stay: 1, go_: 4, environment: map[string]string{shareVariable: "80"}},
		"one in ten, under a lower share":        {stay: 27, go_: 3, environment: map[string]string{shareVariable: "9"}, stops: true},
		"all, confirmed":                         {stay: 1, go_: 9, environment: map[string]string{confirmVariable: "many-jobs"}},
		"all that the program has, by a command": {recreated: 9},
	} {
		t.Run(name, func(t *testing.T) {
			program := jobs()
			var events []func(*walk)
			for i := range c.stay {
				program.jobs[fmt.Sprintf("lab/stays-%d", i)] = true
			}
			for i := range c.come {
				program.jobs[fmt.Sprintf("lab/comes-%d", i)] = true
				events = append(events, func(w *walk) {
					w.create(job, attributes{"jobspec": fmt.Sprintf(`{"ID":"comes-%d","Namespace":"lab"}`, i)})
				})
			}
			for i := range c.go_ {
				events = append(events, func(w *walk) { w.destroy(job, aJob(fmt.Sprintf("goes-%d", i))) })
			}
			for i := range c.recreated {
				program.jobs[fmt.Sprintf("lab/recreated-%d", i)] = true
				events = append(events, func(w *walk) { w.destroy(job, aJob(fmt.Sprintf("recreated-%d", i))) })
			}
			program.resources = len(program.jobs)
			for range 20 { // in whatever order Terraform asks
				rand.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
				w := begin(t, program, c.environment)
				for _, event := range events {
					event(w)
				}
				if !c.stops {
					w.want()
				} else if len(w.problems) != 1 || c.environment == nil && w.problems[0].Summary != tooMany {
					t.Fatalf("got %q", w.problems)
				}
			}
		})
	}
}

func TestAnObjectThatIsDestroyedAndCreatedInOnePlanIsRefusedInEitherOrder(t *testing.T) {
	for name, c := range map[string]struct {
		resourceType    string
		state, proposed attributes
		refused         []string
	}{
		"a job": {job, aJob("web"), attributes{"jobspec": `{"Job":{"ID":"web","Namespace":"lab"}}`},
			[]string{"[lab/web] is destroyed and created in one plan (two-addresses)"}},
		"a job of the namespace default": {job, attributes{"namespace": "default", "id": "web"}, attributes{"jobspec": `{"ID":"web"}`},
			[]string{"[default/web] is destroyed and created in one plan (two-addresses)"}},
		"a job of the same id in another namespace": {job, aJob("web"), attributes{"jobspec": `{"ID":"web","Namespace":"other"}`}, []string{}},
		"a job whose specification is not known":    {job, aJob("web"), attributes{}, []string{}},
		"a policy": {"nomad_acl_policy", attributes{"name": "p"}, attributes{"name": "p"},
			[]string{"[acl policy p] is destroyed and created in one plan (two-addresses)"}},
		"a variable": {"nomad_variable", attributes{"namespace": "default", "path": "a/b"}, attributes{"path": "a/b"},
			[]string{"[variable default/a/b] is destroyed and created in one plan (two-addresses)"}},
		"a host volume, of which each node may have one": {"nomad_dynamic_host_volume", attributes{"name": "data"}, attributes{"name": "data"},
			[]string{}},
	} {
		t.Run(name, func(t *testing.T) {
			everything := map[string]string{confirmVariable: "all"} // no confirmation makes it right
			first := begin(t, nil, everything)
			first.destroy(c.resourceType, c.state)
			first.create(c.resourceType, c.proposed)
			first.want(c.refused...)
			second := begin(t, nil, everything)
			second.create(c.resourceType, c.proposed)
			second.destroy(c.resourceType, c.state)
			second.want(c.refused...)
		})
	}
}

func TestAnObjectThatAnotherStackManagesIsNotDestroyed(t *testing.T) {
	settings := &Settings{Others: []types.String{types.StringValue("job/lab/web"), types.StringValue("policy/p")}}
	for name, c := range map[string]struct {
		environment map[string]string
		want        []string
	}{
		"unasked":    {nil, []string{"[lab/web] is not destroyed (move-not-possible)", "[acl policy p] is not destroyed (move-not-possible)"}},
		"confirmed":  {map[string]string{confirmVariable: "all"}, []string{"[lab/web] is not destroyed (move-not-possible)", "[acl policy p] is not destroyed (move-not-possible)"}},
		"guards off": {map[string]string{switchVariable: "off"}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			w := begin(t, nil, nil)
			limits, err := from(settings, func(name string) string { return c.environment[name] })
			if err != nil {
				t.Fatal(err)
			}
			w.limits = limits
			w.destroy(job, aJob("web"))
			w.destroy("nomad_acl_policy", attributes{"name": "p"})
			w.destroy(job, aJob("other"))
			w.want(c.want...)
		})
	}
}

func TestSettings(t *testing.T) {
	for name, c := range map[string]struct{ variable, value, want string }{
		"a switch that is none":   {switchVariable, "yes", `CDKNOMAD_GUARD: got "yes", want on or off`},
		"a share that is none":    {shareVariable, "half", `CDKNOMAD_GUARD_SHARE: got "half", want a whole number of percent`},
		"a share above the whole": {shareVariable, "101", "share: got 101, want 0 to 100 percent"},
	} {
		t.Run(name+" is refused", func(t *testing.T) {
			_, err := from(nil, func(asked string) string {
				if asked == c.variable {
					return c.value
				}
				return ""
			})
			if err == nil || err.Error() != c.want {
				t.Fatalf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestWhatAProgramConfirmsHasToBeNamed(t *testing.T) {
	const forms = "auth-method/NAME, consul-auth-method/NAMESPACE/NAME, consul-policy/NAMESPACE/NAME, consul-role/NAMESPACE/NAME, empty-program, " +
		"job/NAMESPACE/ID, many-jobs, namespace/NAME, policy/NAME, role/NAME, variable/NAMESPACE/PATH, volume/NAMESPACE/ID"
	for word, want := range map[string]string{
		"namespace/dns":                  "",
		"job/lab/db/dispatch-1":          "",
		"volume/default/data@01234567":   "",
		"consul-auth-method/default/jwt": "",
		"many-jobs":                      "",
		"empty-program":                  "",
		"all":                            `confirm: got "all", which would also confirm what a later change destroys; name its objects, such as namespace/dns or job/default/db`,
		"":                               `confirm: got "", want a confirmation as in the refusal, one of ` + forms,
		"*":                              `confirm: got "*", want a confirmation as in the refusal, one of ` + forms,
		"job/db":                         `confirm: got "job/db", want a confirmation as in the refusal, one of ` + forms,
		"namespace/":                     `confirm: got "namespace/", want a confirmation as in the refusal, one of ` + forms,
		"namespace/a/b":                  `confirm: got "namespace/a/b", want a confirmation as in the refusal, one of ` + forms,
		"policy/p":                       "",
		"variable/default/nomad/jobs/db": "",
		"token/t":                        `confirm: got "token/t", want a confirmation as in the refusal, one of ` + forms,
		"namespace/dns,namespace/lab":    `confirm: got "namespace/dns,namespace/lab", want a confirmation as in the refusal, one of ` + forms,
	} {
		_, err := from(&Settings{Confirm: []types.String{types.StringValue(word)}}, func(string) string { return "" })
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && got != want {
			t.Errorf("%q: got %v\nwant %s", word, err, want)
		}
	}
	both := []types.String{types.StringValue("all"), types.StringValue("dns")}
	if _, err := from(&Settings{Confirm: both}, func(string) string { return "" }); err == nil || strings.Count(err.Error(), "confirm: got") != 2 {
		t.Fatalf("not all problems are reported: %v", err)
	}
}
