package acceptance

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/consul/api"
)

func consulClient(t *testing.T) *api.Client {
	t.Helper()
	client, err := api.NewClient(api.DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// consulPolicies makes policies and a role of the first for a test, and takes them away again.
func consulPolicies(t *testing.T, acl *api.ACL, names ...string) {
	t.Helper()
	for _, name := range names {
		created, _, err := acl.PolicyCreate(&api.ACLPolicy{Name: name, Rules: `key_prefix "x/" { policy = "read" }`}, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _, _ = acl.PolicyDelete(created.ID, nil) })
	}
	role, _, err := acl.RoleCreate(&api.ACLRole{Name: names[0], Policies: []*api.ACLLink{{Name: names[0]}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = acl.RoleDelete(role.ID, nil) })
}

func TestAConsulTokenLives(t *testing.T) {
	s := newConsulStack(t)
	acl := consulClient(t).ACL()
	name := s.name()
	consulPolicies(t, acl, name+"-a", name+"-b")
	const accessor = "4e1f0000-1111-4222-8333-000000000001"
	s.with("consul_acl_token", "it", object{"accessor_id": accessor, "description": name, "policies": []string{name + "-a"}, "roles": []string{name + "-a"},
		"expiration_time":    time.Now().Add(3 * time.Hour).Format(time.RFC3339),
		"service_identities": []any{object{"service_name": "web", "datacenters": []string{"dc1"}}, object{"service_name": "api", "datacenters": []string{"dc1"}}},
		"node_identities":    []any{object{"node_name": "n1", "datacenter": "dc1"}},
		"templated_policies": []any{object{"template_name": "builtin/service", "template_variables": []any{object{"name": "web"}}}}})
	t.Cleanup(func() { _, _ = acl.TokenDelete(accessor, nil) })
	change := func(edit func(*api.ACLToken)) func() error {
		return func() error {
			token, _, err := acl.TokenRead(accessor, nil)
			if err != nil {
				return err
			}
			edit(token)
			_, _, err = acl.TokenUpdate(token, nil)
			return err
		}
	}
	s.apply()
	token, _, err := acl.TokenRead(accessor, nil)
	if err != nil {
		t.Fatal(err)
	}
	lacks(t, s.run("plan")+s.run("show", "-json"), token.SecretID)
	s.lives(life{
		kind: "consul_acl_token",
		drifts: []drift{
			{"description", change(func(t *api.ACLToken) { t.Description = "by hand" }), []string{`~ description = "by hand" -> "` + name + `"`}},
			{"policies", change(func(t *api.ACLToken) { t.Policies = []*api.ACLLink{{Name: name + "-b"}} }), []string{`- "` + name + `-b"`, `+ "` + name + `-a"`}},
			{"roles", change(func(t *api.ACLToken) { t.Roles = nil }), []string{`+ "` + name + `-a"`}},
			{"services", change(func(t *api.ACLToken) { t.ServiceIdentities[0].ServiceName = "other" }), []string{`"other" -> "`}},
			{"nodes", change(func(t *api.ACLToken) { t.NodeIdentities = nil }), []string{"+ node_identities {"}},
			{"templates", change(func(t *api.ACLToken) { t.TemplatedPolicies[0].TemplateVariables.Name = "x" }), []string{`~ name = "x" -> "web"`}},
		},
		remove:   func() error { _, err := acl.TokenDelete(accessor, nil); return err },
		importID: func() string { return accessor },
		exists:   func() bool { token, _, _ := acl.TokenRead(accessor, nil); return token != nil },
	})
}

func TestConsulTokensAreRefusedOrAdopted(t *testing.T) {
	s := newConsulStack(t)
	acl := consulClient(t).ACL()
	for want, attributes := range map[string]object{
		"namespace: is a feature of consul enterprise, which this provider does not support; leave it out": {"namespace": "x"},
		"partition: is a feature of consul enterprise":                                                     {"partition": "x"},
		`accessor_id: got "x", want a UUID in lower case`:                                                  {"accessor_id": "x"},
		`expiration_time: got "soon", want a time such as 2030-01-31T12:00:00Z`:                            {"expiration_time": "soon"},
	} {
		s.with("consul_acl_token", "it", attributes)
		s.refused(want)
	}
	const accessor = "4e1f0000-1111-4222-8333-000000000002"
	created, _, err := acl.TokenCreate(&api.ACLToken{AccessorID: accessor, Description: "d"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.with("consul_acl_token", "it", object{"accessor_id": accessor, "description": "other"})
	s.refused("exists already", "terraform import ADDRESS "+accessor)
	s.with("consul_acl_token", "it", object{"accessor_id": accessor, "description": "d"})
	s.repairs()
	if found, _, err := acl.TokenRead(accessor, nil); err != nil || found.SecretID != created.SecretID {
		t.Fatalf("want the token adopted as it was, got error %v", err)
	}
}

func TestAttachmentsToATokenLiveSideBySide(t *testing.T) {
	s := newConsulStack(t)
	acl := consulClient(t).ACL()
	name := s.name()
	names := []string{name + "-a", name + "-b", name + "-c", name + "-d"}
	consulPolicies(t, acl, names...)
	token, _, err := acl.TokenCreate(&api.ACLToken{Description: "theirs", ServiceIdentities: []*api.ACLServiceIdentity{{ServiceName: "web"}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = acl.TokenDelete(token.AccessorID, nil) })
	for i, policy := range names {
		s.with("consul_acl_token_policy_attachment", fmt.Sprintf("p%d", i), object{"token_id": token.AccessorID, "policy": policy})
	}
	s.with("consul_acl_token_role_attachment", "it", object{"token_id": token.AccessorID, "role": names[0]})
	s.apply()
	s.empty()
	current := func() *api.ACLToken {
		found, _, err := acl.TokenRead(token.AccessorID, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if found := current(); len(found.Policies) != len(names) || len(found.Roles) != 1 || len(found.ServiceIdentities) != 1 || found.Description != "theirs" {
		t.Fatalf("after the apply the token has %d policies, %d roles, %d service identities, description %q",
			len(found.Policies), len(found.Roles), len(found.ServiceIdentities), found.Description)
	}
	found := current()
	found.Policies, found.Roles = found.Policies[1:], nil
	if _, _, err := acl.TokenUpdate(found, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("2 to add, 0 to change, 0 to destroy")
	s.repairs()
	s.imports("consul_acl_token_policy_attachment.p0", token.AccessorID+":"+names[0])
	s.imports("consul_acl_token_role_attachment.it", token.AccessorID+":"+names[0])
	s.run("destroy", "-auto-approve")
	if found := current(); len(found.Policies)+len(found.Roles) != 0 || found.Description != "theirs" {
		t.Fatalf("after destroy the token has %d policies, %d roles, description %q", len(found.Policies), len(found.Roles), found.Description)
	}
	s.with("consul_acl_token_role_attachment", "it", object{"token_id": "anonymous", "role": names[0]})
	s.refused(`token_id: got "anonymous", want the accessor id of a token, a UUID in lower case`)
}

func TestConsulKeysLive(t *testing.T) {
	s := newConsulStack(t)
	kv := consulClient(t).KV()
	name := s.name()
	t.Cleanup(func() { _, _ = kv.DeleteTree(name+"/", nil) })
	if _, err := kv.Put(&api.KVPair{Key: name + "/read", Value: []byte("from outside")}, nil); err != nil {
		t.Fatal(err)
	}
	s.with("consul_keys", "it", object{"key": []any{
		object{"path": name + "/a", "value": "1", "delete": true},
		object{"path": name + "/b", "value": "2", "flags": 7, "delete": true},
		object{"path": name + "/gone", "value": "4", "delete": true},
		object{"path": name + "/kept", "value": "3"},
		object{"path": name + "/read", "name": "seen"},
		object{"path": name + "/missing", "name": "unseen", "default": "fallback"},
	}})
	put := func(key, value string, flags uint64) func() error {
		return func() error {
			_, err := kv.Put(&api.KVPair{Key: name + "/" + key, Value: []byte(value), Flags: flags}, nil)
			return err
		}
	}
	s.apply()
	s.empty()
	contains(t, s.run("show"), `"seen" = "from outside"`, `"unseen" = "fallback"`)
	for _, drift := range []drift{
		{"value", put("a", "other", 0), []string{`- value = "other" -> null`, `+ value = "1"`, "were changed outside of terraform", name + "/a: written by another client"}},
		{"flags", put("b", "2", 8), []string{"- flags = 8 -> null", "+ flags = 7"}},
		{"removed", func() error { _, err := kv.Delete(name+"/a", nil); return err }, []string{`+ path = "` + name + `/a"`, "0 to add, 1 to change, 0 to destroy"}},
	} {
		if err := drift.change(); err != nil {
			t.Fatal(err)
		}
		s.differs(drift.lines...)
		s.repairs()
	}
	if err := put("read", "changed", 0)(); err != nil {
		t.Fatal(err)
	}
	s.repairs()
	contains(t, s.run("show"), `"seen" = "changed"`)
	keys := []any{object{"path": name + "/a", "value": "1"}, object{"path": name + "/b", "value": "2", "flags": 7}}
	s.with("consul_keys", "it", object{"key": keys})
	s.apply()
	if pair, _, _ := kv.Get(name+"/gone", nil); pair != nil {
		t.Fatal("a deletable key that left the configuration is still there")
	}
	if pair, _, _ := kv.Get(name+"/kept", nil); pair == nil {
		t.Fatal("a key that is not deletable went with the configuration")
	}
	s.imports("consul_keys.it", name+"/a,"+name+"/b")
	for _, key := range []string{"a", "b"} {
		if _, err := kv.Delete(name+"/"+key, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.differs("1 to add, 0 to change, 0 to destroy")
	s.with("consul_keys", "it", object{"key": []any{object{"path": name + "/a", "value": "1", "delete": true}, object{"path": name + "/b", "value": "2", "flags": 7, "delete": true}}})
	s.repairs()
	s.run("destroy", "-auto-approve")
	if pair, _, _ := kv.Get(name+"/a", nil); pair != nil {
		t.Fatal("the key is still there after destroy")
	}
}

func TestAValueThatIsTooBigForATransactionIsWritten(t *testing.T) {
	s := newConsulStack(t)
	kv := consulClient(t).KV()
	path := s.name() + "/big"
	t.Cleanup(func() { _, _ = kv.DeleteTree(s.name()+"/", nil) })
	value := strings.Repeat("x", 400<<10)
	s.with("consul_keys", "it", object{"key": []any{object{"path": path, "value": value, "delete": true}, object{"path": s.name() + "/small", "value": "1", "delete": true}}})
	s.apply()
	s.empty()
	if pair, _, _ := kv.Get(path, nil); pair == nil || string(pair.Value) != value {
		t.Fatal("the value is not what was asked for")
	}
	s.run("destroy", "-auto-approve")
	if pair, _, _ := kv.Get(path, nil); pair != nil {
		t.Fatal("the key is still there after destroy")
	}
}

func TestKeysWrittenByOthersAreNeitherOverwrittenNorDeleted(t *testing.T) {
	s := newConsulStack(t)
	kv := consulClient(t).KV()
	path := s.name() + "/a"
	t.Cleanup(func() { _, _ = kv.DeleteTree(s.name()+"/", nil) })
	put := func(value string) {
		t.Helper()
		if _, err := kv.Put(&api.KVPair{Key: path, Value: []byte(value)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.with("consul_keys", "it", object{"key": []any{object{"path": path, "value": "1", "delete": true}}})
	s.run("plan", "-out=plan")
	put("theirs")
	contains(t, s.fails("apply", "plan"), "exist already", path+": not in Terraform's state, with another value")
	s.refused("exist already", "terraform import ADDRESS "+path)
	put("1")
	s.repairs()
	s.with("consul_keys", "it", object{"key": []any{object{"path": path, "value": "2", "delete": true}}})
	s.run("plan", "-out=plan")
	put("theirs")
	contains(t, s.fails("apply", "plan"), path+": another client wrote there after the plan")
	s.repairs()
	put("theirs")
	contains(t, s.fails("destroy", "-auto-approve"), path+": written by another client after the last apply, and deleting would lose that")
	s.without("consul_keys", "it")
	s.refused("were changed outside of terraform")
	put("2")
	s.run("plan", "-out=plan")
	put("theirs")
	contains(t, s.fails("apply", "plan"), "changed since they were planned")
	if pair, _, _ := kv.Get(path, nil); pair == nil || string(pair.Value) != "theirs" {
		t.Fatal("what another client wrote is gone")
	}
}

func TestConsulKeysAreRefusedAtPlan(t *testing.T) {
	s := newConsulStack(t)
	for want, attributes := range map[string]object{
		`key.path: got "/a", want a path that does not begin with a slash`:               {"key": []any{object{"path": "/a", "value": "1"}}},
		`key.path: got "a" twice, a key can have one value only`:                         {"key": []any{object{"path": "a", "value": "1"}, object{"path": "a", "value": "2"}}},
		"token: is deprecated and would be in the state; give the token to the provider": {"token": "t", "key": []any{object{"path": "a", "value": "1"}}},
		"namespace: is a feature of consul enterprise":                                   {"namespace": "x"},
		"got a value of 524289 bytes, at most 524288 are allowed":                        {"key": []any{object{"path": "a", "value": strings.Repeat("x", 524289)}}},
	} {
		s.with("consul_keys", "it", attributes)
		s.refused(want)
	}
	s.without("consul_keys", "it")
	for want, attributes := range map[string]object{
		`path_prefix: got "", want a prefix`:                     {"path_prefix": "", "subkeys": object{"a": "1"}},
		`subkey "a": given twice, a key can have one value only`: {"path_prefix": "p/", "subkeys": object{"a": "1"}, "subkey": []any{object{"path": "a", "value": "2"}}},
		`partition: is a feature of consul enterprise`:           {"path_prefix": "p/", "partition": "x"},
	} {
		s.with("consul_key_prefix", "it", attributes)
		s.refused(want)
	}
}

func TestAKeyPrefixLives(t *testing.T) {
	s := newConsulStack(t)
	kv := consulClient(t).KV()
	prefix := s.name() + "/"
	t.Cleanup(func() { _, _ = kv.DeleteTree(prefix, nil) })
	many := object{"plain": "1", "deep/er": "2"}
	for i := range 100 { // more than one transaction takes
		many[fmt.Sprintf("many/%d", i)] = "x"
	}
	s.with("consul_key_prefix", "it", object{"path_prefix": prefix, "subkeys": many, "subkey": []any{object{"path": "flagged", "value": "3", "flags": 5}}})
	put := func(key, value string, flags uint64) func() error {
		return func() error {
			_, err := kv.Put(&api.KVPair{Key: prefix + key, Value: []byte(value), Flags: flags}, nil)
			return err
		}
	}
	s.lives(life{
		kind: "consul_key_prefix",
		drifts: []drift{
			{"value", put("plain", "other", 0), []string{`~ "plain" = "other" -> "1"`, "this apply puts the values of the configuration in place of: " + prefix + "plain"}},
			{"flags", put("flagged", "3", 6), []string{"- flags = 6 -> null", "+ flags = 5"}},
			{"foreign", put("foreign", "x", 0), []string{`- "foreign" = "x" -> null`, "this apply removes: " + prefix + "foreign"}},
			{"missing", func() error { _, err := kv.Delete(prefix+"deep/er", nil); return err }, []string{`+ "deep/er" = "2"`}},
		},
		remove:   func() error { _, err := kv.DeleteTree(prefix, nil); return err },
		importID: func() string { return prefix },
		exists:   func() bool { keys, _, _ := kv.Keys(prefix, "", nil); return len(keys) > 0 },
	})
}

func TestKeysBelowAPrefixThatAreNotOursAreNotDeleted(t *testing.T) {
	s := newConsulStack(t)
	kv := consulClient(t).KV()
	prefix := s.name() + "/"
	t.Cleanup(func() { _, _ = kv.DeleteTree(prefix, nil) })
	put := func(key string) {
		t.Helper()
		if _, err := kv.Put(&api.KVPair{Key: prefix + key, Value: []byte("theirs")}, nil); err != nil {
			t.Fatal(err)
		}
	}
	put("foreign")
	s.with("consul_key_prefix", "it", object{"path_prefix": prefix, "subkeys": object{"a": "1"}})
	s.refused("is not empty", "below it are keys that are not in Terraform's state: "+prefix+"foreign")
	if _, err := kv.Delete(prefix+"foreign", nil); err != nil {
		t.Fatal(err)
	}
	s.repairs()
	put("foreign")
	contains(t, s.fails("destroy", "-auto-approve"), "holds what is not ours", prefix+"foreign: written by another client after the last apply")
	s.without("consul_key_prefix", "it")
	s.refused("holds what is not ours")
	if _, err := kv.Delete(prefix+"foreign", nil); err != nil {
		t.Fatal(err)
	}
	s.run("plan", "-out=plan")
	put("late")
	s.run("apply", "plan")
	if pair, _, _ := kv.Get(prefix+"late", nil); pair == nil {
		t.Fatal("a key that appeared after the plan was deleted")
	}
	if pair, _, _ := kv.Get(prefix+"a", nil); pair != nil {
		t.Fatal("our own key is still there")
	}
}

// configEntries are one entry of each kind that needs no other cluster, in an order in which they can be created.
var configEntries = []struct{ kind, name, config string }{
	{"proxy-defaults", "global", `{"Config":{"protocol":"http","local_connect_timeout_ms":1000}}`},
	{"service-defaults", "web", `{"Protocol":"http","UpstreamConfig":{"Defaults":{"ConnectTimeoutMs":500}},"MaxInboundConnections":3}`},
	{"service-defaults", "api", `{"Protocol":"http"}`},
	{"service-resolver", "web", `{"ConnectTimeout":"15000ms","Subsets":{"v1":{"Filter":"Service.Meta.v == 1","OnlyPassing":false}}}`},
	{"service-router", "web", `{"routes":[{"match":{"http":{"path_prefix":"/a"}},"destination":{"service":"api","request_timeout":"10s"}}]}`},
	{"service-splitter", "web", `{"Splits":[{"Weight":90,"ServiceSubset":"v1"},{"Weight":10,"Service":"api"}]}`},
	{"service-intentions", "web", `{"Sources":[{"Name":"b","Action":"allow"},{"Name":"a","Action":"deny","Description":"x <y>"}]}`},
	{"ingress-gateway", "in", `{"Listeners":[{"Port":8080,"Protocol":"http","Services":[{"Name":"web","Hosts":["x.test"]}]}]}`},
	{"terminating-gateway", "out", `{"Services":[{"Name":"ext","CAFile":"/ca.pem"}]}`},
	{"mesh", "mesh", `{"TransparentProxy":{"MeshDestinationsOnly":true}}`},
	{"exported-services", "default", `{"Services":[{"Name":"web","Consumers":[{"Peer":"other"}]}]}`},
	{"api-gateway", "gate", `{"Listeners":[{"Name":"l","Port":8443,"Protocol":"http"}]}`},
	{"http-route", "route", `{"Rules":[{"Services":[{"Name":"web"}]}],"Parents":[{"Kind":"api-gateway","Name":"gate"}]}`},
	{"tcp-route", "stream", `{"Services":[{"Name":"api"}],"Parents":[{"Kind":"api-gateway","Name":"gate"}]}`},
	{"jwt-provider", "login", `{"Issuer":"i","JSONWebKeySet":{"Local":{"Filename":"/x"}}}`},
}

func TestConfigEntriesOfEveryKindPlanEmptyAndImportEmpty(t *testing.T) {
	s := newConsulStack(t)
	client := consulClient(t)
	t.Cleanup(func() {
		for _, entry := range slices.Backward(configEntries) {
			_, _ = client.ConfigEntries().Delete(entry.kind, entry.name, nil)
		}
	})
	previous := ""
	for i, entry := range configEntries {
		attributes := object{"kind": entry.kind, "name": entry.name, "config_json": entry.config}
		if previous != "" {
			attributes["depends_on"] = []string{previous}
		}
		name := fmt.Sprintf("e%d", i)
		s.with("consul_config_entry", name, attributes)
		previous = "consul_config_entry." + name
	}
	s.apply()
	s.empty()
	time.Sleep(time.Second) // the gateways' status is written by consul itself, after the apply
	s.empty()
	for i, entry := range configEntries {
		s.forget(fmt.Sprintf("consul_config_entry.e%d", i))
		s.run("import", fmt.Sprintf("consul_config_entry.e%d", i), entry.kind+"/"+entry.name)
	}
	s.empty()
	s.run("destroy", "-auto-approve")
	for _, entry := range configEntries {
		if found, _, _ := client.ConfigEntries().Get(entry.kind, entry.name, nil); found != nil {
			t.Errorf("%s/%s is still there after destroy", entry.kind, entry.name)
		}
	}
}

func TestAConfigEntryLives(t *testing.T) {
	s := newConsulStack(t)
	entries := consulClient(t).ConfigEntries()
	name := s.name()
	s.with("consul_config_entry", "it", object{"kind": "service-resolver", "name": name,
		"config_json": `{"ConnectTimeout":"15000ms","Subsets":{"v1":{"Filter":"Service.Meta.v == 1"}},"DefaultSubset":"v1"}`})
	change := func(edit func(*api.ServiceResolverConfigEntry)) func() error {
		return func() error {
			found, _, err := entries.Get("service-resolver", name, nil)
			if err != nil {
				return err
			}
			edit(found.(*api.ServiceResolverConfigEntry))
			_, _, err = entries.Set(found, nil)
			return err
		}
	}
	s.lives(life{
		kind: "consul_config_entry",
		drifts: []drift{
			{"a duration", change(func(e *api.ServiceResolverConfigEntry) { e.ConnectTimeout = time.Minute }), []string{`~ ConnectTimeout = "1m0s" -> "15000ms"`, "# (2 unchanged attributes hidden)"}},
			{"something new", change(func(e *api.ServiceResolverConfigEntry) { e.Meta = map[string]string{"by": "hand"} }), []string{`- Meta = { - by = "hand" }`}},
			{"something less", change(func(e *api.ServiceResolverConfigEntry) { e.DefaultSubset = "" }), []string{`+ DefaultSubset = "v1"`}},
			{"something inside", change(func(e *api.ServiceResolverConfigEntry) {
				e.Subsets["v1"] = api.ServiceResolverSubset{Filter: "Service.Meta.v == 2"}
			}), []string{`~ Filter = "Service.Meta.v == 2" -> "Service.Meta.v == 1"`}},
		},
		remove:   func() error { _, err := entries.Delete("service-resolver", name, nil); return err },
		importID: func() string { return "service-resolver/" + name },
		exists:   func() bool { found, _, _ := entries.Get("service-resolver", name, nil); return found != nil },
	})
}

func TestAnElementThatAnotherClientAddsToAConfigEntryIsTheOnlyDifference(t *testing.T) {
	s := newConsulStack(t)
	entries := consulClient(t).ConfigEntries()
	name := s.name()
	t.Cleanup(func() { _, _ = entries.Delete("terminating-gateway", name, nil) })
	s.with("consul_config_entry", "it", object{"kind": "terminating-gateway", "name": name,
		"config_json": `{"services":[{"name":"first","ca_file":"/ca.pem"},{"name":"second"}]}`})
	s.apply()
	s.empty()
	found, _, err := entries.Get("terminating-gateway", name, nil)
	if err != nil {
		t.Fatal(err)
	}
	gateway := found.(*api.TerminatingGatewayConfigEntry)
	gateway.Services = append([]api.LinkedService{{Name: "added"}}, gateway.Services...)
	if _, _, err := entries.Set(gateway, nil); err != nil {
		t.Fatal(err)
	}
	lacks(t, s.differs(`- Name = "added"`, "# (1 unchanged element hidden)"), "CAFile", "second")
	s.repairs()
	s.run("destroy", "-auto-approve")
}

func TestAConfigEntryWrittenBetweenPlanAndApplyIsNotOverwritten(t *testing.T) {
	s := newConsulStack(t)
	entries := consulClient(t).ConfigEntries()
	name := s.name()
	t.Cleanup(func() { _, _ = entries.Delete("service-defaults", name, nil) })
	put := func(protocol string) {
		t.Helper()
		if _, _, err := entries.Set(&api.ServiceConfigEntry{Kind: "service-defaults", Name: name, Protocol: protocol}, nil); err != nil {
			t.Fatal(err)
		}
	}
	attributes := object{"kind": "service-defaults", "name": name, "config_json": `{"Protocol":"http"}`}
	s.with("consul_config_entry", "it", attributes)
	s.run("plan", "-out=plan")
	put("grpc")
	contains(t, s.fails("apply", "plan"), "exists already", "terraform import ADDRESS service-defaults/"+name)
	s.refused("exists already")
	put("http")
	s.repairs()
	changed := maps.Clone(attributes)
	changed["config_json"] = `{"Protocol":"http2"}`
	s.with("consul_config_entry", "it", changed)
	s.run("plan", "-out=plan")
	put("grpc")
	contains(t, s.fails("apply", "plan"), "changed since it was planned", "nothing was overwritten")
	s.differs(`~ Protocol = "grpc" -> "http2"`)
	s.repairs()
	put("grpc")
	s.without("consul_config_entry", "it")
	s.apply()
	if found, _, _ := entries.Get("service-defaults", name, nil); found != nil {
		t.Fatal("the entry is still there")
	}
}

func TestConfigEntriesAreRefusedAtPlan(t *testing.T) {
	s := newConsulStack(t)
	for want, attributes := range map[string]object{
		`kind: consul knows no kind "service-default"; did you mean service-defaults?`:           {"kind": "service-default", "name": "x", "config_json": "{}"},
		"config_json.Protocl: consul knows no such key here; did you mean Protocol?":             {"kind": "service-defaults", "name": "x", "config_json": `{"Protocl":"http"}`},
		"config_json.Subsets[\"v1\"].Filtr: consul knows no such key here; did you mean Filter?": {"kind": "service-resolver", "name": "x", "config_json": `{"Subsets":{"v1":{"Filtr":"x"}}}`},
		"config_json: not JSON": {"kind": "service-defaults", "name": "x", "config_json": "{"},
		`config_json.Name: got y, but the attribute says "x"; leave it out of the JSON`: {"kind": "service-defaults", "name": "x", "config_json": `{"Name":"y"}`},
		"namespace: is a feature of consul enterprise":                                  {"kind": "service-defaults", "name": "x", "namespace": "n"},
		`config_json.Sources[0].Namespace: got "apps", and the servers run the Community edition of Consul, which has no namespaces`: {
			"kind": "service-intentions", "name": "x", "config_json": `{"Sources":[{"Name":"web","Namespace":"apps","Action":"allow"}]}`},
	} {
		s.with("consul_config_entry", "it", attributes)
		s.refused(want)
	}
}
