package jobspec

import (
	"encoding/json"
	"fmt"
	"sort"

	"github.com/hashicorp/nomad/api"
)

// bookkeeping are the fields of a job that the server writes for itself; they say nothing about what was asked for.
var bookkeeping = []string{
	"CreateIndex", "ModifyIndex", "JobModifyIndex", "Version", "VersionTag", "SubmitTime", "Status", "StatusDescription",
	"Stable", "NomadTokenID", "Dispatched", "DispatchIdempotencyToken", "ParentID", "ConsulNamespace", "VaultNamespace",
}

// scalingBookkeeping are such fields of a scaling policy.
var scalingBookkeeping = []string{"ID", "Namespace", "Target", "CreateIndex", "ModifyIndex"}

// sets are the lists whose order means nothing to Nomad.
var sets = map[string]bool{
	"Datacenters": true, "Tags": true, "CanaryTags": true, "Constraints": true, "Affinities": true, "Spreads": true,
}

// Equal says whether two specifications ask Nomad for the same: durations, defaults and empty values written or not,
// and the order of sets, make no difference.
func Equal(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(x, y)
}

// canonical writes a job with every default that Nomad's own API client applies. That client takes some blocks for
// given and panics without them; such a job has no canonical form.
func canonical(job *api.Job) (document object, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("the job has no canonical form: %v", reason)
		}
	}()
	copied, err := copyOf(job)
	if err != nil {
		return nil, err
	}
	copied.Canonicalize()
	document, err = documentOf(copied)
	if err != nil {
		return nil, err
	}
	return specified(document), nil
}

// copyOf keeps Canonicalize, which writes into the job it is given, away from the caller's.
func copyOf(job *api.Job) (*api.Job, error) {
	text, err := json.Marshal(job)
	if err != nil {
		return nil, err
	}
	copied := new(api.Job)
	return copied, json.Unmarshal(text, copied)
}

// specified leaves of a job document what somebody specified: no bookkeeping, nothing empty, sets in one order.
func specified(document object) object {
	kept := withoutEmpty("", sorted("", document)).(object)
	for _, key := range bookkeeping {
		delete(kept, key)
	}
	if kept["Stop"] == false {
		delete(kept, "Stop")
	}
	for _, group := range elements(kept["TaskGroups"]) {
		stripScaling(group["Scaling"])
		for _, task := range elements(group["Tasks"]) {
			for _, policy := range elements(task["ScalingPolicies"]) {
				stripScaling(policy)
			}
		}
	}
	return kept
}

func stripScaling(policy any) {
	if fields, ok := policy.(object); ok {
		for _, key := range scalingBookkeeping {
			delete(fields, key)
		}
	}
}

// elements gives the objects of a list, and none if it is no list.
func elements(value any) []object {
	var objects []object
	if all, ok := value.(list); ok {
		for _, element := range all {
			if fields, ok := element.(object); ok {
				objects = append(objects, fields)
			}
		}
	}
	return objects
}

// operands are the spellings of a constraint's operator that Nomad takes for the same, each with the one it writes itself.
var operands = map[string]string{"==": "=", "is": "=", "not": "!=", "set_contains_all": "set_contains"}

// sorted orders the sets and spells operators one way. Entries are left alone: what order means in a driver's Config only
// the driver knows.
func sorted(field string, value any) any {
	switch v := value.(type) {
	case object:
		if entries[field] {
			return v
		}
		copied := make(object, len(v))
		for key, inner := range v {
			copied[key] = sorted(key, inner)
		}
		if operand, ok := copied["Operand"].(string); ok && operands[operand] != "" {
			copied["Operand"] = operands[operand]
		}
		return copied
	case list:
		copied := make(list, len(v))
		for i, inner := range v {
			copied[i] = sorted("", inner)
		}
		if sets[field] {
			sort.SliceStable(copied, func(i, j int) bool { return sortKey(copied[i]) < sortKey(copied[j]) })
		}
		return copied
	}
	return value
}

func sortKey(value any) string {
	text, err := writeDocument(value)
	if err != nil {
		return ""
	}
	return text
}
