package acceptance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// put writes a variable from outside, whatever it was before.
func (s *stack) put(path string, items map[string]string) {
	s.t.Helper()
	if _, _, err := s.nomad.Variables().Update(&api.Variable{Path: path, Items: items}, nil); err != nil {
		s.t.Fatal(err)
	}
}

func (s *stack) items(path string) map[string]string {
	s.t.Helper()
	found, _, err := s.nomad.Variables().Peek(path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if found == nil {
		return nil
	}
	return found.Items
}

const plantedSecret = "planted-4711-secret"

func TestAVariableLives(t *testing.T) {
	s := newStack(t)
	path := s.name()
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.with("nomad_variable", "it", object{"path": path, "items": object{"user": "dns", "password": plantedSecret}})
	change := func(items map[string]string) func() error {
		return func() error { s.put(path, items); return nil }
	}
	warned := []string{"~ items = (sensitive value)", "0 to add, 1 to change, 0 to destroy", "[variable default/" + path + "] was changed outside of terraform"}
	lacks(t, s.run("plan")+s.apply()+s.run("show"), plantedSecret)
	s.lives(life{
		kind: "nomad_variable",
		drifts: []drift{
			{"a value", change(map[string]string{"user": "root", "password": plantedSecret}), warned},
			{"a new item", change(map[string]string{"user": "dns", "password": plantedSecret, "more": "x"}), warned},
			{"a missing item", change(map[string]string{"user": "dns"}), warned},
		},
		remove:   func() error { _, err := s.nomad.Variables().Delete(path, nil); return err },
		importID: func() string { return path },
		exists:   func() bool { return s.items(path) != nil },
	})
}

func TestAVariableInANamespaceOfTheSamePlanLivesAndGoesWithIt(t *testing.T) {
	s := newStack(t)
	name := s.namespace(object{"description": "d"})
	s.with("nomad_variable", "it", object{"path": "app/" + name, "namespace": name, "items": object{"a": "b"}})
	s.apply()
	s.empty()
	s.imports("nomad_variable.it", "app/"+name+"@"+name)
	s.run("destroy", "-auto-approve")
	if found, _, err := s.nomad.Namespaces().Info(name, nil); err == nil {
		t.Fatalf("namespace %s is still there", found.Name)
	}
}

func TestAVariableWrittenBetweenPlanAndApplyIsNotOverwritten(t *testing.T) {
	s := newStack(t)
	path := s.name()
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.with("nomad_variable", "it", object{"path": path, "items": object{"a": "1"}})
	s.run("plan", "-out=plan")
	s.put(path, map[string]string{"a": plantedSecret})
	text := s.fails("apply", "plan")
	contains(t, text, "[variable default/"+path+"] exists already", "terraform import ADDRESS "+path+"@default")
	lacks(t, text, plantedSecret)
	s.refused("exists already")
	s.run("import", "nomad_variable.it", path)
	s.repairs()

	s.with("nomad_variable", "it", object{"path": path, "items": object{"a": "2"}})
	s.run("plan", "-out=plan")
	s.put(path, map[string]string{"a": plantedSecret})
	text = s.fails("apply", "plan")
	contains(t, text, "changed since it was planned", "nothing was overwritten")
	lacks(t, text, plantedSecret)
	if got := s.items(path)["a"]; got != plantedSecret {
		t.Fatalf("the apply overwrote the other write with %s", got)
	}
	s.repairs()
}

func TestAVariableThatAnotherClientChangedIsNotDestroyed(t *testing.T) {
	s := newStack(t)
	path := s.name()
	t.Cleanup(func() { _, _ = s.nomad.Variables().Delete(path, nil) })
	s.with("nomad_variable", "it", object{"path": path, "items": object{"a": "1"}})
	s.apply()
	s.put(path, map[string]string{"a": plantedSecret})
	text := s.fails("destroy", "-auto-approve")
	contains(t, text, "deleting it would lose that; look at it with nomad var get -namespace default "+path)
	lacks(t, text, plantedSecret)
	s.without("nomad_variable", "it")
	s.refused("was changed outside of terraform")
	s.with("nomad_variable", "it", object{"path": path + "-2", "items": object{"a": "1"}})
	s.refused("was changed outside of terraform")
	s.put(path, map[string]string{"a": "1"})
	s.differs("must be replaced")
	s.run("plan", "-destroy", "-out=plan")
	s.put(path, map[string]string{"a": plantedSecret})
	contains(t, s.fails("apply", "plan"), "changed since it was planned", "it is still there")
	if got := s.items(path)["a"]; got != plantedSecret {
		t.Fatalf("the variable is %q, want it as it was written", got)
	}
}

func TestAVariableWhoseStateWasLostIsAdopted(t *testing.T) {
	s := newStack(t)
	path := s.name()
	s.with("nomad_variable", "it", object{"path": path, "items": object{"a": "1"}}).apply()
	before, _, _ := s.nomad.Variables().Read(path, nil)
	if err := os.Remove(filepath.Join(s.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
	s.repairs()
	if after, _, _ := s.nomad.Variables().Read(path, nil); after.ModifyIndex != before.ModifyIndex {
		t.Fatalf("the variable was written again: index %d became %d", before.ModifyIndex, after.ModifyIndex)
	}
}

func TestVariablesAreRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	for want, attributes := range map[string]object{
		`path: got "a.b", want 1 to 128 letters`:                                {"path": "a.b", "items": object{"a": "b"}},
		`path: got "nomad/x", but below nomad only`:                             {"path": "nomad/x", "items": object{"a": "b"}},
		"items: is empty; a variable needs at least one item":                   {"path": "a", "items": object{}},
		"items: got 65537 bytes of names and values, at most 65536 are allowed": {"path": "a", "items": object{"a": strings.Repeat("x", 65536)}},
		`namespace "nowhere" neither exists nor is created by this plan`:        {"path": "a", "namespace": "nowhere", "items": object{"a": "b"}},
		`namespace: got "*", want the name of one namespace`:                    {"path": "a", "namespace": "*", "items": object{"a": "b"}},
		"items: got null as a value; leave the item out or give it a text":      {"path": "a", "items": object{"a": nil, "b": "c"}},
	} {
		s.with("nomad_variable", "it", attributes)
		s.refused(want)
	}
}

// fails runs terraform and wants it to fail.
func (s *stack) fails(args ...string) string {
	s.t.Helper()
	got := s.try(args...)
	if got.code != 1 {
		s.t.Fatalf("want terraform %v to fail, got exit code %d:\n%s", args, got.code, got.text)
	}
	return got.text
}

func TestANodePoolLives(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_node_pool", "it", object{"name": name, "description": "d", "meta": object{"owner": "a"}})
	change := func(edit func(*api.NodePool)) func() error {
		return func() error {
			pool, _, err := s.nomad.NodePools().Info(name, nil)
			if err != nil {
				return err
			}
			edit(pool)
			_, err = s.nomad.NodePools().Register(pool, nil)
			return err
		}
	}
	s.lives(life{
		kind: "nomad_node_pool",
		drifts: []drift{
			{"description", change(func(p *api.NodePool) { p.Description = "by hand" }), []string{`~ description = "by hand" -> "d"`}},
			{"meta", change(func(p *api.NodePool) { p.Meta = map[string]string{"owner": "b", "x": "y"} }), []string{`~ "owner" = "b" -> "a"`, `- "x" = "y" -> null`}},
		},
		remove:   func() error { _, err := s.nomad.NodePools().Delete(name, nil); return err },
		importID: func() string { return name },
		exists:   func() bool { pool, _, _ := s.nomad.NodePools().Info(name, nil); return pool != nil },
	})
}

func TestANodePoolWithAJobIsNotDestroyedUnlessTheJobIs(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_node_pool", "it", object{"name": name})
	s.apply()
	foreign, datacenter := name+"-foreign", "dc1"
	task := api.NewTask("main", "raw_exec").SetConfig("command", "/bin/true")
	job := api.NewServiceJob(foreign, foreign, "global", 50).AddDatacenter(datacenter).AddTaskGroup(api.NewTaskGroup("g", 1).AddTask(task))
	job.NodePool = &name
	if _, _, err := s.nomad.Jobs().Register(job, nil); err != nil {
		t.Fatal(err)
	}
	text := s.fails("destroy", "-auto-approve")
	contains(t, text, "[node pool "+name+"] is in use", "job "+foreign+" in namespace default", "move these to another pool first, or keep this one")
	if _, _, err := s.nomad.Jobs().Deregister(foreign, true, nil); err != nil {
		t.Fatal(err)
	}
	s.job(sleeper(name, func(job, _, _ object) { job["NodePool"] = name }), object{"detach": true, "depends_on": []string{"nomad_node_pool.it"}})
	s.apply()
	s.run("destroy", "-auto-approve")
	if pool, _, _ := s.nomad.NodePools().Info(name, nil); pool != nil {
		t.Fatalf("node pool %s is still there", name)
	}
}

func TestNodePoolsAreRefusedOrAdopted(t *testing.T) {
	s := newStack(t)
	name := s.name()
	for want, attributes := range map[string]object{
		`name: got "a b", want 1 to 128 letters`:                               {"name": "a b"},
		`name: got "default", which is nomad's own pool and cannot be changed`: {"name": "default"},
		"scheduler_config: is a feature of nomad enterprise":                   {"name": name, "scheduler_config": []any{object{"scheduler_algorithm": "spread"}}},
		"description: got 257 characters, at most 256 are allowed":             {"name": name, "description": strings.Repeat("x", 257)},
	} {
		s.with("nomad_node_pool", "it", attributes)
		s.refused(want)
	}
	if _, err := s.nomad.NodePools().Register(&api.NodePool{Name: name, Description: "theirs"}, nil); err != nil {
		t.Fatal(err)
	}
	s.with("nomad_node_pool", "it", object{"name": name, "description": "ours"})
	s.refused("[node pool "+name+"] exists already", "terraform import ADDRESS "+name)
	if _, err := s.nomad.NodePools().Register(&api.NodePool{Name: name}, nil); err != nil {
		t.Fatal(err)
	}
	s.repairs()
}

func TestTheSchedulerConfigLivesAndGoesBackToWhatItWas(t *testing.T) {
	s := newStack(t)
	current := func() api.SchedulerConfiguration {
		answer, _, err := s.nomad.Operator().SchedulerGetConfiguration(nil)
		if err != nil {
			t.Fatal(err)
		}
		config := *answer.SchedulerConfig
		config.CreateIndex, config.ModifyIndex = 0, 0
		return config
	}
	change := func(edit func(*api.SchedulerConfiguration)) func() error {
		return func() error {
			config := current()
			edit(&config)
			_, _, err := s.nomad.Operator().SchedulerSetConfiguration(&config, nil)
			return err
		}
	}
	original := current()
	t.Cleanup(func() { _, _, _ = s.nomad.Operator().SchedulerSetConfiguration(&original, nil) })
	if err := change(func(c *api.SchedulerConfiguration) { c.PreemptionConfig.BatchSchedulerEnabled = true })(); err != nil {
		t.Fatal(err)
	}
	before := current()
	s.with("nomad_scheduler_config", "it", object{"scheduler_algorithm": "spread", "preemption_config": object{"service_scheduler_enabled": true}})
	s.differs("[scheduler config] replaces what is set now", "scheduler_algorithm: binpack -> spread",
		"preemption_config.batch_scheduler_enabled: true -> false", "preemption_config.service_scheduler_enabled: false -> true")
	s.apply()
	s.empty()
	for _, drift := range []drift{
		{"algorithm", change(func(c *api.SchedulerConfiguration) { c.SchedulerAlgorithm = "binpack" }), []string{`~ scheduler_algorithm = "binpack" -> "spread"`}},
		{"preemption", change(func(c *api.SchedulerConfiguration) { c.PreemptionConfig.ServiceSchedulerEnabled = false }), []string{`~ "service_scheduler_enabled" = false -> true`}},
		{"what is not set", change(func(c *api.SchedulerConfiguration) {
			c.MemoryOversubscriptionEnabled, c.PreemptionConfig.SystemSchedulerEnabled = true, false
		}), []string{"- memory_oversubscription_enabled = true -> null", `- "system_scheduler_enabled" = false -> null`}},
	} {
		if err := drift.change(); err != nil {
			t.Fatal(err)
		}
		s.differs(drift.lines...)
		s.repairs()
	}
	if err := change(func(c *api.SchedulerConfiguration) { c.PauseEvalBroker = true })(); err != nil {
		t.Fatal(err)
	}
	s.with("nomad_scheduler_config", "it", object{"scheduler_algorithm": "spread"})
	s.apply()
	if !current().PauseEvalBroker {
		t.Fatal("the apply changed what no attribute describes")
	}
	if err := change(func(c *api.SchedulerConfiguration) { c.PauseEvalBroker = false })(); err != nil {
		t.Fatal(err)
	}
	s.run("destroy", "-auto-approve")
	if after := current(); after != before {
		t.Fatalf("after destroy: %+v, want %+v", after, before)
	}
	s.with("nomad_scheduler_config", "it", object{"preemption_config": object{"batch_scheduler_enabled": true}})
	s.run("import", "nomad_scheduler_config.it", "x")
	s.empty()
	contains(t, s.run("destroy", "-auto-approve"), "it was imported, so what stood before is not known; it is only forgotten")
	if after := current(); after != before {
		t.Fatalf("after the destroy of an imported one: %+v, want %+v", after, before)
	}
}

func TestSchedulerConfigsAreRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	s.with("nomad_scheduler_config", "it", object{"scheduler_algorithm": "random", "preemption_config": object{"batch_sheduler_enabled": true}})
	s.refused(`scheduler_algorithm: got "random", want one of binpack, spread`,
		`preemption_config: nomad knows no key "batch_sheduler_enabled"; did you mean batch_scheduler_enabled?`)
}
