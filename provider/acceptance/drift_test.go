package acceptance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

func countScaled(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.empty()
	count := 3
	if _, _, err := s.nomad.Jobs().Scale(s.name(), "web", &count, "by hand", false, nil, nil); err != nil {
		t.Fatal(err)
	}
	text := s.differs("~ Count = 3 -> 1", `+ "web" = "1 in-place update, 2 stop"`)
	lacks(t, text, "Driver =  ->", "RestartPolicy")
	s.repairs()
	if got := *s.running(s.name()).TaskGroups[0].Count; got != 1 {
		t.Fatalf("count is %d after the apply, want 1", got)
	}
}

func replacedThroughTheAPI(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.change(s.name(), func(job *api.Job) {
		task := job.TaskGroups[0].Tasks[0]
		task.Driver = "exec"
		task.Env["COLOR"], task.Env["ADDED"] = "red", "yes"
		task.Config["args"] = []string{"2000"}
		task.Resources.MemoryMB = pointer(24)
	})
	s.differs(`~ Driver = "exec" -> "raw_exec"`, `~ COLOR = "red" -> "blue"`, `- ADDED = "yes"`, `~ "2000" -> "1000"`, "~ MemoryMB = 24 -> 16",
		`+ "web" = "1 `) // which one depends on whether the node has that driver
	s.repairs()
}

// A job's history holds the texts of former versions: none of them is to be taken for what runs.
func replacedOnAJobWithHistory(t *testing.T) {
	s := newStack(t)
	for _, color := range []string{"blue", "green"} {
		s.job(sleeper(s.name(), colored(color))).apply()
	}
	s.change(s.name(), func(job *api.Job) { job.TaskGroups[0].Tasks[0].Config["args"] = []string{"2000"} })
	lacks(t, s.differs(`~ "2000" -> "1000"`, `+ "web" = "1 create/destroy update"`), "COLOR")
	s.repairs()
	if color := s.running(s.name()).TaskGroups[0].Tasks[0].Env["COLOR"]; color != "green" {
		t.Fatalf("the apply brought back %s of a former version", color)
	}
}

func colored(color string) func(job, group, task object) {
	return func(_, _, task object) { task["Env"] = object{"COLOR": color} }
}

func TestWhatTheConfigurationLeavesToNomadIsSeenWhenItIsChanged(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.change(s.name(), func(job *api.Job) {
		job.Priority = pointer(70)
		job.TaskGroups[0].EphemeralDisk.SizeMB = pointer(400)
	})
	s.differs("- Priority = 70", "- SizeMB = 400")
	s.repairs()
}

func TestATaskAddedOutsideIsSeenAndRemoved(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.change(s.name(), func(job *api.Job) {
		extra := api.NewTask("intruder", "raw_exec").SetConfig("command", "/bin/sleep").SetConfig("args", []string{"9"})
		job.TaskGroups[0].Tasks = append(job.TaskGroups[0].Tasks, extra)
	})
	s.differs(`- Name = "intruder"`)
	s.repairs()
}

// Nomad's own comparison of two jobs leaves spread blocks out.
func TestSpreadsThatChangeAloneAreReportedAndRepaired(t *testing.T) {
	s := newStack(t)
	spread := func(weight int) object {
		return sleeper(s.name(), func(job, group, _ object) {
			job["Spreads"] = []any{object{"Attribute": "$${node.datacenter}", "Weight": weight}}
			group["Spreads"] = []any{object{"Attribute": "$${node.class}", "Weight": weight}}
		})
	}
	s.job(spread(40)).apply()
	s.job(spread(60))
	s.differs("~ Weight = 40 -> 60")
	s.repairs()
	s.change(s.name(), func(job *api.Job) { job.Spreads = nil })
	s.differs(`+ Attribute = "${node.datacenter}"`)
	s.repairs()
	if job := s.running(s.name()); len(job.Spreads) != 1 || *job.Spreads[0].Weight != 60 || *job.TaskGroups[0].Spreads[0].Weight != 60 {
		t.Fatalf("after the apply the job is spread by %+v and its group by %+v", job.Spreads, job.TaskGroups[0].Spreads)
	}
}

func revertedOrStopped(t *testing.T) {
	t.Run("reverted", reverted)
	t.Run("stopped", stopped)
}

func reverted(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), func(_, _, task object) { task["Env"] = object{"COLOR": "green"} })).apply()
	s.empty()
	if _, _, err := s.nomad.Jobs().Revert(s.name(), 0, nil, nil, "", ""); err != nil {
		t.Fatal(err)
	}
	s.differs(`~ COLOR = "blue" -> "green"`)
	s.repairs()
}

func stopped(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	if _, _, err := s.nomad.Jobs().Deregister(s.name(), false, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("- Stop = true", `+ "web" = "1 create"`)
	s.repairs()
	if job := s.running(s.name()); *job.Stop || *job.Status != "running" {
		t.Fatalf("after the apply the job is %s, stop is %v", *job.Status, *job.Stop)
	}
}

func purged(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	if _, _, err := s.nomad.Jobs().Deregister(s.name(), true, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("Plan: 1 to add, 0 to change, 0 to destroy.")
	s.repairs()
}

func TestACountWithinScalingBoundsIsTheAutoscalers(t *testing.T) {
	s := newStack(t)
	scaled := func(color string) object {
		return sleeper(s.name(), func(_, group, task object) {
			group["Scaling"] = object{"Min": 1, "Max": 4, "Enabled": true, "Policy": object{}}
			task["Env"] = object{"COLOR": color}
		})
	}
	s.job(scaled("blue")).apply()
	count := 3
	if _, _, err := s.nomad.Jobs().Scale(s.name(), "web", &count, "autoscaler", false, nil, nil); err != nil {
		t.Fatal(err)
	}
	s.empty()
	s.job(scaled("green"))
	s.differs(`~ COLOR = "blue" -> "green"`)
	s.apply()
	if got := *s.running(s.name()).TaskGroups[0].Count; got != 3 {
		t.Fatalf("apply reset the autoscaled count to %d, want 3", got)
	}
	s.empty()
}

func TestADriftedStateThatWasStoredGoesBackWithTheServer(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.change(s.name(), func(job *api.Job) { job.TaskGroups[0].Tasks[0].Env["COLOR"] = "red" })
	s.run("apply", "-refresh-only", "-auto-approve")
	s.differs(`~ COLOR = "red" -> "blue"`)
	s.change(s.name(), func(job *api.Job) { job.TaskGroups[0].Tasks[0].Env["COLOR"] = "blue" })
	s.empty()
}

func oneEnvChangedInALongJob(t *testing.T) {
	s := newStack(t)
	long := func(color string) object {
		return sleeper(s.name(), colored(color), func(job, _, task object) {
			meta := object{}
			for i := range 80 {
				meta[fmt.Sprintf("key%d", i)] = "value"
			}
			job["Meta"] = meta
			task["Env"].(object)["SIZE"] = "1"
		})
	}
	s.job(long("blue")).apply()
	s.job(long("green"))
	text := s.differs(`~ COLOR = "blue" -> "green"`, `+ "web" = "1 create/destroy update"`)
	lacks(t, text, "SIZE", "key1", "task_groups", "Constraints", "allocation_ids", "~ status")
	if lines := strings.Count(text, "\n"); lines > 45 {
		t.Fatalf("%d lines for one changed value:\n%s", lines, text)
	}
}

func pointer[T any](value T) *T { return &value }
