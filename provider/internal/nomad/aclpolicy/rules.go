package aclpolicy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"cdknomad/jobspec/nearest"
	"cdknomad/provider/internal/oldhcl"
)

// block is what Nomad accepts within one kind of rule.
type block struct {
	named        bool     // whether the block carries a name, as namespace "dns" does
	policies     []string // allowed values of policy; none: there is no policy
	capabilities []string // allowed values of capabilities; none: there are no capabilities
}

var coarse = []string{"deny", "read", "write"}

// blocks are the rules of an ACL policy.
//
// See https://developer.hashicorp.com/nomad/docs/other-specifications/acl-policy
var blocks = map[string]block{
	"namespace": {true, []string{"deny", "read", "write", "scale"}, []string{
		"alloc-exec", "alloc-lifecycle", "alloc-node-exec", "cancel-deployment", "csi-list-volume", "csi-mount-volume",
		"csi-read-volume", "csi-register-plugin", "csi-write-volume", "delete-service-registration", "deny",
		"deregister-job", "dispatch-job", "evaluate-job", "fail-deployment", "force-periodic-job", "gc-allocation",
		"host-volume-create", "host-volume-delete", "host-volume-read", "host-volume-register", "host-volume-write",
		"list-jobs", "list-scaling-policies", "parse-job", "pause-allocation", "pause-deployment", "plan-job",
		"promote-deployment", "purge-job", "read-fs", "read-job", "read-job-scaling", "read-logs", "read-scaling-policy",
		"register-job", "revert-job", "scale-job", "sentinel-override", "set-alloc-health-deployment", "stable-job",
		"submit-job", "submit-recommendation", "tag-job-version", "unblock-deployment",
	}},
	"node_pool":   {true, coarse, []string{"delete", "deny", "read", "write"}},
	"host_volume": {true, coarse, []string{"deny", "mount-readonly", "mount-readwrite"}},
	"agent":       {false, coarse, nil},
	"node":        {false, coarse, nil},
	"operator": {false, coarse, []string{
		"deny", "keyring-delete", "keyring-read", "keyring-rotate", "license-read", "snapshot-save",
	}},
	"sentinel": {false, coarse, []string{"deny", "sentinel-delete", "sentinel-read", "sentinel-submit"}},
	"quota":    {false, coarse, nil},
	"plugin":   {false, []string{"deny", "list", "read", "write"}, nil},
}

var variableCapabilities = []string{"deny", "destroy", "list", "read", "write"}

// sameRules says whether two texts state the same rules.
func sameRules(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := oldhcl.Decode(a)
	y, errY := oldhcl.Decode(b)
	return errX == nil && errY == nil && reflect.DeepEqual(x, y)
}

// checkRules gives everything that Nomad would refuse, or ignore to the harm of its author, one message each.
func checkRules(rules string) []string {
	parsed, err := oldhcl.Decode(rules)
	if err != nil {
		return []string{err.Error()}
	}
	if len(parsed) == 0 {
		return []string{"there is no rule; a policy has at least one block such as namespace \"default\" { policy = \"read\" }"}
	}
	var problems []string
	for _, kind := range sortedKeys(parsed) {
		allowed, known := blocks[kind]
		if !known {
			problems = append(problems, unknown(kind, "rule", sortedKeys(blocks)))
			continue
		}
		for _, entry := range entries(parsed[kind]) {
			if !allowed.named {
				problems = append(problems, checkBlock(kind, entry, allowed)...)
				continue
			}
			for _, name := range sortedKeys(entry) {
				bodies := entries(entry[name])
				if bodies == nil {
					problems = append(problems, fmt.Sprintf("%s: has no name; write %s \"NAME\" { ... }", kind, kind))
				}
				for _, body := range bodies {
					problems = append(problems, checkBlock(fmt.Sprintf("%s %q", kind, name), body, allowed)...)
				}
			}
		}
	}
	return problems
}

func checkBlock(where string, body map[string]any, allowed block) []string {
	var problems []string
	keys := []string{"policy"}
	if allowed.capabilities != nil {
		keys = append(keys, "capabilities")
	}
	isNamespace := strings.HasPrefix(where, "namespace ")
	if isNamespace {
		keys = append(keys, "variables")
	}
	if len(body) == 0 {
		problems = append(problems, fmt.Sprintf("%s: is empty; set one of %s", where, strings.Join(keys, ", ")))
	}
	for _, key := range sortedKeys(body) {
		switch {
		case !slices.Contains(keys, key):
			problems = append(problems, where+": "+unknown(key, "key", keys))
		case key == "policy":
			if value, _ := body[key].(string); !slices.Contains(allowed.policies, value) {
				problems = append(problems, fmt.Sprintf("%s: policy: got %v, want one of %s", where, body[key], strings.Join(allowed.policies, ", ")))
			}
		case key == "capabilities":
			problems = append(problems, checkCapabilities(where, body[key], allowed.capabilities)...)
		case key == "variables":
			for _, variables := range entries(body[key]) {
				problems = append(problems, checkVariables(where+" variables", variables)...)
			}
		}
	}
	return problems
}

func checkVariables(where string, body map[string]any) []string {
	var problems []string
	for _, key := range sortedKeys(body) {
		if key != "path" {
			problems = append(problems, where+": "+unknown(key, "key", []string{"path"}))
			continue
		}
		for _, paths := range entries(body[key]) {
			for _, path := range sortedKeys(paths) {
				for _, rule := range entries(paths[path]) {
					problems = append(problems, checkCapabilities(fmt.Sprintf("%s path %q", where, path), rule["capabilities"], variableCapabilities)...)
				}
			}
		}
	}
	return problems
}

func checkCapabilities(where string, value any, allowed []string) []string {
	given, ok := value.([]any)
	if !ok {
		return []string{fmt.Sprintf("%s: capabilities: got no list, want a list of some of %s", where, strings.Join(allowed, ", "))}
	}
	var problems []string
	for _, capability := range given {
		if name, _ := capability.(string); !slices.Contains(allowed, name) {
			problems = append(problems, fmt.Sprintf("%s: capabilities: %s", where, unknown(fmt.Sprint(capability), "capability", allowed)))
		}
	}
	return problems
}

func unknown(got, what string, allowed []string) string {
	fix := "want one of " + strings.Join(allowed, ", ")
	if near := nearest.Name(got, allowed); near != "" {
		fix = "did you mean " + near + "?"
	}
	return fmt.Sprintf("nomad knows no %s %q; %s", what, got, fix)
}

// entries gives the bodies of a block, which HCL holds as a list even if there is one; nil if it is no block.
func entries(value any) []map[string]any {
	switch v := value.(type) {
	case []map[string]any:
		return v
	case map[string]any:
		return []map[string]any{v}
	}
	return nil
}

func sortedKeys[V any](values map[string]V) []string {
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
