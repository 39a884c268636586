package main

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
)

// minimal makes of a server's job the least that gives the same job again: what the server keeps for itself, what it
// implies from the rest of the job, and every value that Nomad's client would fill in anyway are taken out. Which
// values those are is not written down here: a value is a default if the job without it canonicalizes to the same.
func minimal(job *api.Job) *api.Job {
	job = clone(job)
	job.Status, job.StatusDescription, job.Stable, job.Version = nil, nil, nil, nil
	job.SubmitTime, job.CreateIndex, job.ModifyIndex, job.JobModifyIndex = nil, nil, nil, nil
	job.NomadTokenID, job.ParentID, job.Stop = nil, nil, nil
	job.Dispatched, job.Payload, job.VersionTag = false, nil, nil
	withoutRemains(job)
	for _, group := range job.TaskGroups {
		withoutImplied(group)
	}

	full := canonical(job)
	drop(reflect.ValueOf(job).Elem(), func() bool { return bytes.Equal(canonical(job), full) })
	return job
}

func canonical(job *api.Job) []byte {
	copied := clone(job)
	copied.Canonicalize()
	fillAsServer(copied)
	text, err := json.Marshal(copied)
	if err != nil {
		panic(err)
	}
	return text
}

// drop sets every field that makes no difference to its zero value, the outer ones first.
func drop(value reflect.Value, same func() bool) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			drop(value.Elem(), same)
		}
	case reflect.Slice:
		for i := range value.Len() {
			drop(value.Index(i), same)
		}
	case reflect.Struct:
		_, isJob := value.Interface().(api.Job)
		for i := range value.NumField() {
			name, field := value.Type().Field(i).Name, value.Field(i)
			// Nomad could do without some of the names, and a reader could not.
			if !field.CanSet() || field.IsZero() || isJob && (name == "ID" || name == "Name") {
				continue
			}
			kept := reflect.New(field.Type()).Elem()
			kept.Set(field)
			field.SetZero()
			if same() {
				continue
			}
			field.Set(kept)
			drop(field, same)
		}
	}
}

// implied are the constraints that the server adds to a group for what its tasks and services need of a node.
// https://developer.hashicorp.com/nomad/docs/job-specification/constraint
var implied = []string{
	"${attr.vault.", "${attr.consul.", "${attr.plugins.secrets.", "${attr.plugins.cni.version.",
	"${attr.nomad.service_discovery}", "${attr.os.signals}", "${attr.nomad.version}",
}

func withoutImplied(group *api.TaskGroup) {
	group.Constraints = slices.DeleteFunc(group.Constraints, isImplied)
	for _, service := range group.Services {
		withoutServiceIdentity(service)
	}
	for _, task := range group.Tasks {
		task.Constraints = slices.DeleteFunc(task.Constraints, isImplied)
		// `vault_default` and `consul_default` come from the server's configuration, as do those of services.
		task.Identities = slices.DeleteFunc(task.Identities, func(identity *api.WorkloadIdentity) bool {
			return strings.HasPrefix(identity.Name, "vault_") && task.Vault != nil ||
				strings.HasPrefix(identity.Name, "consul_") && (task.Consul != nil || group.Consul != nil)
		})
		for _, service := range task.Services {
			withoutServiceIdentity(service)
		}
	}
}

func withoutServiceIdentity(service *api.Service) {
	if service.Identity != nil && strings.HasPrefix(service.Identity.Name, "consul-service_") {
		service.Identity = nil
	}
}

func isImplied(constraint *api.Constraint) bool {
	return constraint.Operand != "" && slices.ContainsFunc(implied, func(prefix string) bool {
		return strings.HasPrefix(constraint.LTarget, prefix)
	}) && (constraint.Operand == "semver" || constraint.LTarget == "${attr.os.signals}" ||
		constraint.LTarget == "${attr.nomad.service_discovery}" || constraint.Operand == "is_set")
}
