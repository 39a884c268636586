package acceptance

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// notOnALab are the data sources that need what a lab does not have.
var notOnALab = map[string]string{
	"nomad_plugin":   "a CSI plugin; the lists of plugins and volumes are read",
	"consul_peering": "a second cluster; the list of peerings is read",
}

// everyDataSource declares objects and, for each type, a data source that reads one of them or a list.
func everyDataSource(s *stack) {
	name := s.name()
	s.providers = object{"nomad": object{}, "consul": object{}}
	s.namespace(object{"description": "of a test", "meta": object{"owner": "a"}, "capabilities": []any{object{"enabled_task_drivers": []string{"raw_exec"}}}})
	s.with("nomad_variable", "it", object{"path": name, "items": object{"password": "planted-in-a-variable"}})
	s.with("nomad_acl_policy", "it", object{"name": name, "rules_hcl": `namespace "default" { policy = "read" }`, "description": "d"})
	s.with("nomad_acl_role", "it", object{"name": name, "policy": []any{object{"name": "${nomad_acl_policy.it.name}"}}})
	s.with("nomad_acl_token", "it", object{"name": name, "type": "client", "policies": []string{"${nomad_acl_policy.it.name}"}, "expiration_ttl": "60m"})
	s.with("nomad_node_pool", "it", object{"name": name, "description": "d", "meta": object{"a": "b"}})
	s.with("nomad_dynamic_host_volume", "it", object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.job(sleeper(name, func(job, group, _ object) {
		job["Meta"] = object{"a": "b"}
		group["Services"] = []any{object{"Name": name, "Provider": "nomad", "Tags": []string{"one"}}}
		group["Scaling"] = object{"Enabled": false, "Min": 1, "Max": 3, "Type": "horizontal", "Policy": object{"cooldown": "1m"}}
	}))
	workloadIdentity(s)
	s.with("consul_acl_token", "it", object{"description": name, "policies": []string{"${consul_acl_policy.p.name}"}})
	s.with("consul_keys", "it", object{"key": []any{object{"path": name + "/a", "value": "one", "delete": true}}})
	s.with("consul_config_entry", "it", object{"kind": "service-defaults", "name": name, "config_json": `{"Protocol":"http"}`})

	for kind, arguments := range map[string]object{
		"nomad_acl_policies":         {"prefix": "${nomad_acl_policy.it.name}"},
		"nomad_acl_policy":           {"name": "${nomad_acl_policy.it.name}"},
		"nomad_acl_role":             {"id": "${nomad_acl_role.it.id}"},
		"nomad_acl_roles":            {"prefix": "${nomad_acl_role.it.id}"},
		"nomad_acl_token":            {"accessor_id": "${nomad_acl_token.it.accessor_id}"},
		"nomad_acl_tokens":           {"prefix": "${nomad_acl_token.it.accessor_id}"},
		"nomad_allocations":          {"filter": `JobID == "${nomad_job.job.id}"`},
		"nomad_datacenters":          {"ignore_down_nodes": true},
		"nomad_deployments":          {},
		"nomad_dynamic_host_volume":  {"id": "${nomad_dynamic_host_volume.it.id}"},
		"nomad_job":                  {"job_id": "${nomad_job.job.id}"},
		"nomad_job_parser":           {"hcl": "variable \"count\" {}\njob \"" + name + "\" {\n  group \"g\" {\n    count = var.count\n    task \"t\" {\n      driver = \"raw_exec\"\n    }\n  }\n}", "variables": "count = 2"},
		"nomad_jwks":                 {},
		"nomad_namespace":            {"name": "${nomad_namespace.ns.name}"},
		"nomad_namespaces":           {},
		"nomad_node":                 {"node_id": "${data.nomad_nodes.it.nodes[0].id}"},
		"nomad_node_pool":            {"name": "${nomad_node_pool.it.name}"},
		"nomad_node_pools":           {"prefix": "${nomad_node_pool.it.name}"},
		"nomad_nodes":                {"os": true, "resources": true},
		"nomad_plugins":              {},
		"nomad_regions":              {},
		"nomad_scaling_policies":     {"job_id": "${nomad_job.job.id}"},
		"nomad_scaling_policy":       {"id": "${data.nomad_scaling_policies.it.policies[0].id}"},
		"nomad_scheduler_config":     {},
		"nomad_service":              {"service_name": name, "depends_on": []string{"nomad_job.job"}},
		"nomad_services":             {"namespace": "*", "depends_on": []string{"nomad_job.job"}},
		"nomad_variable":             {"path": "${nomad_variable.it.path}"},
		"nomad_volumes":              {},
		"consul_acl_auth_method":     {"name": "${consul_acl_auth_method.m.name}"},
		"consul_acl_policy":          {"name": "${consul_acl_policy.p.name}"},
		"consul_acl_role":            {"name": "${consul_acl_role.r.name}"},
		"consul_acl_token":           {"accessor_id": "${consul_acl_token.it.accessor_id}"},
		"consul_acl_token_secret_id": {"accessor_id": "${consul_acl_token.it.accessor_id}"},
		"consul_agent_config":        {},
		"consul_autopilot_health":    {},
		"consul_catalog_nodes":       {"query_options": []any{object{"require_consistent": true}}},
		"consul_catalog_service":     {"name": "consul"},
		"consul_catalog_services":    {},
		"consul_config_entry":        {"kind": "service-defaults", "name": "${consul_config_entry.it.name}"},
		"consul_datacenters":         {},
		"consul_key_prefix":          {"path_prefix": name + "/", "depends_on": []string{"consul_keys.it"}},
		"consul_keys":                {"key": []any{object{"name": "a", "path": name + "/a"}, object{"name": "b", "path": name + "/b", "default": "two"}}, "depends_on": []string{"consul_keys.it"}},
		"consul_nodes":               {},
		"consul_peerings":            {},
		"consul_service":             {"name": "consul"},
		"consul_service_health":      {"name": "consul", "wait_for": "10s"},
		"consul_services":            {},
	} {
		s.reads(kind, "it", arguments)
	}
}

// dataOf returns the attributes of the data sources in the state.
func dataOf(t *testing.T, s *stack) map[string]object {
	t.Helper()
	found := map[string]object{}
	for _, resource := range readState(t, filepath.Join(s.dir, "terraform.tfstate")).Resources {
		if resource.Mode == "data" {
			found[resource.Type] = resource.attributes()
		}
	}
	return found
}

// at returns the value at a path, such as "nodes.0.name"; nil if there is none.
func at(value any, path string) any {
	for step := range strings.SplitSeq(path, ".") {
		switch inner := value.(type) {
		case object:
			value = inner[step]
		case []any:
			index, err := strconv.Atoi(step)
			if err != nil || index >= len(inner) {
				return nil
			}
			value = inner[index]
		default:
			return nil
		}
	}
	return value
}

// secretsOf returns the secrets of the tokens that the stack created, as the servers have them.
func secretsOf(t *testing.T, s *stack) (ofNomad, ofConsul string) {
	t.Helper()
	state := readState(t, filepath.Join(s.dir, "terraform.tfstate"))
	for _, resource := range state.Resources {
		accessor, _ := resource.attributes()["accessor_id"].(string)
		switch {
		case resource.Mode == "managed" && resource.Type == "nomad_acl_token":
			token, _, err := s.nomad.ACLTokens().Info(accessor, nil)
			if err != nil {
				t.Fatal(err)
			}
			ofNomad = token.SecretID
		case resource.Mode == "managed" && resource.Type == "consul_acl_token":
			token, _, err := consulACL(t).TokenRead(accessor, nil)
			if err != nil {
				t.Fatal(err)
			}
			ofConsul = token.SecretID
		}
	}
	return ofNomad, ofConsul
}

func TestEveryDataSourceReadsTheCluster(t *testing.T) {
	s := newConsulStack(t)
	everyDataSource(s)
	s.run("init")
	s.apply()
	s.empty()
	found, name := dataOf(t, s), s.name()
	nomadSecret, consulSecret := secretsOf(t, s)
	datacenters, err := consulClient(t).Catalog().Datacenters()
	if err != nil {
		t.Fatal(err)
	}

	text, err := os.ReadFile(filepath.Join("..", "internal", "source", "types.json"))
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	if err := json.Unmarshal(text, &served); err != nil {
		t.Fatal(err)
	}
	for _, kind := range served {
		if isRead := found[kind] != nil; isRead == (notOnALab[kind] != "") {
			t.Errorf("%s: read=%t, and notOnALab says %q", kind, isRead, notOnALab[kind])
		}
	}

	node := object{}
	if nodes, _ := found["nomad_nodes"]["nodes"].([]any); len(nodes) > 0 {
		node, _ = nodes[0].(object)
	}
	for _, want := range []struct {
		kind, path string
		value      any
	}{
		{"nomad_acl_policies", "policies.0.name", name},
		{"nomad_acl_policy", "description", "d"},
		{"nomad_acl_role", "policies.0.name", name},
		{"nomad_acl_roles", "acl_roles.0.name", name},
		{"nomad_acl_token", "secret_id", nomadSecret},
		{"nomad_acl_token", "expiration_ttl", "1h0m0s"},
		{"nomad_acl_tokens", "acl_tokens.0.name", name},
		{"nomad_allocations", "allocations.0.job_id", name},
		{"nomad_dynamic_host_volume", "state", "ready"},
		{"nomad_dynamic_host_volume", "capability.0.access_mode", "single-node-writer"},
		{"nomad_job", "status", "running"},
		{"nomad_job", "task_groups.0.task.0.driver", "raw_exec"},
		{"nomad_job", "task_groups.0.update_strategy.0.min_healthy_time", "200ms"},
		{"nomad_job_parser", "id", name},
		{"nomad_jwks", "keys.0.key_use", "sig"},
		{"nomad_namespace", "meta.owner", "a"},
		{"nomad_namespace", "capabilities.0.enabled_task_drivers.0", "raw_exec"},
		{"nomad_node", "name", node["name"]},
		{"nomad_node", "node_resources", node["node_resources"]},
		{"nomad_node_pool", "meta.a", "b"},
		{"nomad_node_pools", "node_pools.0.name", name},
		{"nomad_regions", "regions.0", "global"},
		{"nomad_scaling_policy", "max", 3.0},
		{"nomad_scaling_policy", "policy", `{"cooldown":"1m"}`},
		{"nomad_service", "registrations.0.tags.0", "one"},
		{"nomad_variable", "items.password", "planted-in-a-variable"},
		{"consul_acl_auth_method", "type", "jwt"},
		{"consul_acl_policy", "description", "d"},
		{"consul_acl_role", "service_identities.0.service_name", "web"},
		{"consul_acl_token", "policies.0.name", name},
		{"consul_acl_token_secret_id", "secret_id", consulSecret},
		{"consul_agent_config", "datacenter", datacenters[0]},
		{"consul_autopilot_health", "healthy", true},
		{"consul_catalog_nodes", "datacenter", datacenters[0]},
		{"consul_catalog_service", "service.0.name", "consul"},
		{"consul_catalog_services", "services.consul", ""},
		{"consul_config_entry", "id", "service-defaults/" + name},
		{"consul_datacenters", "datacenters.0", datacenters[0]},
		{"consul_key_prefix", "subkeys.a", "one"},
		{"consul_keys", "var.a", "one"},
		{"consul_keys", "var.b", "two"},
		{"consul_service_health", "results.0.service.0.name", "consul"},
	} {
		if got := at(found[want.kind], want.path); !reflect.DeepEqual(got, want.value) {
			t.Errorf("%s.%s: got %v, want %v", want.kind, want.path, got, want.value)
		}
	}

	shown := s.run("show")
	lacks(t, shown, "planted-in-a-variable", nomadSecret, consulSecret)
}

func TestADataSourceOfAnObjectThatDoesNotExistIsAnErrorOfThePlan(t *testing.T) {
	s := newConsulStack(t)
	s.providers = object{"nomad": object{}, "consul": object{}}
	name := s.name()
	s.reads("nomad_node_pool", "it", object{"name": name}).reads("consul_acl_policy", "it", object{"name": name})
	s.reads("nomad_variable", "it", object{"path": name}).reads("consul_acl_token", "it", object{"accessor_id": "00000000-0000-4000-8000-000000000000"})
	s.run("init")
	s.refused("[node pool "+name+"] does not exist (reference-missing)", "[variable "+name+"] does not exist (reference-missing)",
		"[acl policy "+name+"] does not exist (reference-missing)", "[acl token 00000000-0000-4000-8000-000000000000] does not exist (reference-missing)")
	s.sources = nil
	s.reads("nomad_acl_policies", "it", object{})
	rights := s.env
	s.env = append(append([]string{}, rights...), "NOMAD_TOKEN=00000000-0000-4000-8000-000000000000")
	s.refused("[acl policies] cannot be read (read-failed)", "Permission denied")
	s.env = rights
}
