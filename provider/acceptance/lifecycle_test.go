package acceptance

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// One apply and one plan for all: that what was applied is planned empty is a matter of each job alone.
func ordinarySpecifications(t *testing.T) {
	s := newStack(t)
	all := map[string]func(job, group, task object){
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
		"sysbatch": func(job, group, _ object) {
			job["Type"] = "sysbatch"
			delete(job, "Update")
			delete(group, "Count")
			delete(group, "ReschedulePolicy")
		},
		"two groups of three tasks": func(job, group, task object) {
			second, before, beside := maps.Clone(group), maps.Clone(task), maps.Clone(task)
			second["Name"] = "worker"
			before["Name"], before["Lifecycle"] = "before", object{"Hook": "prestart", "Sidecar": false}
			before["Config"] = object{"command": "/bin/true"}
			beside["Name"], beside["Lifecycle"] = "beside", object{"Hook": "poststart", "Sidecar": true}
			group["Tasks"] = []any{task, before, beside}
			job["TaskGroups"] = []any{group, second}
		},
		"actions and logs": func(_, _, task object) {
			task["Actions"] = []any{object{"Name": "hello", "Command": "/bin/echo", "Args": []string{"hello"}}}
			task["LogConfig"] = object{"MaxFiles": 2, "MaxFileSizeMB": 1}
		},
		"affinities and disconnect": func(job, group, _ object) {
			job["Affinities"] = []any{object{"LTarget": "$${node.class}", "RTarget": "fast", "Operand": "=", "Weight": 50}}
			group["Disconnect"] = object{"LostAfter": 60 * second}
			delete(group, "ReschedulePolicy")
		},
		"scaling": func(_, group, _ object) {
			delete(group, "Count")
			group["Scaling"] = object{"Min": 1, "Max": 3, "Policy": object{"cooldown": "1m"}}
		},
		"signals and delays": func(_, group, task object) {
			task["KillSignal"], task["ShutdownDelay"] = "SIGINT", second/10
			group["ShutdownDelay"] = second / 10
		},
	}
	if len(all) != 18 {
		t.Fatalf("%d specifications, want 18", len(all))
	}
	for name, edit := range all {
		id := strings.ReplaceAll(name, " ", "-")
		s.with("nomad_job", id, object{"json": true, "jobspec": asJSON(t, sleeper(s.name()+"-"+id, edit)), "purge_on_destroy": true})
	}
	s.apply()
	s.empty()
	s.env = append(s.env, "CDKNOMAD_READ_EACH_JOB=1") // even if each is looked at
	s.empty()
}

func TestAJobWhoseStateWasLostIsAdoptedAsItRuns(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	before := *s.running(s.name()).JobModifyIndex
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.differs("1 to add", `+ "web" = "adopted as it runs"`)
	s.repairs()
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
	s.repairs()
	s.forget("nomad_job.job")
	s.with("nomad_job", "job", object{"json": true, "jobspec": asJSON(t, spec)})
	s.run("import", "nomad_job.job", s.name()+"@default")
	s.empty()
	if after := *s.running(s.name()).JobModifyIndex; after != before {
		t.Fatalf("the job was registered again: index %d became %d", before, after)
	}
}

func killedWhileWaiting(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(job, _, _ object) { job["Update"].(object)["MinHealthyTime"] = 4 * second }))
	command := s.command("apply", "-no-color", "-auto-approve")
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
	s.repairs()
	if version := *s.running(s.name()).Version; version != 0 {
		t.Fatalf("the job is at version %d, want it untouched at 0", version)
	}
}

func TestAnInterruptedApplyKeepsTheJobInTheState(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(job, _, _ object) { job["Update"].(object)["MinHealthyTime"] = 5 * second }))
	command := s.command("apply", "-no-color", "-auto-approve")
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

// Terraform destroys what it replaces before it creates the new object, unless create_before_destroy is set.
func renamedOrMoved(t *testing.T) {
	for name, edit := range map[string]func(namespace string) func(job, group, task object){
		"renamed": func(string) func(job, group, task object) {
			return func(job, _, _ object) { job["ID"] = job["ID"].(string) + "-2" }
		},
		"moved to another namespace": inNamespace,
	} {
		t.Run(name, func(t *testing.T) {
			s := newStack(t)
			other := s.namespace(object{})
			kept := object{"purge_on_destroy": false, "lifecycle": object{"create_before_destroy": true}}
			s.job(sleeper(s.name()), kept).apply()
			s.job(sleeper(s.name(), edit(other)), kept)
			s.differs("must be replaced", "1 to add, 0 to change, 1 to destroy", "[default/"+s.name()+"] is replaced by another job",
				"set create_before_destroy = true in the lifecycle block of the resource")
			s.repairs()
			fresh := s.resources["nomad_job"].(object)["job"].(object)
			var now api.Job
			if err := json.Unmarshal([]byte(strings.ReplaceAll(fresh["jobspec"].(string), "$$", "$")), &now); err != nil {
				t.Fatal(err)
			}
			query := &api.QueryOptions{}
			if now.Namespace != nil {
				query.Namespace = *now.Namespace
			}
			deployment, _, err := s.nomad.Jobs().LatestDeployment(*now.ID, query)
			if err != nil {
				t.Fatal(err)
			}
			old := s.running(s.name())
			if !*old.Stop || deployment.Status != "successful" || deployment.ModifyIndex >= *old.JobModifyIndex {
				t.Fatalf("the deployment of the new one is %s at index %d, the old one stopped (%v) at %d: want the new one to run first",
					deployment.Status, deployment.ModifyIndex, *old.Stop, *old.JobModifyIndex)
			}
		})
	}
}

func finishedBatchJob(t *testing.T) {
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
	s.repairs()
	if after := *s.running(s.name()).JobModifyIndex; after != before {
		t.Fatalf("the job was registered again: index %d became %d", before, after)
	}
}

func unreachableServer(t *testing.T) {
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
