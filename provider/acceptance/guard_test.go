package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// guarded is a stack with the guards on; settings are those of the attribute guard.
func guarded(t *testing.T, settings ...object) *stack {
	t.Helper()
	s := newStack(t)
	s.env = append(s.env, "CDKNOMAD_GUARD=on")
	for _, guard := range settings {
		s.guard(guard)
	}
	// What the test leaves it may destroy: registered last, so it runs before the rest is taken away.
	t.Cleanup(func() { s.env = append(s.env, "CDKNOMAD_GUARD=off") })
	return s
}

// guard is how much the program has, and what it may destroy.
func (s *stack) guard(settings object) {
	s.providers["nomad"] = object{"guard": settings}
	s.write()
}

// everything is what is on the server, with the index of its last change.
func (s *stack) everything() string {
	s.t.Helper()
	jobs, _, err := s.nomad.Jobs().List(&api.QueryOptions{Namespace: "*"})
	found := []string{}
	for _, job := range jobs {
		found = append(found, fmt.Sprint("job ", job.Namespace, job.ID, job.JobModifyIndex, job.Stop))
	}
	if err == nil {
		var namespaces []*api.Namespace
		namespaces, _, err = s.nomad.Namespaces().List(nil)
		for _, namespace := range namespaces {
			found = append(found, fmt.Sprint("namespace ", namespace.Name, namespace.ModifyIndex))
		}
	}
	if err == nil {
		var methods []*api.ACLAuthMethodListStub
		methods, _, err = s.nomad.ACLAuthMethods().List(nil)
		for _, method := range methods {
			found = append(found, fmt.Sprint("auth method ", method.Name, method.ModifyIndex))
		}
	}
	if err == nil {
		var policies []*api.ACLPolicyListStub
		policies, _, err = s.nomad.ACLPolicies().List(nil)
		for _, policy := range policies {
			found = append(found, fmt.Sprint("policy ", policy.Name, policy.ModifyIndex))
		}
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return strings.Join(found, "\n")
}

// untouched runs terraform with each of the commands that could destroy something, and fails unless all are refused with
// the given texts and nothing was written.
func (s *stack) untouched(commands [][]string, lines ...string) {
	s.t.Helper()
	before := s.everything()
	for _, command := range commands {
		got := s.try(command...)
		if got.code != 1 {
			s.t.Fatalf("want terraform %v to be refused, got exit code %d:\n%s", command, got.code, got.text)
		}
		contains(s.t, got.text, lines...)
	}
	if after := s.everything(); after != before {
		s.t.Fatalf("something was written:\n%s\nwas before:\n%s", after, before)
	}
}

var (
	toApply    = [][]string{{"apply", "-auto-approve"}} // which plans first
	anyCommand = append([][]string{{"plan"}, {"destroy", "-auto-approve"}}, toApply...)
)

func (s *stack) confirming(what string) *stack {
	s.env = append(s.env, "CDKNOMAD_CONFIRM="+what)
	return s
}

func idle(id string, edits ...func(job, group, task object)) object {
	return sleeper(id, append([]func(job, group, task object){func(_, group, _ object) { group["Count"] = 0 }}, edits...)...)
}

func (s *stack) idleJobs(names ...string) {
	for _, name := range names {
		s.with("nomad_job", name, object{"json": true, "purge_on_destroy": true, "jobspec": asJSON(s.t, idle(s.name()+"-"+name))})
	}
}

// program gives the provider the resources of the configuration, as the constructs do.
func (s *stack) program(limits ...object) {
	names := []string{}
	resources := 0
	for kind, byName := range s.resources {
		for _, attributes := range byName.(object) {
			resources++
			if kind == "nomad_job" {
				var job struct{ ID string }
				if err := json.Unmarshal([]byte(attributes.(object)["jobspec"].(string)), &job); err != nil {
					s.t.Fatal(err)
				}
				names = append(names, "default/"+job.ID)
			}
		}
	}
	settings := object{"resources": resources, "jobs": names}
	for _, more := range limits {
		for name, value := range more {
			settings[name] = value
		}
	}
	s.guard(settings)
}

func TestWhatLeavesTheProgramNeedsAConfirmationThatNamesIt(t *testing.T) {
	s := guarded(t)
	name := s.namespace(object{})
	volumes := func(_, group, _ object) {
		group["Volumes"] = object{"data": object{"Name": "data", "Type": "host", "Source": "data"}}
	}
	s.with("nomad_acl_auth_method", "login", object{"name": s.name(), "type": "JWT", "max_token_ttl": "10m0s", "token_locality": "local",
		"config": []any{object{"jwks_url": "http://127.0.0.1:1/jwks"}}})
	s.job(idle(s.name(), volumes))
	s.with("nomad_job", "other", object{"json": true, "purge_on_destroy": true, "protect": true, "jobspec": asJSON(t, idle(s.name()+"-other"))})
	s.apply()
	s.empty()

	s.without("nomad_namespace", "ns")
	s.without("nomad_acl_auth_method", "login")
	s.without("nomad_job", "job")
	s.without("nomad_job", "other") // with it goes the word that it is protected
	all := fmt.Sprintf("CDKNOMAD_CONFIRM=auth-method/%[1]s,job/default/%[1]s,job/default/%[1]s-other,namespace/%[2]s", s.name(), name)
	s.untouched(anyCommand,
		"[namespace "+name+"] is not destroyed without a confirmation (needs-confirmation)",
		"[acl auth method "+s.name()+"] is not destroyed without a confirmation (needs-confirmation)",
		"[default/"+s.name()+"] is not destroyed without a confirmation (needs-confirmation)",
		"this plan deletes the job, which has volumes;",
		"[default/"+s.name()+"-other] is not destroyed without a confirmation (needs-confirmation)",
		"this plan deletes the job, which is protected;",
		all)
	s.confirming("namespace/"+name+"x,job/default").untouched(toApply, all)
	s.confirming(strings.TrimPrefix(all, "CDKNOMAD_CONFIRM=")).apply()
	s.empty()
	if lacks := s.everything(); strings.Contains(lacks, s.name()) {
		t.Fatalf("not all is gone:\n%s", lacks)
	}
}

func TestAHostVolumeNeedsAConfirmationThatNamesItAndItsNode(t *testing.T) {
	s := guarded(t)
	volume := object{"name": s.name(), "plugin_id": "mkdir", "capability": []any{oneWriter()}}
	s.with("nomad_dynamic_host_volume", "it", volume).apply()
	created := s.hostVolume(s.name())
	confirmation := "volume/default/" + s.name() + "@" + created.NodeID[:8]
	unchanged := func() {
		t.Helper()
		if now := s.hostVolume(s.name()); now.ID != created.ID || now.ModifyIndex != created.ModifyIndex {
			t.Fatalf("something was written: %+v", now)
		}
	}
	s.with("nomad_dynamic_host_volume", "it", object{"name": s.name() + "-new", "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.untouched(toApply, "this plan replaces the host volume (its identity was changed in the program), which may hold data;", "CDKNOMAD_CONFIRM="+confirmation)
	unchanged()
	s.without("nomad_dynamic_host_volume", "it")
	s.untouched(toApply, "this plan deletes the host volume, which may hold data;", "CDKNOMAD_CONFIRM="+confirmation)
	unchanged()
	s.confirming(confirmation).apply()
	if left := s.hostVolumes(s.name()); len(left) != 0 {
		t.Fatalf("it is still there: %+v", left[0])
	}
}

func TestAProtectedJobIsNotReplacedUnasked(t *testing.T) {
	s := guarded(t)
	s.job(idle(s.name()), object{"protect": true}).apply()
	s.untouched([][]string{{"apply", "-auto-approve", "-replace=nomad_job.job"}},
		"this plan replaces the job (-replace asks for it,", "CDKNOMAD_CONFIRM=job/default/"+s.name())
	s.job(idle(s.name()+"-new"), object{"protect": true})
	s.untouched(toApply, "this plan replaces the job (its identity was changed in the program), which is protected;",
		"CDKNOMAD_CONFIRM=job/default/"+s.name())
	s.job(idle(s.name()), object{"protect": true})
	s.empty()
	if _, _, err := s.nomad.Jobs().Deregister(s.name(), true, nil); err != nil {
		t.Fatal(err)
	}
	s.repairs() // a purged job is created again without a confirmation
}

func TestProtectionIsNothingThatNomadSees(t *testing.T) {
	s := guarded(t)
	s.job(idle(s.name())).apply()
	before := s.everything()
	s.job(idle(s.name()), object{"protect": true})
	s.differs("+ protect = true", "1 to change")
	s.repairs()
	if after := s.everything(); after != before {
		t.Fatalf("the job was registered again:\n%s\nwas before:\n%s", after, before)
	}
	s.job(idle(s.name()), object{"protect": false}).repairs()
	s.without("nomad_job", "job")
	s.repairs()
}

func TestAnEmptyProgramDestroysNothingUnasked(t *testing.T) {
	s := guarded(t)
	s.idleJobs("a")
	s.with("nomad_acl_policy", "p", object{"name": s.name(), "rules_hcl": `node { policy = "read" }`})
	s.program()
	s.apply()
	s.without("nomad_job", "a")
	s.without("nomad_acl_policy", "p")
	s.program()
	s.untouched(anyCommand, "an empty program destroys nothing (empty-program)", "CDKNOMAD_CONFIRM=empty-program")
	s.confirming("empty-program").repairs()
}

func TestMoreThanAShareOfTheJobsIsNotDestroyedAtOnce(t *testing.T) {
	s := guarded(t)
	s.idleJobs("a", "b", "c", "d", "e")
	s.program()
	s.apply()
	for _, name := range []string{"a", "b", "c"} {
		s.without("nomad_job", name)
	}
	s.program()
	s.untouched(toApply, "more than 50 % of the jobs would be destroyed at once (many-jobs)",
		"this plan destroys at least 3 jobs and leaves at most 2 of the running ones", "CDKNOMAD_CONFIRM=many-jobs")
	s.idleJobs("x", "y", "z") // others in their place change nothing of it
	s.program()
	s.untouched(toApply, "more than 50 % of the jobs would be destroyed at once (many-jobs)")
	for _, name := range []string{"x", "y", "z"} {
		s.without("nomad_job", name)
	}
	s.program(object{"share": 60})
	s.repairs()
	s.idleJobs("a", "b")
	s.program()
	s.apply()
	s.run("destroy", "-auto-approve") // all that the program has: that is what the command says
	if left := s.everything(); strings.Contains(left, s.name()) {
		t.Fatalf("not all is gone:\n%s", left)
	}
}

func TestAJobThatOnlyGetsAnotherAddressIsNotDestroyed(t *testing.T) {
	s := guarded(t)
	s.job(idle(s.name())).apply()
	s.without("nomad_job", "job")
	s.with("nomad_job", "web", object{"json": true, "purge_on_destroy": true, "jobspec": asJSON(t, idle(s.name()))})
	s.confirming("all").untouched(toApply, "[default/"+s.name()+"] is destroyed and created in one plan (two-addresses)")
	s.with("nomad_job", "web", object{"json": true, "purge_on_destroy": true,
		"jobspec": asJSON(t, idle(s.name(), func(job, _, _ object) { job["Priority"] = 60 }))})
	s.untouched(toApply, "[default/"+s.name()+"] is destroyed and created in one plan (two-addresses)")

	s.moved = []any{object{"from": "nomad_job.job", "to": "nomad_job.web"}}
	s.write()
	s.differs("(moved from nomad_job.job)", "0 to add, 1 to change, 0 to destroy")
	s.repairs()
}

func TestANamespaceOrPolicyThatOnlyGetsAnotherAddressIsNotDestroyed(t *testing.T) {
	s := guarded(t)
	name := s.namespace(object{})
	policy := object{"name": s.name(), "rules_hcl": `node { policy = "read" }`}
	s.with("nomad_acl_policy", "p", policy)
	s.apply()
	s.without("nomad_namespace", "ns")
	s.without("nomad_acl_policy", "p")
	s.with("nomad_namespace", "room", object{"name": name})
	s.with("nomad_acl_policy", "rules", policy)
	s.confirming("all").untouched(toApply, "[namespace "+name+"] is destroyed and created in one plan (two-addresses)",
		"[acl policy "+s.name()+"] is destroyed and created in one plan (two-addresses)")
}

// keepsakes is one of each that is not destroyed unasked and goes by its name, and a job and a policy that go unasked. It gives
// the addresses and the confirmations of the former.
func (s *stack) keepsakes() (addresses, confirmations []string) {
	room := s.namespace(object{})
	job := func(id string, edits ...func(job, group, task object)) object {
		return object{"json": true, "purge_on_destroy": true, "jobspec": asJSON(s.t, idle(id, edits...))}
	}
	s.with("nomad_acl_auth_method", "login", object{"name": s.name(), "type": "JWT", "max_token_ttl": "10m0s", "token_locality": "local",
		"config": []any{object{"jwks_url": "http://127.0.0.1:1/jwks"}}})
	s.with("nomad_job", "volumes", job(s.name()+"-volumes", func(_, group, _ object) {
		group["Volumes"] = object{"data": object{"Name": "data", "Type": "host", "Source": "data"}}
	}))
	protected := job(s.name() + "-protected")
	protected["protect"] = true
	s.with("nomad_job", "protected", protected)
	s.with("nomad_job", "plain", job(s.name()+"-plain"))
	s.with("nomad_acl_policy", "plain", object{"name": s.name(), "rules_hcl": `node { policy = "read" }`})
	return []string{"nomad_acl_auth_method.login", "nomad_job.protected", "nomad_job.volumes", "nomad_namespace.ns"},
		[]string{"auth-method/" + s.name(), "job/default/" + s.name() + "-protected", "job/default/" + s.name() + "-volumes", "namespace/" + room}
}

// stands fails unless all of it is on the server, the jobs as they are meant to be.
func (s *stack) stands() {
	s.t.Helper()
	for _, suffix := range []string{"-volumes", "-protected", "-plain"} {
		if job := s.running(s.name() + suffix); *job.Stop {
			s.t.Fatalf("%s is stopped", *job.ID)
		}
	}
	contains(s.t, s.everything(), "namespace "+s.name(), "auth method "+s.name(), "policy "+s.name())
	s.empty()
}

func TestAReplacementByReplaceOrTaintNeedsAConfirmation(t *testing.T) {
	s := guarded(t)
	addresses, confirmations := s.keepsakes()
	s.apply()

	replace := []string{}
	for _, address := range addresses {
		replace = append(replace, "-replace="+address)
	}
	named := "CDKNOMAD_CONFIRM=" + strings.Join(confirmations, ",")
	s.untouched([][]string{append([]string{"apply", "-auto-approve"}, replace...)}, "(-replace asks for it,", named)
	s.run("apply", "-auto-approve", "-replace=nomad_job.plain", "-replace=nomad_acl_policy.plain") // the command names them
	s.stands()

	for _, address := range addresses {
		s.run("taint", address)
	}
	s.untouched([][]string{{"plan"}, {"apply", "-auto-approve"}}, "terraform untaint ADDRESS keeps it", named)

	// A confirmation is given where the plan is made; what applies it asks no second time.
	unasked := s.env
	s.confirming(strings.Join(confirmations, ",")).run("plan", "-out=confirmed.tfplan")
	s.env = unasked
	s.run("apply", "confirmed.tfplan")
	s.stands()
}

func TestWhatTheProviderBlockConfirmsGoesAndNothingElse(t *testing.T) {
	s := guarded(t)
	_, confirmations := s.keepsakes()
	s.apply()
	s.without("nomad_namespace", "ns")
	s.without("nomad_acl_auth_method", "login")
	s.without("nomad_job", "protected")
	s.guard(object{"confirm": confirmations[:2]})
	s.untouched(toApply, "guard: { confirm: [\""+confirmations[3]+"\"] }")
	s.guard(object{"confirm": []string{"all"}})
	s.untouched(toApply, `confirm: got "all", which would also confirm what a later change destroys;`)
	s.guard(object{"confirm": confirmations})
	s.repairs()
	if left := s.everything(); strings.Contains(left, "namespace "+s.name()) || strings.Contains(left, s.name()+"-protected") {
		t.Fatalf("not all is gone:\n%s", left)
	}
}

func TestCreateBeforeDestroyKeepsTheNewObject(t *testing.T) {
	s := guarded(t)
	first := object{"lifecycle": object{"create_before_destroy": true}}
	room := s.namespace(maps.Clone(first))
	s.with("nomad_acl_policy", "p", object{"name": s.name(), "rules_hcl": `node { policy = "read" }`, "lifecycle": first["lifecycle"]})
	s.job(idle(s.name()), object{"protect": true}, first).apply()
	s.run("taint", "nomad_namespace.ns")
	s.run("taint", "nomad_acl_policy.p")
	s.untouched(toApply, "CDKNOMAD_CONFIRM=namespace/"+room)
	unasked := s.env
	contains(t, s.confirming("namespace/"+room).apply(), "Warning: [namespace "+room+"] is kept", "Warning: [acl policy "+s.name()+"] is kept")
	s.env = unasked
	contains(t, s.everything(), "namespace "+room, "policy "+s.name())
	s.empty()

	// Under another name the new one comes first and the old one goes.
	s.job(idle(s.name()+"-new"), object{"protect": true}, first)
	s.untouched(toApply, "CDKNOMAD_CONFIRM=job/default/"+s.name())
	s.confirming("job/default/" + s.name()).repairs()
	if jobs, _, err := s.nomad.Jobs().PrefixList(s.name()); err != nil || len(jobs) != 1 || jobs[0].ID != s.name()+"-new" {
		t.Fatalf("want it under its new name only, got %+v, %v", jobs, err)
	}
}
