package acceptance

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func misspelledKeys(t *testing.T) {
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
	s.refused("json is not true; this provider shows drift inside the specification and therefore accepts JSON only")
}

// brokenSpecification is one that the official provider plans clean.
type brokenSpecification struct {
	name   string
	edit   func(job, group, task object)
	atPlan string // what the plan says
	failed string // what an apply says that is tried all the same; "" if the plan is an error already
}

var refusedByNomad = []brokenSpecification{
	{"unknown namespace", func(job, _, _ object) { job["Namespace"] = "nowhere" },
		`namespace "nowhere" neither exists nor is created by this plan`, ""},
	{"unknown node pool", func(job, _, _ object) { job["NodePool"] = "nowhere" }, "is refused by nomad", ""},
	{"no task", func(_, group, _ object) { group["Tasks"] = []any{} }, "is refused by nomad", ""},
	{"wrong type", func(job, _, _ object) { job["Type"] = "servce" }, "is refused by nomad", ""},
	{"too low memory", func(_, _, task object) { task["Resources"] = object{"MemoryMB": 1} }, "is refused by nomad", ""},
}

var unplaceable = []brokenSpecification{
	{"unknown driver", func(_, _, task object) { task["Driver"] = "nodriver" },
		"web: 1 cannot be placed: constraint missing drivers ruled out 1 node", "does not run (job-not-running)"},
	{"wrong datacenter", func(job, _, _ object) { job["Datacenters"] = []string{"nowhere"} },
		"web: 1 cannot be placed: no ready node is in the job's datacenters", "does not run (job-not-running)"},
	{"too big", func(_, _, task object) { task["Resources"] = object{"CPU": 20, "MemoryMB": 9000000} },
		"web: 1 cannot be placed: memory is exhausted on 1 node", "does not run (job-not-running)"},
	{"constraint that no node meets", func(job, _, _ object) {
		job["Constraints"] = []any{object{"LTarget": "$${attr.kernel.name}", "RTarget": "plan9", "Operand": "="}}
	}, "web: 1 cannot be placed: constraint ${attr.kernel.name} = plan9 ruled out 1 node", "does not run (job-not-running)"},
}

// Only the node's driver knows its own configuration and what a command does: Nomad has no way to ask at plan.
var failing = []brokenSpecification{
	{"bad driver configuration", func(_, _, task object) { task["Config"] = object{"command": "/bin/sleep", "arg": "1"} },
		"1 to add", `No argument or block type is named "arg"`},
	{"crashing", crashing("exit 3"), "1 to add", "Exit Code: 3"},
}

// None is planned clean and said to be applied.
func brokenSpecifications(t *testing.T) {
	all := slices.Concat(refusedByNomad, unplaceable, failing)
	if len(all) < 10 {
		t.Fatalf("%d specifications, want at least 10", len(all))
	}
	for _, broken := range all {
		t.Run(broken.name, func(t *testing.T) {
			s := newStack(t)
			s.job(sleeper(s.name(), broken.edit))
			if broken.failed == "" {
				s.refused(broken.atPlan)
				return
			}
			s.differs(broken.atPlan)
			contains(t, s.fails("apply", "-auto-approve"), broken.failed)
		})
	}
}

func cannotBePlaced(t *testing.T) {
	s := newStack(t)
	broken := unplaceable[0]
	s.job(sleeper(s.name(), broken.edit))
	s.differs("cannot be placed now", broken.atPlan)
	text := s.fails("apply", "-auto-approve")
	contains(t, text, "does not run (job-not-running)", broken.atPlan)
	lacks(t, text, "timeout")
	s.job(sleeper(s.name()))
	s.repairs()
}

func crash(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name(), crashing("echo no such file: settings >&2; exit 3")))
	got := s.tryApply()
	if got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	contains(t, got.text, "deployment", "task main is dead, failed, restarted 0 times", "Exit Code: 3",
		"stderr ends with: no such file: settings")
	s.job(sleeper(s.name()))
	s.repairs()
}

func TestAFailedFirstDeployIsReplacedEvenIfNothingChanged(t *testing.T) {
	s := newStack(t)
	flag := filepath.Join(t.TempDir(), "works")
	s.job(sleeper(s.name(), crashing("test -e "+flag+" && exec sleep 1000")))
	if got := s.tryApply(); got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	s.differs("must be replaced", "failed before with this specification", "task main is dead, failed")
	if err := os.WriteFile(flag, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s.repairs()
}

func failedUpdate(t *testing.T) {
	s := newStack(t)
	s.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), crashing("exit 4")))
	if got := s.tryApply(); got.code != 1 {
		t.Fatalf("want the apply to fail, got:\n%s", got.text)
	}
	contains(t, s.run("show"), `deployment_status = "failed"`)
	s.differs("failed before with this specification")
	s.job(sleeper(s.name(), func(_, _, task object) { task["Meta"] = object{"other": "yes"} }, crashing("exit 4")))
	lacks(t, s.differs(`+ other = "yes"`), "failed before") // that one has not been tried
	s.job(sleeper(s.name()))
	s.repairs()
}

func TestAJobOfAnotherProgramIsNotOverwritten(t *testing.T) {
	s, other := newStack(t), newStack(t)
	other.job(sleeper(s.name())).apply()
	s.job(sleeper(s.name(), func(_, _, task object) { task["Env"] = object{"COLOR": "green"} }))
	s.refused("exists already", "terraform import ADDRESS "+s.name()+"@default")
}
