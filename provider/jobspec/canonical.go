package jobspec

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"

	"github.com/hashicorp/nomad/api"
)

// bookkeeping are the fields of a job that the server writes for itself. They are not part of the specification.
var bookkeeping = []string{
	"CreateIndex", "ModifyIndex", "JobModifyIndex", "Version", "VersionTag", "SubmitTime", "Status", "StatusDescription",
	"Stable", "NomadTokenID", "Dispatched", "DispatchIdempotencyToken", "ParentID", "ConsulNamespace", "VaultNamespace",
}

// scalingBookkeeping are the same for a scaling policy.
var scalingBookkeeping = []string{"ID", "Namespace", "Target", "CreateIndex", "ModifyIndex"}

// sets are the lists whose order Nomad ignores.
var sets = map[string]bool{
	"Datacenters": true, "Tags": true, "CanaryTags": true, "Constraints": true, "Affinities": true, "Spreads": true,
}

// Equal reports whether two specifications ask Nomad for the same. Explicit default values, empty values, and the order of
// sets make no difference.
func Equal(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(x, y)
}

// canonical returns a job with every default value of Nomad's API client and server. The client panics if some blocks are
// missing; such a job has no canonical form.
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
	fillServerDefaults(copied)
	document, err = documentOf(copied)
	if err != nil {
		return nil, err
	}
	return specified(document), nil
}

// copyOf returns a deep copy, because Canonicalize changes the job.
func copyOf(job *api.Job) (*api.Job, error) {
	text, err := json.Marshal(job)
	if err != nil {
		return nil, err
	}
	copied := new(api.Job)
	return copied, json.Unmarshal(text, copied)
}

// specified returns the part of a job document that a user specified, with sets in one order.
func specified(document object) object {
	return withoutBookkeeping(sorted("", document).(object))
}

// withoutBookkeeping returns a job document without empty values and without what the server writes for itself.
func withoutBookkeeping(document object) object {
	kept := withoutEmpty("", document).(object)
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

// elements returns the objects of a list, and nothing if the value is not a list.
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

// operands maps the spellings of a constraint's operator to the one that Nomad's documentation uses.
var operands = map[string]string{"==": "=", "is": "=", "not": "!=", "set_contains_all": "set_contains"}

// sorted sorts the sets, removes repeated constraints, and normalizes operators. It does not change entries: only a driver
// knows whether order matters in its Config.
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
		if field == "Constraints" {
			// The server adds the constraint for identities again at each registration. A repeated constraint has no effect.
			copied = slices.CompactFunc(copied, equal)
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

// EqualButZeros reports whether two jobs ask Nomad for the same, if a zero value of a field without a default is the same as none.
// Nomad returns such zero values for a job that was submitted without them.
func EqualButZeros(a, b *api.Job) bool {
	x, errX := canonical(a)
	y, errY := canonical(b)
	return errX == nil && errY == nil && equal(withoutZeros(x), withoutZeros(y))
}

// withoutZeros returns a canonical document without its zero values, nil if nothing is left.
func withoutZeros(value any) any {
	switch typed := value.(type) {
	case object:
		kept := object{}
		for name, each := range typed {
			if each = withoutZeros(each); each != nil {
				kept[name] = each
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case list:
		kept := make(list, len(typed))
		for i, each := range typed {
			kept[i] = withoutZeros(each)
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case string:
		if typed == "" {
			return nil
		}
	case bool:
		if !typed {
			return nil
		}
	case json.Number:
		if number, err := typed.Float64(); err == nil && number == 0 {
			return nil
		}
	}
	return value
}
