package jobspec

import (
	"slices"
	"testing"

	"github.com/hashicorp/nomad/api"
)

const preservedProgram = `{"ID": "web", "TaskGroups": [
	{"Name": "a", "Count": 3, "Tasks": [{"Name": "t", "Driver": "docker", "Resources": {"CPU": 200, "MemoryMB": 64}}]},
	{"Name": "new", "Count": 2, "Tasks": [{"Name": "t", "Driver": "docker"}]}]}`

const preservedRunning = `{"ID": "web", "TaskGroups": [
	{"Name": "a", "Count": 5, "Tasks": [{"Name": "t", "Driver": "docker", "Resources": {"CPU": 500, "MemoryMB": 64, "MemoryMaxMB": 0, "Cores": 0, "DiskMB": 0}}]}]}`

func TestWhatIsPreservedStaysAsItRuns(t *testing.T) {
	program, running := decoded(t, preservedProgram), decoded(t, preservedRunning)
	for name, test := range map[string]struct {
		preserved   Preserved
		count, cpu  int
		isUntouched bool
	}{
		"nothing":   {Preserved{}, 3, 200, true},
		"counts":    {Preserved{Counts: true}, 5, 200, false},
		"resources": {Preserved{Resources: true}, 3, 500, false},
		"both":      {Preserved{true, true}, 5, 500, false},
	} {
		kept := test.preserved.Keep(program, running)
		if count, cpu := *kept.TaskGroups[0].Count, *kept.TaskGroups[0].Tasks[0].Resources.CPU; count != test.count || cpu != test.cpu {
			t.Errorf("%s: got count %d and cpu %d", name, count, cpu)
		}
		if *kept.TaskGroups[1].Count != 2 {
			t.Errorf("%s: a new group has the count %d", name, *kept.TaskGroups[1].Count)
		}
		if *program.TaskGroups[0].Count != 3 || *program.TaskGroups[0].Tasks[0].Resources.CPU != 200 {
			t.Errorf("%s: the program changed", name)
		}
	}
}

func TestNothingIsPreservedOfAJobThatDoesNotRun(t *testing.T) {
	program, stopped := decoded(t, preservedProgram), decoded(t, preservedRunning)
	isStopped := true
	stopped.Stop = &isStopped
	for _, running := range []*api.Job{nil, stopped} {
		if kept := (Preserved{Counts: true}).Keep(program, running); kept != program {
			t.Errorf("got %v", kept)
		}
	}
}

func TestResourcesThatAnApplyIgnoresAreListed(t *testing.T) {
	former, running := decoded(t, preservedProgram), decoded(t, preservedRunning)
	preserved := Preserved{Resources: true}
	overruled := func(cpu int, preserved Preserved) []string {
		program := decoded(t, preservedProgram)
		program.TaskGroups[0].Tasks[0].Resources.CPU = &cpu
		kept := preserved.Keep(program, running)
		return preserved.OverruledResources(program, kept, former)
	}
	if got := overruled(300, preserved); !slices.Equal(got, []string{"a/t"}) {
		t.Errorf("got %v for new resources", got)
	}
	for cpu, why := range map[int]string{200: "the former ones", 500: "those that run"} {
		if got := overruled(cpu, preserved); len(got) > 0 {
			t.Errorf("got %v for %s", got, why)
		}
	}
	if got := overruled(300, Preserved{}); len(got) > 0 {
		t.Errorf("got %v if nothing is preserved", got)
	}
}

func TestAPreservedCountOnTheServerIsNoDrift(t *testing.T) {
	then, now := decoded(t, preservedProgram), decoded(t, preservedProgram)
	count := 7
	now.TaskGroups[0].Count = &count
	kept := Preserved{Counts: true}.Keep(then, now)
	if text, changed, err := Drift(preservedProgram, kept, now); changed || text != preservedProgram || err != nil {
		t.Errorf("got %s, %v, %v", text, changed, err)
	}
	if _, changed, _ := Drift(preservedProgram, then, now); !changed {
		t.Error("without it the count is no drift either, so that this test cannot fail")
	}
}
