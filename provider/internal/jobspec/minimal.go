package jobspec

import (
	"encoding/json"
	"slices"

	"github.com/hashicorp/nomad/api"
)

// implicit are the constraints that the server adds to a job by itself, known by what they compare.
var implicit = []string{
	"${attr.consul.version}", "${attr.vault.version}", "${attr.nomad.service_discovery}", "${attr.nomad.bridge.hairpin_mode}",
}

// Minimal writes a running job in the shortest form that still asks for the same: what Nomad would fill in by itself is
// left out. No table of defaults is needed for this, each field is left out in turn and kept only if it is missed.
func Minimal(job *api.Job) (string, error) {
	document, err := documentOf(job)
	if err != nil {
		return "", err
	}
	root := specified(document)
	dropImplicit(root)
	if _, err := meaning(root); err != nil {
		return "", err
	}
	shorten(root, func(object) bool { return true })
	return writeDocument(root)
}

// serverDefaults are the values that the server, not its API client, fills in.
var serverDefaults = object{"Region": "global", "NodePool": "default", "Datacenters": list{"*"}}

func dropImplicit(root object) {
	for key, value := range serverDefaults {
		if equal(root[key], value) {
			delete(root, key)
		}
	}
	holders := []object{root}
	for _, group := range elements(root["TaskGroups"]) {
		dropDefaultIdentity(group)
		holders = append(holders, group)
		holders = append(holders, elements(group["Tasks"])...)
	}
	for _, holder := range holders {
		constraints, ok := holder["Constraints"].(list)
		if !ok {
			continue
		}
		holder["Constraints"] = slices.DeleteFunc(constraints, func(constraint any) bool {
			fields, _ := constraint.(object)
			target, _ := fields["LTarget"].(string)
			return slices.Contains(implicit, target)
		})
	}
}

// dropDefaultIdentity drops from the tasks of a block, or from a task itself, the identity that the server gives to each.
func dropDefaultIdentity(block object) {
	for _, task := range append(elements(block["Tasks"]), block) {
		if isDefaultIdentity(task["Identity"]) {
			delete(task, "Identity")
		}
	}
}

func isDefaultIdentity(value any) bool {
	said := object{}
	fields, _ := value.(object)
	for key, inner := range fields {
		if inner != false && !empty(inner) && !equal(inner, json.Number("0")) {
			said[key] = inner
		}
	}
	return equal(said, object{"Name": "default", "Audience": list{"nomadproject.io"}})
}

func meaning(root object) (object, error) {
	job, err := decodeObject(root)
	if err != nil {
		return nil, err
	}
	return canonical(job)
}
