package acceptance

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestMisspeltKeysAreRefusedWithTheNearestName(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(_, group, task object) {
		group["Cuont"] = 2
		task["Resources"] = object{"CPU": 20, "MemoryMb": 16}
	}))
	s.refused(`TaskGroups["web"].Cuont: Nomad knows no such key in TaskGroup; did you mean Count?`,
		`TaskGroups["web"].Tasks["main"].Resources.MemoryMb: Nomad knows no such key in Resources; did you mean MemoryMB?`)
}

func TestASpecificationInHCLIsRefusedWithTheWayToJSON(t *testing.T) {
	s := newStack(t)
	s.with("nomad_job", "job", object{"jobspec": `job "x" {}`})
	s.refused("json is not true; this provider shows drift inside the specification and so takes it as JSON only")
}

func TestBrokenSpecificationsAreRefusedAtPlan(t *testing.T) {
	for name, broken := range map[string]struct {
		edit func(job, group, task object)
		want string
	}{
		"unknown namespace": {func(job, _, _ object) { job["Namespace"] = "nowhere" },
			`namespace "nowhere" neither exists nor is made by this plan`},
		"unknown node pool": {func(job, _, _ object) { job["NodePool"] = "nowhere" }, "is refused by nomad"},
		"no task":           {func(_, group, _ object) { group["Tasks"] = []any{} }, "is refused by nomad"},
		"wrong type":        {func(job, _, _ object) { job["Type"] = "servce" }, "is refused by nomad"},
		"too low memory":    {func(_, _, task object) { task["Resources"] = object{"MemoryMB": 1} }, "is refused by nomad"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStack(t)
			s.job(sleeper(s.name(), broken.edit))
			s.refused(broken.want)
		})
	}
}

func TestWhatCannotBePlacedIsWarnedOfAtPlanAndFailsWithTheReason(t *testing.T) {
	for name, broken := range map[string]struct {
		edit func(job, group, task object)
		want string
	}{
		"unknown driver":   {func(_, _, task object) { task["Driver"] = "nodriver" }, "web: 1 cannot be placed: constraint missing drivers ruled out 1 node"},
		"wrong datacenter": {func(job, _, _ object) { job["Datacenters"] = []string{"nowhere"} }, "web: 1 cannot be placed: no ready node is in the job's datacenters"},
		"too big":          {func(_, _, task object) { task["Resources"] = object{"CPU": 20, "MemoryMB": 9000000} }, "web: 1 cannot be placed: memory is exhausted on 1 node"},
		"constraint": {func(job, _, _ object) {
			job["Constraints"] = []any{object{"LTarget": "$${attr.kernel.name}", "RTarget": "plan9", "Operand": "="}}
		}, "web: 1 cannot be placed: constraint ${attr.kernel.name} = plan9 ruled out 1 node"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStack(t)
			s.job(sleeper(s.name(), broken.edit))
			s.differs("cannot be placed now", broken.want)
			got := s.tryApply()
			if got.code != 1 {
				t.Fatalf("want the apply to fail, got:\n%s", got.text)
			}
			contains(t, got.text, "does not run as it should", broken.want)
			if got.took > time.Minute {
				t.Fatalf("the apply took %s to say so", got.took)
			}
		})
	}
}

func TestACrashIsShownWithItsEventsExitCodeAndLog(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), command("echo no such file: settings >&2; exit 3")))
	got := s.tryApply()
	if got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	contains(t, got.text, "deployment", "task main is dead, failed, restarted 0 times", "Exit Code: 3",
		"stderr ends with: no such file: settings")
	s.job(sleeper(s.name()))
	s.mends()
}

func TestAFailedFirstDeployIsReplacedEvenIfNothingChanged(t *testing.T) {
	s := newStack(t)
	flag := filepath.Join(t.TempDir(), "works")
	s.job(sleeper(s.name(), command("test -e "+flag+" && exec sleep 1000")))
	if got := s.tryApply(); got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	if err := os.WriteFile(flag, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.mends()
}

func TestABadDriverConfigurationIsShownWithTheDriversWords(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), func(_, _, task object) { task["Config"] = object{"command": "/bin/sleep", "arg": "1"} }))
	got := s.tryApply()
	if got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	contains(t, got.text, "task main is dead, failed", "arg")
}

func TestAFailedUpdateIsNotForgotten(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), command("exit 4")))
	if got := s.tryApply(); got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	s.differs("failed before with this very specification")
	s.job(sleeper(s.name()))
	s.mends()
}

func TestAJobThatSomebodyElseMadeIsNotOverwritten(t *testing.T) {
	s, other := newStack(t), newStack(t)
	other.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), func(_, _, task object) { task["Env"] = object{"COLOR": "green"} }))
	s.refused("exists already", "terraform import ADDRESS "+s.name()+"@default")
}
