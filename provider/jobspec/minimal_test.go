package jobspec

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// See https://github.com/hashicorp/nomad/issues/20614: an imported job must keep the constraints that a user wrote.
func TestMinimalKeepsTheUsersOwnConstraintsOnVersions(t *testing.T) {
	constraints := `{"LTarget":"${attr.nomad.version}","Operand":"semver","RTarget":">= 1.11.0"},` +
		`{"LTarget":"${attr.consul.version}","Operand":"semver","RTarget":">= 1.20.0"},` +
		`{"LTarget":"${attr.os.signals}","Operand":"set_contains","RTarget":"SIGUSR2"}`
	text := `{"ID":"picky","Datacenters":["dc1"],"TaskGroups":[{"Name":"web","Constraints":[` + constraints + `],` +
		`"Services":[{"Name":"picky"}],"Tasks":[{"Name":"web","Driver":"docker"}]}]}`
	got, err := Minimal(completed(t, text))
	if err != nil || !sameJSON(t, got, text) {
		t.Errorf("got:  %s\nwant: %s\nerror %v", got, text, err)
	}
}

func TestMinimalLeavesOutTheConstraintsThatTheServerAdds(t *testing.T) {
	text := `{"ID":"web","Datacenters":["dc1"],"TaskGroups":[{"Name":"g","Networks":[{"Mode":"bridge"}],` +
		`"Services":[{"Name":"a"},{"Name":"b","Provider":"nomad","Checks":[{"Type":"tcp","Interval":1000000000,"Timeout":1000000000}]}],` +
		`"Tasks":[{"Name":"t","Driver":"docker","KillSignal":"SIGINT","Vault":{"Role":"r"}}]}]}`
	job := completed(t, text)
	group := job.TaskGroups[0]
	group.Services[0].Identity = &api.WorkloadIdentity{Name: "consul-service_a"}
	group.Tasks[0].Identities = []*api.WorkloadIdentity{{Name: "vault_default"}}
	for _, one := range [][3]string{
		{"${attr.consul.version}", "semver", ">= 1.8.0"}, {"${attr.nomad.version}", "semver", ">= 1.4.0"},
		{"${attr.nomad.version}", "semver", ">= 1.7.0-a"}, {"${attr.nomad.service_discovery}", "=", "true"},
		{"${attr.vault.version}", "semver", ">= 0.6.1"}, {"${attr.os.signals}", "set_contains", "SIGINT"},
		{"${attr.plugins.cni.version.bridge}", "semver", ">= 0.4.0"}, {"${attr.plugins.cni.version.firewall}", "semver", ">= 0.4.0"},
		{"${attr.plugins.cni.version.host-local}", "semver", ">= 0.4.0"}, {"${attr.plugins.cni.version.loopback}", "semver", ">= 0.4.0"},
		{"${attr.plugins.cni.version.portmap}", "semver", ">= 0.4.0"},
	} {
		group.Constraints = append(group.Constraints, api.NewConstraint(one[0], one[1], one[2]))
	}
	got, err := Minimal(job)
	if err != nil || !sameJSON(t, got, text) {
		t.Errorf("got:  %s\nwant: %s\nerror %v", got, text, err)
	}
}

// See https://github.com/hashicorp/terraform-provider-nomad/issues/637 and https://github.com/hashicorp/nomad/issues/20623.
func TestMinimalLeavesOutWhatConnectInjects(t *testing.T) {
	for name, override := range map[string]string{"": ``, "with sidecar_task": `,"SidecarTask":{"Resources":{"CPU":77}}`} {
		text := `{"ID":"web","Datacenters":["dc1"],"TaskGroups":[{"Name":"web","Networks":[{"Mode":"bridge"}],` +
			`"Services":[{"Name":"web","PortLabel":"8080","Connect":{"SidecarService":{}` + override + `}}],"Tasks":[{"Name":"web","Driver":"docker"}]}]}`
		job := completed(t, text)
		group := job.TaskGroups[0]
		proxy := sidecarTask("connect-proxy", "docker", group.Services[0], group)
		proxy.Name, proxy.Kind = "connect-proxy-web", "connect-proxy:web"
		zero := 0
		proxy.Resources.MemoryMaxMB, proxy.Resources.DiskMB, proxy.Resources.SecretsMB, proxy.Resources.IOPS = &zero, &zero, &zero, &zero // as the server writes them
		group.Tasks = append(group.Tasks, proxy)
		group.Networks[0].DynamicPorts = []api.Port{{Label: "connect-proxy-web", To: -1, HostNetwork: "default"}}
		got, err := Minimal(job)
		if err != nil || strings.Contains(got, "connect-proxy") || !strings.Contains(got, `"SidecarService":{}`) {
			t.Errorf("%s: got %s, error %v", name, got, err)
		}
		proxy.User = "somebody"
		if got, _ := Minimal(job); !strings.Contains(got, `"connect-proxy:web"`) {
			t.Errorf("%s: a sidecar task that was changed is left out: %s", name, got)
		}
	}
}

// completed returns a job with all default values.
func completed(t *testing.T, text string) *api.Job {
	t.Helper()
	job := decoded(t, text)
	job.Canonicalize()
	fillServerDefaults(job)
	return job
}

// The commands compare an imported job with the program without these values (cli/plan/imported-job.ts).
func TestMinimalLeavesOutTheDefaultsOfTheTable(t *testing.T) {
	text, err := os.ReadFile("defaults.json")
	if err != nil {
		t.Fatal(err)
	}
	var defaults map[string]any
	if err := json.Unmarshal(text, &defaults); err != nil {
		t.Fatal(err)
	}
	wire := strings.NewReplacer("parameterized.", "ParameterizedJob.", "groups.*.", "TaskGroups.")
	for path, value := range defaults {
		specification := object{"ID": "web", "Datacenters": list{"dc1"}, "TaskGroups": list{object{"Name": "g", "Tasks": list{object{"Name": "t", "Driver": "docker"}}}}}
		keys := strings.Split(wire.Replace(path), ".")
		parent := specification
		for _, key := range keys[:len(keys)-1] {
			switch inner := parent[key].(type) {
			case list:
				parent = inner[0].(object)
			default:
				parent[key] = object{"MetaRequired": list{"input"}}
				parent = parent[key].(object)
			}
		}
		key := strings.ToUpper(keys[len(keys)-1][:1]) + keys[len(keys)-1][1:]
		parent[key] = value
		written, err := json.Marshal(specification)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Minimal(completed(t, string(written)))
		delete(parent, key)
		want, _ := json.Marshal(specification)
		if err != nil || !sameJSON(t, got, string(want)) {
			t.Errorf("%s: got:  %s\nwant: %s\nerror %v", path, got, want, err)
		}
	}
}
