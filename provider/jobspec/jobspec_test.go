package jobspec

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

const (
	group = `{"Name":"g","Count":2,"Services":[{"Name":"s","Provider":"nomad"}],"Tasks":[{"Name":"t","Driver":"docker","Config":{"image":"x:1","args":["a","b"]},"Env":{"A":"1","B":"2"}}]}`
	web   = `{"ID":"web","Datacenters":["dc1"],"TaskGroups":[` + group + `]}`
)

func decoded(t *testing.T, text string) *api.Job {
	t.Helper()
	job, problems := Decode(text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return job
}

// stored is a job as a server would keep it: completed, with bookkeeping.
func stored(t *testing.T, text string, edit func(*api.Job)) *api.Job {
	t.Helper()
	job := decoded(t, text)
	job.Canonicalize()
	index := uint64(12)
	job.JobModifyIndex, job.ModifyIndex, job.Version = &index, &index, &index
	for _, group := range job.TaskGroups {
		group.Constraints = append(group.Constraints, api.NewConstraint("${attr.nomad.service_discovery}", "=", "true"))
	}
	edit(job)
	return job
}

func problems(t *testing.T, text string) string {
	t.Helper()
	_, found := Decode(text)
	lines := make([]string, 0, len(found))
	for _, problem := range found {
		lines = append(lines, problem.String())
	}
	return strings.Join(lines, "\n")
}

func TestDecodeReportsEveryProblemWithPathAndFix(t *testing.T) {
	for text, want := range map[string]string{
		web:                  "",
		`{"Job":{"ID":"a"}}`: "",
		`{"Name":"a"}`:       "ID: not set; every job needs an ID, the name under which Nomad knows it",
		`[]`:                 "got a list, want a JSON object that describes a job",
		`{"ID":"a","TaskGroups":[{"Name":"g","Cuont":1,"Tasks":[{"Name":"t","Resources":{"MemoryMb":3}}]}]}`: `TaskGroups["g"].Cuont: Nomad knows no such key in TaskGroup; did you mean Count?` + "\n" +
			`TaskGroups["g"].Tasks["t"].Resources.MemoryMb: Nomad knows no such key in Resources; did you mean MemoryMB?`,
		`{"ID":"a","Priority":"high"}`:                   "Priority: got a string, want a whole number",
		`{"ID":"a","Priority":1.5}`:                      "Priority: got the number 1.5, want a whole number",
		`{"ID":"a","Meta":{"k":1}}`:                      `Meta["k"]: got the number 1, want a string`,
		`{"ID":"a","Update":{"MinHealthyTime":"10s"}}`:   "Update.MinHealthyTime: got a string, want a duration as a whole number of nanoseconds; 10 seconds are 10000000000",
		`{"ID":"a","TaskGroups":[null]}`:                 "TaskGroups[0]: got null; leave the element out",
		`{"ID":"a","AllAtOnce":"yes"}`:                   "AllAtOnce: got a string, want true or false",
		`{"ID":"a","TaskGroups":[{"Volumes":{"v":[]}}]}`: `TaskGroups[0].Volumes["v"]: got a list, want an object`,
	} {
		if got := problems(t, text); got != want {
			t.Errorf("%s\ngot:  %s\nwant: %s", text, got, want)
		}
	}
}

func TestDecodeNeverRepeatsAStringThatMayBeASecret(t *testing.T) {
	if got := problems(t, `{"ID":"a","Priority":"hunter2"}`); strings.Contains(got, "hunter2") {
		t.Fatal(got)
	}
}

func TestZeroValuesWithoutADefaultAreTheSameAsNone(t *testing.T) {
	submitted := decoded(t, `{"ID":"web","Type":"service","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"docker","Resources":{"CPU":20,"MemoryMB":16}}]}]}`)
	for text, want := range map[string]bool{
		`{"ID":"web","TaskGroups":[{"Name":"g","PreventRescheduleOnLost":false,"Tasks":[{"Name":"t","Driver":"docker","Resources":{"CPU":20,"DiskMB":0,"IOPS":0,"MemoryMB":16,"MemoryMaxMB":0,"SecretsMB":0}}]}]}`: true,
		`{"ID":"web","TaskGroups":[{"Name":"g","PreventRescheduleOnLost":true,"Tasks":[{"Name":"t","Driver":"docker","Resources":{"CPU":20,"MemoryMB":16}}]}]}`:                                                    false,
		`{"ID":"web","TaskGroups":[{"Name":"g","Count":0,"Tasks":[{"Name":"t","Driver":"docker","Resources":{"CPU":20,"MemoryMB":16}}]}]}`:                                                                         false,
		`{"ID":"web","TaskGroups":[{"Name":"g","RestartPolicy":{"Attempts":0},"Tasks":[{"Name":"t","Driver":"docker","Resources":{"CPU":20,"MemoryMB":16}}]}]}`:                                                    false,
	} {
		if got := EqualButZeros(submitted, decoded(t, text)); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

// The pairs were seen when the state of the official provider was moved to ours: its text of a job, and what runs.
func TestTheTextOfTheOfficialProviderIsTheSameAsWhatRuns(t *testing.T) {
	text, err := os.ReadFile("testdata/official-texts.json")
	if err != nil {
		t.Fatal(err)
	}
	var pairs map[string]struct{ Running, Official json.RawMessage }
	if err := json.Unmarshal(text, &pairs); err != nil {
		t.Fatal(err)
	}
	for name, pair := range pairs {
		if !EqualButZeros(decoded(t, string(pair.Official)), decoded(t, string(pair.Running))) {
			t.Errorf("%s: the official text is not the same as what runs", name)
		}
	}
}

func TestEqualComparesMeaning(t *testing.T) {
	for name, c := range map[string]struct {
		other string
		want  bool
	}{
		"the same":              {web, true},
		"a default written out": {strings.Replace(web, `"ID":"web"`, `"ID":"web","Type":"service","Priority":50`, 1), true},
		"empty values":          {strings.Replace(web, `"ID":"web"`, `"ID":"web","Meta":{},"Constraints":[],"VaultNamespace":""`, 1), true},
		"bookkeeping":           {strings.Replace(web, `"ID":"web"`, `"ID":"web","Version":7,"JobModifyIndex":9`, 1), true},
		"another priority":      {strings.Replace(web, `"ID":"web"`, `"ID":"web","Priority":51`, 1), false},
		"another argument":      {strings.Replace(web, `["a","b"]`, `["b","a"]`, 1), false},
		"stopped":               {strings.Replace(web, `"ID":"web"`, `"ID":"web","Stop":true`, 1), false},

		"a variable that is set to nothing":     {strings.Replace(web, `"A":"1"`, `"A":"1","C":""`, 1), false},
		"a key of meta without a value":         {strings.Replace(web, `"ID":"web"`, `"ID":"web","Meta":{"k":""}`, 1), false},
		"a setting of the driver that is empty": {strings.Replace(web, `"image"`, `"entrypoint":"","image"`, 1), false},
		"null in the driver's configuration":    {strings.Replace(web, `"image"`, `"entrypoint":null,"image"`, 1), true},
	} {
		if got := Equal(decoded(t, web), decoded(t, c.other)); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	a, b := `{"ID":"a","Datacenters":["x","y"]}`, `{"ID":"a","Datacenters":["y","x"]}`
	if !Equal(decoded(t, a), decoded(t, b)) {
		t.Error("the order of datacenters should not matter")
	}
}

// Nomad knows several spellings of an operator, and keeps the one it is given.
func TestEqualIgnoresTheSpellingOfOperators(t *testing.T) {
	constrained := func(operand string) *api.Job {
		return decoded(t, strings.Replace(web, `"ID":"web"`, `"ID":"web","Meta":{"Operand":"`+operand+`"},"Constraints":[{"LTarget":"a","RTarget":"b","Operand":"`+operand+`"}]`, 1))
	}
	for _, pair := range [][2]string{{"=", "=="}, {"=", "is"}, {"!=", "not"}, {"set_contains", "set_contains_all"}} {
		a, b := constrained(pair[0]), constrained(pair[1])
		if Equal(a, b) {
			t.Errorf("a value of meta %q is taken for %q", pair[0], pair[1])
		}
		b.Meta = a.Meta
		if !Equal(a, b) {
			t.Errorf("%q is another operator than %q", pair[0], pair[1])
		}
		b.Constraints[0].Operand = ">"
		if Equal(a, b) {
			t.Errorf("%q is the same operator as >", pair[0])
		}
	}
}

func TestDriftWritesTheChangesIntoTheConfiguration(t *testing.T) {
	task := func(j *api.Job) *api.Task { return j.TaskGroups[0].Tasks[0] }
	for name, c := range map[string]struct {
		change func(*api.Job)
		want   func(text string) string
	}{
		"count":                       {func(j *api.Job) { *j.TaskGroups[0].Count = 5 }, replace(`"Count":2`, `"Count":5`)},
		"an image":                    {func(j *api.Job) { task(j).Config["image"] = "x:2" }, replace(`x:1`, `x:2`)},
		"arguments change as a whole": {func(j *api.Job) { task(j).Config["args"] = []string{"c"} }, replace(`["a","b"]`, `["c"]`)},
		"a variable added":            {func(j *api.Job) { task(j).Env["C"] = "3" }, replace(`"B":"2"`, `"B":"2","C":"3"`)},
		"a variable removed":          {func(j *api.Job) { delete(task(j).Env, "A") }, replace(`"A":"1",`, ``)},
		"a variable set to nothing":   {func(j *api.Job) { task(j).Env["A"] = "" }, replace(`"A":"1"`, `"A":""`)},
		"a variable added empty":      {func(j *api.Job) { task(j).Env["C"] = "" }, replace(`"B":"2"`, `"B":"2","C":""`)},
		"a default that was left out": {func(j *api.Job) { *j.Priority = 60 }, replace(`"ID":"web"`, `"ID":"web","Priority":60`)},
		"stopped":                     {func(j *api.Job) { *j.Stop = true }, replace(`"ID":"web"`, `"ID":"web","Stop":true`)},
		"another driver":              {func(j *api.Job) { task(j).Driver = "podman" }, replace("docker", "podman")},
		"a field of a block left out": {func(j *api.Job) { *j.TaskGroups[0].EphemeralDisk.SizeMB = 400 },
			replace(`"Name":"g"`, `"Name":"g","EphemeralDisk":{"SizeMB":400}`)},
		"a constraint added": {func(j *api.Job) { j.Constraints = append(j.Constraints, api.NewConstraint("a", "=", "b")) },
			replace(`"ID":"web"`, `"ID":"web","Constraints":[{"LTarget":"a","Operand":"=","RTarget":"b"}]`)},
		"everything in the task's environment removed": {func(j *api.Job) { task(j).Env = nil }, replace(`,"Env":{"A":"1","B":"2"}`, ``)},
	} {
		then := stored(t, web, func(*api.Job) {})
		got, changed, err := Drift(web, then, stored(t, web, c.change))
		if err != nil || !changed {
			t.Errorf("%s: changed %v, error %v", name, changed, err)
			continue
		}
		if want := c.want(web); !sameJSON(t, got, want) {
			t.Errorf("%s\ngot:  %s\nwant: %s", name, got, want)
		}
	}
}

func TestChangesByTheServerAreNotDrift(t *testing.T) {
	text := " " + web // byte for byte, even if it is not how we would write it
	then := stored(t, web, func(*api.Job) {})
	for name, change := range map[string]func(*api.Job){
		"nothing":        func(*api.Job) {},
		"bookkeeping":    func(j *api.Job) { *j.JobModifyIndex = 99; j.Status = pointer("dead"); *j.Version = 4 },
		"order of a set": func(j *api.Job) { j.TaskGroups[0].Tasks[0].Services = nil },
	} {
		got, changed, err := Drift(text, then, stored(t, web, change))
		if err != nil || changed || got != text {
			t.Errorf("%s: changed %v, error %v\n%s", name, changed, err, got)
		}
	}
}

func TestDriftShowsTasksAddedAndRemovedByName(t *testing.T) {
	two := strings.Replace(web, `"Tasks":[`, `"Tasks":[{"Name":"side","Driver":"exec"},`, 1)
	then, now := stored(t, two, func(*api.Job) {}), stored(t, web, func(*api.Job) {})
	if got, _, _ := Drift(two, then, now); !sameJSON(t, got, web) {
		t.Errorf("removed: got %s", got)
	}
	got, _, _ := Drift(web, now, then)
	if !strings.Contains(got, `"Name":"side"`) || !strings.Contains(got, `"image":"x:1"`) {
		t.Errorf("added: got %s", got)
	}
}

func TestDriftFindsATaskThatMovedByItsName(t *testing.T) {
	two := strings.Replace(web, `"Tasks":[`, `"Tasks":[{"Name":"side","Driver":"exec"},`, 1)
	then := stored(t, two, func(*api.Job) {})
	now := stored(t, two, func(j *api.Job) {
		tasks := j.TaskGroups[0].Tasks
		tasks[0], tasks[1] = tasks[1], tasks[0]
		tasks[0].Env["A"] = "9"
	})
	got, _, _ := Drift(two, then, now)
	if want := strings.Replace(two, `"A":"1"`, `"A":"9"`, 1); !sameJSON(t, got, want) {
		t.Errorf("got:  %s\nwant: %s", got, want)
	}
}

func TestDriftKeepsTheWrapperOfTheConfiguration(t *testing.T) {
	got, _, _ := Drift(`{"Job":`+web+`}`, stored(t, web, func(*api.Job) {}), stored(t, web, func(j *api.Job) { *j.Priority = 60 }))
	if !strings.HasPrefix(got, `{"Job":{`) {
		t.Errorf("got %s", got)
	}
}

func TestACountWithinTheBoundsOfScalingIsTheAutoscalers(t *testing.T) {
	scaled := strings.Replace(web, `"Count":2`, `"Count":2,"Scaling":{"Min":1,"Max":4,"Enabled":true}`, 1)
	off := strings.Replace(scaled, `"Enabled":true`, `"Enabled":false`, 1)
	for name, c := range map[string]struct {
		text    string
		count   int
		drifted bool
	}{
		"within": {scaled, 4, false}, "above": {scaled, 5, true}, "below": {scaled, 0, true},
		"switched off": {off, 3, true}, "without scaling": {web, 3, true},
	} {
		then, now := stored(t, c.text, func(*api.Job) {}), stored(t, c.text, func(j *api.Job) { *j.TaskGroups[0].Count = c.count })
		if _, drifted, err := Drift(c.text, then, now); drifted != c.drifted || err != nil {
			t.Errorf("%s: drifted %v, error %v", name, drifted, err)
		}
		kept := KeepAutoscaledCounts(decoded(t, c.text), now, nil)
		want := c.count
		if c.drifted {
			want = 2
		}
		if got := *kept.TaskGroups[0].Count; got != want {
			t.Errorf("%s: apply would ask for %d, want %d", name, got, want)
		}
	}
}

func TestACountWithinBoundsThatWereChangedIsDrift(t *testing.T) {
	scaled := strings.Replace(web, `"Count":2`, `"Count":2,"Scaling":{"Min":1,"Max":4,"Enabled":true}`, 1)
	now := stored(t, scaled, func(j *api.Job) {
		nine := int64(9)
		j.TaskGroups[0].Scaling.Max, *j.TaskGroups[0].Count = &nine, 8
	})
	got, _, err := Drift(scaled, stored(t, scaled, func(*api.Job) {}), now)
	if want := strings.NewReplacer(`"Count":2`, `"Count":8`, `"Max":4`, `"Max":9`).Replace(scaled); err != nil || !sameJSON(t, got, want) {
		t.Errorf("got:  %s\nwant: %s\nerror %v", got, want, err)
	}
}

func TestTheProgramChangesACountThatWasNotScaled(t *testing.T) {
	scaled := func(count string) string {
		return strings.Replace(web, `"Count":2`, count+`"Scaling":{"Min":1,"Max":4,"Enabled":true}`, 1)
	}
	for name, c := range map[string]struct {
		former, desired string
		running, want   int
		overruled       map[string]int
	}{
		"nobody scaled, another count":      {`"Count":2,`, `"Count":3,`, 2, 3, map[string]int{}},
		"nobody scaled, no count before":    {``, `"Count":3,`, 1, 3, map[string]int{}},
		"scaled, the same count":            {`"Count":2,`, `"Count":2,`, 4, 4, map[string]int{}},
		"scaled, another count":             {`"Count":2,`, `"Count":3,`, 4, 4, map[string]int{"g": 4}},
		"scaled, the count that it has now": {`"Count":2,`, `"Count":4,`, 4, 4, map[string]int{}},
		"scaled beyond the bounds":          {`"Count":2,`, `"Count":3,`, 9, 3, map[string]int{}},
	} {
		former, desired := decoded(t, scaled(c.former)), decoded(t, scaled(c.desired))
		now := stored(t, scaled(c.former), func(j *api.Job) { *j.TaskGroups[0].Count = c.running })
		kept := KeepAutoscaledCounts(desired, now, former)
		if got := Count(kept.TaskGroups[0]); got != c.want {
			t.Errorf("%s: apply would ask for %d, want %d", name, got, c.want)
		}
		if got := Overruled(desired, kept, former); !maps.Equal(got, c.overruled) {
			t.Errorf("%s: overruled %v, want %v", name, got, c.overruled)
		}
	}
}

func TestMinimalLeavesOutWhatNomadFillsIn(t *testing.T) {
	got, err := Minimal(stored(t, web, func(j *api.Job) { j.Meta = map[string]string{"k": "v"} }))
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(web, `"ID":"web"`, `"ID":"web","Meta":{"k":"v"}`, 1); !sameJSON(t, got, want) {
		t.Errorf("got:  %s\nwant: %s", got, want)
	}
}

// Each field is tried, so that of a long job nothing may be looked at as a whole for each: this took minutes.
func TestMinimalOfAJobOfThousandsOfLines(t *testing.T) {
	var groups []string
	for i := range 100 {
		groups = append(groups, strings.Replace(group, `"Name":"g"`, fmt.Sprintf(`"Name":"g%d"`, i), 1))
	}
	text := `{"ID":"web","Datacenters":["dc1"],"TaskGroups":[` + strings.Join(groups, ",") + `]}`
	got, err := Minimal(stored(t, text, func(*api.Job) {}))
	if err != nil {
		t.Fatal(err)
	}
	if !sameJSON(t, got, text) {
		t.Errorf("got:  %s\nwant: %s", got, text)
	}
}

func replace(old, fresh string) func(string) string {
	return func(text string) string { return strings.Replace(text, old, fresh, 1) }
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	return normal(t, a) == normal(t, b)
}

func normal(t *testing.T, text string) string {
	t.Helper()
	var value any
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	written, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(written)
}

func pointer[T any](value T) *T { return &value }

func TestIgnoredFieldsAreTheSameIfTheyAreLeftToNomad(t *testing.T) {
	spread := func(text string) string {
		return strings.Replace(web, `"ID":"web"`, `"ID":"web","Spreads":[`+text+`]`, 1)
	}
	short, long := spread(`{"Attribute":"${node.class}"}`), spread(`{"Attribute":"${node.class}","Weight":50,"SpreadTarget":[]}`)
	if !SameIgnoredFields(decoded(t, short), decoded(t, long)) {
		t.Error("the default weight makes a difference")
	}
	for _, other := range []string{web, spread(`{"Attribute":"${node.class}","Weight":60}`), spread(`{"Attribute":"${node.id}"}`),
		strings.Replace(web, `"TaskGroups":[{`, `"TaskGroups":[{"Spreads":[{"Attribute":"${node.class}"}],`, 1),
		strings.Replace(short, `"Spreads"`, `"Meta":{"k":""},"Spreads"`, 1),
		strings.Replace(short, `"TaskGroups":[{`, `"TaskGroups":[{"Meta":{"k":""},`, 1)} {
		if SameIgnoredFields(decoded(t, short), decoded(t, other)) {
			t.Errorf("no difference from %s", other)
		}
	}
}

func TestDriftShowsAnAddedTaskWithoutDefaults(t *testing.T) {
	then := stored(t, web, func(*api.Job) {})
	now := stored(t, web, func(j *api.Job) {
		side := api.NewTask("side", "exec").SetConfig("command", "x")
		side.Identity = &api.WorkloadIdentity{Name: "default", Audience: []string{"nomadproject.io"}}
		j.TaskGroups[0].Tasks = append(j.TaskGroups[0].Tasks, side)
	})
	want := strings.Replace(web, `"Env":{"A":"1","B":"2"}}`, `"Env":{"A":"1","B":"2"}},{"Name":"side","Driver":"exec","Config":{"command":"x"}}`, 1)
	if got, _, err := Drift(web, then, now); err != nil || !sameJSON(t, got, want) {
		t.Errorf("got:  %s\nwant: %s\nerror %v", got, want, err)
	}
}

func TestDriftKeepsTheOrderOfASet(t *testing.T) {
	two := strings.Replace(web, `["dc1"]`, `["west","east"]`, 1)
	now := stored(t, two, func(j *api.Job) { j.Datacenters = []string{"north", "east", "west"} })
	got, _, err := Drift(two, stored(t, two, func(*api.Job) {}), now)
	if want := strings.Replace(web, `["dc1"]`, `["west","east","north"]`, 1); err != nil || !sameJSON(t, got, want) {
		t.Errorf("got:  %s\nwant: %s\nerror %v", got, want, err)
	}
}

// Nomad keeps the parallelism of a job beside that of its groups, and its plan shows no difference.
func TestTheParallelismOfAJobsUpdatesIsComparedIfItsGroupsHaveTheirOwn(t *testing.T) {
	withParallelism := func(parallel int) *api.Job {
		job, problems := Decode(fmt.Sprintf(`{"ID":"a","Type":"system","Update":{"MaxParallel":%d},"TaskGroups":[{"Name":"g",
			"Update":{"MaxParallel":4},"Tasks":[{"Name":"t","Driver":"exec"}]}]}`, parallel))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		return job
	}
	if SameIgnoredFields(withParallelism(2), withParallelism(3)) {
		t.Fatal("a changed max_parallel of the job is ignored")
	}
	if !SameIgnoredFields(withParallelism(2), withParallelism(2)) {
		t.Fatal("the same job differs")
	}
	stored := withParallelism(0)
	stored.Canonicalize()
	stored.Update = &api.UpdateStrategy{Stagger: pointerTo(time.Duration(0)), MaxParallel: pointerTo(0)}
	if !SameIgnoredFields(withParallelism(0), stored) {
		t.Fatal("a job without parallelism differs from the empty update block that Nomad stores for it")
	}
}

// Nomad's server adds the constraint of identities again each time its own JSON of a job is registered.
func TestARepeatedConstraintIsNoChange(t *testing.T) {
	const implied = `{"LTarget":"${attr.nomad.version}","RTarget":">= 1.7.0-a","Operand":"semver"}`
	withConstraints := func(constraints string) *api.Job {
		return decoded(t, fmt.Sprintf(`{"ID":"a","TaskGroups":[{"Name":"g","Constraints":[%s],"Tasks":[{"Name":"t","Driver":"exec"}]}]}`, constraints))
	}
	once, twice := withConstraints(implied), withConstraints(implied+","+implied)
	const text = `{"ID":"a","TaskGroups":[{"Name":"g","Tasks":[{"Name":"t","Driver":"exec"}]}]}`
	if got, changed, err := Drift(text, once, twice); err != nil || changed {
		t.Errorf("got: %s\nerror %v", got, err)
	}
	if !Equal(once, twice) {
		t.Error("the repeated constraint makes another job")
	}
	other := withConstraints(implied + `,{"LTarget":"${attr.kernel.name}","RTarget":"linux","Operand":"="}`)
	if _, changed, err := Drift(text, twice, other); err != nil || !changed {
		t.Errorf("another constraint is no change, error %v", err)
	}
}
