package acceptance

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// readAgain lists the attributes of which our state has another value than the state of the official provider, with the reason why
// its plan does not depend on that value. Null and a zero value are equal to it and not listed.
var readAgain = map[string]string{
	"consul_acl_auth_method.id":         "it looks the method up by its name and writes the id again",
	"consul_acl_token.policies":         "its refresh reads the policy of the attachment, too; the program ignores changes of it",
	"consul_config_entry.id":            "it looks the entry up by its kind and name and writes the id again",
	"nomad_acl_token.create_time":       "computed: its refresh writes it in another format",
	"nomad_job.deployment_id":           "computed: the deployment that an apply waited for",
	"nomad_job.deployment_status":       "computed: as deployment_id",
	"nomad_job.status":                  "computed: its refresh reads it",
	"nomad_job.modify_index":            "computed: its refresh reads it",
	"nomad_job.task_groups":             "computed: its refresh reads it",
	"nomad_job.allocation_ids":          "computed: its refresh reads it",
	"nomad_job.create_index":            "computed after version 2.5.2: its refresh reads it",
	"nomad_job.periodic_config":         "computed after version 2.5.2: its refresh reads it",
	"nomad_job.priority":                "computed after version 2.5.2: its refresh reads it",
	"nomad_job.submit_time":             "computed after version 2.5.2: its refresh reads it",
	"nomad_job.update_strategy":         "computed after version 2.5.2: its refresh reads it",
	"nomad_variable.items":              "the fixture has a placeholder; its refresh reads the items",
	"nomad_node_pool.node_identity_ttl": "computed after version 2.5.2: its refresh reads it",
	"nomad_scheduler_config.id":         "the cluster has one configuration, which it reads without the id",
}

// settingsOfJobs lists the attributes that only say what the provider does with a job. The official provider stores its defaults,
// ours stores nothing: the first plan of the official provider sets them, without a change of the job.
var settingsOfJobs = []string{"deregister_on_destroy", "deregister_on_id_change", "detach", "read_allocation_ids", "rerun_if_dead"}

// ownAttributes are attributes that the official provider does not have. It drops them when it reads the state.
var ownAttributes = []string{
	"nomad_job.fail_fast", "nomad_job.newer_fields", "nomad_job.protect", "nomad_job.scheduler",
	"nomad_namespace.optional_extra_claims", "nomad_namespace.required_extra_claims", "nomad_variable.items_wo_hash",
	"nomad_csi_volume.secrets_wo_hash", "nomad_csi_volume_registration.secrets_wo_hash",
	"consul_acl_auth_method.config_json_wo", "consul_acl_auth_method.config_json_wo_hash",
	"consul_keys.values_wo", "consul_keys.values_wo_hash", "consul_key_prefix.subkeys_wo", "consul_key_prefix.subkeys_wo_hash",
}

// newerAttributes are attributes that the official provider has after 2.5.2. The one before drops them when it reads the state.
var newerAttributes = []string{
	"nomad_job.preserve_counts", "nomad_job.preserve_resources", "nomad_variable.items_wo", "nomad_variable.items_wo_version",
	"nomad_csi_volume.secrets_wo", "nomad_csi_volume.secrets_wo_version",
	"nomad_csi_volume_registration.secrets_wo", "nomad_csi_volume_registration.secrets_wo_version",
}

// officialVersions are the schema versions of the official providers after 2.5.2: Terraform refuses a state of a later version.
var officialVersions = map[string]float64{"nomad_acl_auth_method": 1, "consul_keys": 1}

// unlike lists the attributes of our state for which a plan of the official provider would not be empty.
func unlike(t *testing.T, official, own stateFile) []string {
	t.Helper()
	theirs := map[string]stateResource{}
	for _, resource := range official.Resources {
		theirs[resource.Type+"."+resource.Name] = resource
	}
	var found []string
	for _, resource := range own.Resources {
		address := resource.Type + "." + resource.Name
		if _, has := theirs[address]; !has {
			found = append(found, address+" is not in the state of the official provider")
			continue
		}
		if version, _ := resource.Instances[0]["schema_version"].(float64); version > officialVersions[resource.Type] {
			found = append(found, fmt.Sprintf("%s has the schema version %v", address, version))
		}
		ours, want := resource.attributes(), theirs[address].attributes()
		for _, name := range slices.Sorted(maps.Keys(ours)) {
			path := resource.Type + "." + name
			was, has := want[name]
			switch {
			case readAgain[path] != "", slices.Contains(ownAttributes, path):
			case resource.Type == "nomad_job" && slices.Contains(settingsOfJobs, name):
			case !has && slices.Contains(newerAttributes, path):
			case !has:
				found = append(found, address+"."+name+" is not an attribute of the official provider")
			case asJSON(t, withoutZeros(ours[name])) != asJSON(t, withoutZeros(was)):
				found = append(found, fmt.Sprintf("%s.%s is %s, officially %s", address, name, asJSON(t, ours[name]), asJSON(t, was)))
			}
		}
	}
	return found
}

// withoutZeros removes what the official providers take for not set. Texts that are JSON are compared as JSON, durations as durations.
func withoutZeros(value any) any {
	switch typed := value.(type) {
	case string:
		var document object
		if duration, err := time.ParseDuration(typed); err == nil {
			return withoutZeros(float64(duration))
		}
		if json.Unmarshal([]byte(typed), &document) == nil {
			return withoutZeros(document)
		}
		if typed == "" || typed == "0 B" || typed == "${auth_method_type}-${auth_method_name}" {
			return nil
		}
	case bool:
		if !typed {
			return nil
		}
	case float64:
		if typed == 0 {
			return nil
		}
	case []any:
		var kept []any
		for _, each := range typed {
			if each = withoutZeros(each); each != nil {
				kept = append(kept, each)
			}
		}
		if len(kept) == 0 {
			return nil
		}
		if len(kept) == 1 { // a block that became a single one
			if one, is := kept[0].(object); is {
				return one
			}
		}
		slices.SortFunc(kept, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }) // most are sets
		return kept
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
	}
	return value
}
