package acceptance

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

func TestOrdinarySpecificationsPlanEmptyAfterAnApply(t *testing.T) {
	for name, edit := range map[string]func(job, group, task object){
		"plain":              func(_, _, _ object) {},
		"nothing but a task": func(job, _, _ object) { delete(job, "Datacenters"); delete(job, "Update") },
		"batch": func(job, group, task object) {
			job["Type"] = "batch"
			delete(job, "Update")
			delete(group, "ReschedulePolicy")
		},
		"system": func(job, group, _ object) {
			job["Type"] = "system"
			delete(group, "Count")
			delete(group, "ReschedulePolicy")
		},
		"periodic": func(job, group, _ object) {
			job["Type"] = "batch"
			job["Periodic"] = object{"Spec": "0 3 1 1 *", "SpecType": "cron"}
			delete(job, "Update")
			delete(group, "ReschedulePolicy")
		},
		"parameterized": func(job, group, _ object) {
			job["Type"] = "batch"
			job["ParameterizedJob"] = object{"MetaRequired": []string{"who"}}
			delete(job, "Update")
			delete(group, "ReschedulePolicy")
		},
		"service with check": func(_, group, _ object) {
			group["Networks"] = []any{object{"DynamicPorts": []any{object{"Label": "http"}}}}
			group["Services"] = []any{object{"Name": "x", "PortLabel": "http", "Provider": "nomad", "Tags": []string{"b", "a"}}}
		},
		"template and volume": func(_, _, task object) {
			task["Templates"] = []any{object{"EmbeddedTmpl": "x=$${NOMAD_ALLOC_ID}", "DestPath": "local/x"}}
			task["Meta"] = object{"a": "b"}
		},
		"constraints and spread": func(job, group, _ object) {
			job["Constraints"] = []any{object{"LTarget": "$${attr.kernel.name}", "RTarget": "linux", "Operand": "="}}
			group["Spreads"] = []any{object{"Attribute": "$${node.datacenter}", "Weight": 50}}
		},
		"identity": func(_, _, task object) {
			task["Identity"] = object{"Env": true}
			task["Identities"] = []any{object{"Name": "vault", "Audience": []string{"x"}}}
		},
		"canary": func(job, _, _ object) {
			job["Update"].(object)["Canary"] = 1
			job["Update"].(object)["AutoPromote"] = true
		},
		"empty values": func(job, _, task object) { job["Meta"] = object{}; task["User"] = "" },
	} {
		t.Run(name, func(t *testing.T) {
			s := newStack(t)
			s.job(sleeper(s.name(), edit)).apply()
			s.empty()
		})
	}
}

func TestAJobWhoseStateWasLostIsAdoptedAsItRuns(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	before := *s.running(s.name()).JobModifyIndex
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.differs("1 to add", `+ "web" = "adopted as it runs"`)
	s.mends()
	if after := *s.running(s.name()).JobModifyIndex; after != before {
		t.Fatalf("the job was registered again: index %d became %d", before, after)
	}
}

// Nomad's plan calls a scaling block edited because the server gave it an id.
func TestAScaledJobWhoseStateWasLostIsAdoptedAndImportedAsItRuns(t *testing.T) {
	s := newStack(t)
	spec := sleeper(s.name(), func(_, group, _ object) {
		delete(group, "Count")
		group["Scaling"] = object{"Min": 2, "Max": 4, "Policy": object{"cooldown": "1m"}}
	})
	s.job(spec).apply()
	before := *s.running(s.name()).JobModifyIndex
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.differs("1 to add", `+ "web" = "adopted as it runs"`)
	s.mends()
	s.forget("nomad_job.job")
	s.with("nomad_job", "job", object{"json": true, "jobspec": asJSON(t, spec)})
	s.run("import", "nomad_job.job", s.name()+"@default")
	s.empty()
	if after := *s.running(s.name()).JobModifyIndex; after != before {
		t.Fatalf("the job was registered again: index %d became %d", before, after)
	}
}

func TestAnApplyKilledWhileWaitingConverges(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(job, _, _ object) { job["Update"].(object)["MinHealthyTime"] = 4 * second }))
	command := exec.Command("terraform", "apply", "-no-color", "-auto-approve")
	command.Dir, command.Env = s.dir, s.env
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	s.await(s.name())
	if err := syscall.Kill(-command.Process.Pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	_ = os.Remove(filepath.Join(s.dir, ".terraform.tfstate.lock.info"))
	s.mends()
	if version := *s.running(s.name()).Version; version != 0 {
		t.Fatalf("the job is at version %d, want it untouched at 0", version)
	}
}

func TestAnInterruptedApplyKeepsTheJobInTheState(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(job, _, _ object) { job["Update"].(object)["MinHealthyTime"] = 5 * second }))
	command := exec.Command("terraform", "apply", "-no-color", "-auto-approve")
	command.Dir, command.Env = s.dir, s.env
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	s.await(s.name())
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait()
	s.empty()
}

// await returns once the server knows the job.
func (s *stack) await(id string) {
	s.t.Helper()
	for range 600 {
		if _, _, err := s.nomad.Jobs().Info(id, nil); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("job %s was never registered", id)
}

func TestAPlanIsStaleOnceTheJobChanged(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), func(_, _, task object) { task["Env"] = object{"COLOR": "green"} }))
	s.run("plan", "-out=plan")
	s.change(s.name(), func(job *api.Job) { job.TaskGroups[0].Tasks[0].Env["COLOR"] = "red" })
	got := s.try("apply", "plan")
	if got.code != 1 {
		t.Fatalf("want the apply of a stale plan to fail, got:\n%s", got.text)
	}
	contains(t, got.text, "changed since")
	if color := s.running(s.name()).TaskGroups[0].Tasks[0].Env["COLOR"]; color != "red" {
		t.Fatalf("the apply overwrote the other change with %s", color)
	}
}

func TestAnImportedJobPlansEmpty(t *testing.T) {
	s, other := newStack(t), newStack(t)
	spec := sleeper(s.name(), func(_, group, task object) {
		group["Networks"] = []any{object{"DynamicPorts": []any{object{"Label": "http"}}}}
		group["Services"] = []any{object{"Name": "x", "PortLabel": "http", "Provider": "nomad"}}
		task["Templates"] = []any{object{"EmbeddedTmpl": "x", "DestPath": "local/x"}}
	})
	other.job(spec).apply()
	s.with("nomad_job", "job", object{"json": true, "jobspec": asJSON(t, spec)})
	s.run("import", "nomad_job.job", s.name()+"@default")
	s.empty()
	text := s.run("show")
	lacks(t, text, "LogConfig", "CreateIndex", "Interval = 0", "EphemeralDisk", "KillSignal")
	contains(t, text, `COLOR = "blue"`, `DestPath = "local/x"`)
}

func TestARenamedJobIsReplaced(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name() + "-2"))
	s.differs("must be replaced", "1 to add, 0 to change, 1 to destroy")
	s.mends()
}

func TestAFinishedBatchJobWithRerunIfDeadIsNotRunForEver(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), command("true"), func(job, group, _ object) {
		job["Type"] = "batch"
		delete(job, "Update")
		delete(group, "ReschedulePolicy")
	}), object{"rerun_if_dead": true}).apply()
	for range 200 {
		if *s.running(s.name()).Status == "dead" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if status := *s.running(s.name()).Status; status != "dead" {
		t.Fatalf("the batch job is %s, want it dead", status)
	}
	s.empty()
}

func TestASettingAloneDoesNotRegisterTheJob(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	before := *s.running(s.name()).JobModifyIndex
	s.job(sleeper(s.name()), object{"purge_on_destroy": false})
	s.differs("~ purge_on_destroy = true -> false")
	s.mends()
	if after := *s.running(s.name()).JobModifyIndex; after != before {
		t.Fatalf("the job was registered again: index %d became %d", before, after)
	}
}

func TestAnUnreachableServerIsAnErrorAndNotAMissingJob(t *testing.T) {
	s := newStack(t)
	id := s.name() + "-404"
	s.job(sleeper(id)).apply()
	reachable := s.env
	s.env = append(append([]string{}, s.env...), "NOMAD_ADDR=http://127.0.0.1:1")
	text := s.refused("the server at http://127.0.0.1:1 did not answer")
	lacks(t, text, "to add")
	s.env = reachable
}

func TestDetachDoesNotWait(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), command("exit 5")), object{"detach": true}).apply()
}

func TestDestroyLeavesNothing(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.run("destroy", "-auto-approve")
	if jobs, _, err := s.nomad.Jobs().PrefixList(s.name()); err != nil || len(jobs) != 0 {
		t.Fatalf("after destroy: %d jobs, error %v", len(jobs), err)
	}
}
