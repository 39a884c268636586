package acceptance

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// policies makes ACL policies for a test and takes them away again.
func (s *stack) policies(names ...string) {
	s.t.Helper()
	for _, name := range names {
		policy := &api.ACLPolicy{Name: name, Rules: `namespace "default" { policy = "read" }`}
		if _, err := s.nomad.ACLPolicies().Upsert(policy, nil); err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { _, _ = s.nomad.ACLPolicies().Delete(name, nil) })
	}
}

func TestAnACLRoleLives(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.policies(name+"-a", name+"-b")
	s.with("nomad_acl_role", "it", object{"name": name, "description": "readers", "policy": []any{object{"name": name + "-a"}}})
	role := func() *api.ACLRole {
		found, _, err := s.nomad.ACLRoles().GetByName(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	s.lives(life{
		kind: "nomad_acl_role",
		drifts: []drift{
			{"description", func() error {
				found := role()
				found.Description = "by hand"
				_, _, err := s.nomad.ACLRoles().Update(found, nil)
				return err
			}, []string{`~ description = "by hand" -> "readers"`}},
			{"policies", func() error {
				found := role()
				found.Policies = append(found.Policies, &api.ACLRolePolicyLink{Name: name + "-b"})
				_, _, err := s.nomad.ACLRoles().Update(found, nil)
				return err
			}, []string{`- name = "` + name + `-b" -> null`}},
			{"name", func() error {
				found := role()
				found.Name = name + "-x"
				_, _, err := s.nomad.ACLRoles().Update(found, nil)
				return err
			}, []string{`~ name = "` + name + `-x" -> "` + name + `"`}},
		},
		remove:   func() error { _, err := s.nomad.ACLRoles().Delete(role().ID, nil); return err },
		importID: func() string { return role().ID },
		exists:   func() bool { found, _, _ := s.nomad.ACLRoles().GetByName(name, nil); return found != nil },
	})
}

func TestAnACLRoleIsRefusedOrAdopted(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.policies(name)
	s.with("nomad_acl_role", "it", object{"name": "not valid", "description": strings.Repeat("x", 257), "policy": []any{object{"name": name}}})
	s.refused(`got "not valid", want 1 to 128 letters, digits and dashes`, "got 257 characters, at most 256 are allowed")
	s.with("nomad_acl_role", "it", object{"name": name, "policy": []any{}})
	s.refused("[acl role " + name + "] has no policy")
	s.with("nomad_acl_role", "it", object{"name": name, "policy": []any{object{"name": name + "x"}}})
	s.differs(`policy "` + name + `x" does not exist; unless this plan makes it, did you mean ` + name + "?")

	created, _, err := s.nomad.ACLRoles().Create(&api.ACLRole{Name: name, Description: "d", Policies: []*api.ACLRolePolicyLink{{Name: name}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.with("nomad_acl_role", "it", object{"name": name, "description": "other", "policy": []any{object{"name": name}}})
	s.refused("[acl role "+name+"] exists already", "terraform import ADDRESS "+created.ID)
	s.with("nomad_acl_role", "it", object{"name": name, "description": "d", "policy": []any{object{"name": name}}})
	s.repairs()
	found, _, err := s.nomad.ACLRoles().GetByName(name, nil)
	if err != nil || found.ID != created.ID || found.ModifyIndex != created.ModifyIndex {
		t.Fatalf("want the role adopted as it was, got %+v, %v", found, err)
	}
}

func TestAnACLTokenLives(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.policies(name+"-a", name+"-b")
	s.with("nomad_acl_role", "r", object{"name": name, "policy": []any{object{"name": name + "-a"}}})
	s.with("nomad_acl_token", "it", object{"name": name, "type": "client", "policies": []string{name + "-a"}, "expiration_ttl": "60m",
		"role": []any{object{"id": "${nomad_acl_role.r.id}"}}})
	token := func() *api.ACLToken {
		stubs, _, err := s.nomad.ACLTokens().List(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, stub := range stubs {
			if strings.HasPrefix(stub.Name, name) {
				found, _, err := s.nomad.ACLTokens().Info(stub.AccessorID, nil)
				if err != nil {
					t.Fatal(err)
				}
				return found
			}
		}
		return nil
	}
	change := func(edit func(*api.ACLToken)) func() error {
		return func() error {
			found := token()
			edit(found)
			_, _, err := s.nomad.ACLTokens().Update(found, nil)
			return err
		}
	}
	s.apply()
	secret := token().SecretID
	text := s.run("plan") + s.run("show")
	lacks(t, text, secret)
	contains(t, text, `secret_id = (sensitive value)`, `name = "`+name+`"`)
	s.lives(life{
		kind: "nomad_acl_token",
		drifts: []drift{
			{"name", change(func(t *api.ACLToken) { t.Name = name + "-x" }), []string{`~ name = "` + name + `-x" -> "` + name + `"`, "0 to add, 1 to change, 0 to destroy"}},
			{"policies", change(func(t *api.ACLToken) { t.Policies = []string{name + "-b"} }), []string{`- "` + name + `-b"`, `+ "` + name + `-a"`}},
			{"roles", change(func(t *api.ACLToken) { t.Roles = nil }), []string{"+ role {"}},
			{"type", change(func(t *api.ACLToken) { t.Type, t.Policies, t.Roles = "management", nil, nil }), []string{`~ type = "management" -> "client"`}},
		},
		remove:   func() error { _, err := s.nomad.ACLTokens().Delete(token().AccessorID, nil); return err },
		importID: func() string { return token().AccessorID },
		exists:   func() bool { return token() != nil },
	})
}

func TestAnACLTokenIsRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	for want, attributes := range map[string]object{
		"got neither policies nor role; a client token needs one of them":              {"type": "client"},
		"got policies or role with type management":                                    {"type": "management", "policies": []string{"x"}},
		`got "root", want client or management`:                                        {"type": "root"},
		`got "soon", want a duration such as 8h or 30m`:                                {"type": "management", "expiration_ttl": "soon"},
		`got role id "nobody", which no role has; give the id of a role, not its name`: {"type": "client", "role": []any{object{"id": "nobody"}}},
		"got id, which is computed; leave it out":                                      {"type": "management", "id": "x"},
	} {
		s.with("nomad_acl_token", "it", attributes)
		s.refused(want)
	}
}

const (
	oneKey   = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----"
	oneIssue = "https://issuer.test"
)

func TestAnAuthMethodAndItsBindingRuleLive(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.policies(name)
	s.with("nomad_acl_role", "r", object{"name": name, "policy": []any{object{"name": name}}})
	s.with("nomad_acl_auth_method", "it", object{"name": name, "type": "JWT", "token_locality": "local", "max_token_ttl": "60m",
		"config": []any{object{"jwt_validation_pub_keys": []string{oneKey}, "bound_issuer": []string{oneIssue}, "bound_audiences": []string{"nomad"},
			"claim_mappings": object{"sub": "subject"}, "list_claim_mappings": object{"groups": "groups"}, "clock_skew_leeway": "1m"}}})
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "${nomad_acl_auth_method.it.name}", "bind_type": "role", "bind_name": name,
		"selector": `"admins" in list.groups`, "description": "d"})
	s.apply()
	method := func() *api.ACLAuthMethod {
		found, _, err := s.nomad.ACLAuthMethods().Get(name, nil)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	change := func(edit func(*api.ACLAuthMethod)) func() error {
		return func() error {
			found := method()
			edit(found)
			_, _, err := s.nomad.ACLAuthMethods().Update(found, nil)
			return err
		}
	}
	rule := func() *api.ACLBindingRule {
		stubs, _, err := s.nomad.ACLBindingRules().List(nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, stub := range stubs {
			if stub.AuthMethod == name {
				found, _, err := s.nomad.ACLBindingRules().Get(stub.ID, nil)
				if err != nil {
					t.Fatal(err)
				}
				return found
			}
		}
		return nil
	}
	changeRule := func(edit func(*api.ACLBindingRule)) func() error {
		return func() error {
			found := rule()
			edit(found)
			_, _, err := s.nomad.ACLBindingRules().Update(found, nil)
			return err
		}
	}
	s.imports("nomad_acl_binding_rule.b", rule().ID)
	if _, err := s.nomad.ACLBindingRules().Delete(rule().ID, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("nomad_acl_binding_rule.b will be created", "1 to add, 0 to change, 0 to destroy")
	s.repairs()
	s.lives(life{
		kind: "nomad_acl_auth_method",
		drifts: []drift{
			{"lifetime", change(func(m *api.ACLAuthMethod) { m.MaxTokenTTL = 2 * time.Hour }), []string{`~ max_token_ttl = "2h0m0s" -> "60m"`}},
			{"locality", change(func(m *api.ACLAuthMethod) { m.TokenLocality = "global" }), []string{`~ token_locality = "global" -> "local"`}},
			{"format", change(func(m *api.ACLAuthMethod) { m.TokenNameFormat = "x" }), []string{`- token_name_format = "x" -> null`}},
			{"default", change(func(m *api.ACLAuthMethod) { m.Default = true }), []string{`- default = true -> null`}},
			{"issuer", change(func(m *api.ACLAuthMethod) { m.Config.BoundIssuer = []string{"https://evil.test"} }), []string{`~ "https://evil.test" -> "` + oneIssue + `"`}},
			{"audiences", change(func(m *api.ACLAuthMethod) { m.Config.BoundAudiences = nil }), []string{`~ bound_audiences = [`, `+ "nomad"`}},
			{"claims", change(func(m *api.ACLAuthMethod) { m.Config.ClaimMappings["email"] = "mail" }), []string{`- "email" = "mail" -> null`}},
			{"leeway", change(func(m *api.ACLAuthMethod) { m.Config.ClockSkewLeeway = time.Hour }), []string{`~ clock_skew_leeway = "1h0m0s" -> "1m"`}},
			{"logging", change(func(m *api.ACLAuthMethod) { m.Config.VerboseLogging = true }), []string{`- verbose_logging = true -> null`}},
			{"rule's name", changeRule(func(r *api.ACLBindingRule) { r.BindName = "other" }), []string{`~ bind_name = "other" -> "` + name + `"`}},
			{"rule's type", changeRule(func(r *api.ACLBindingRule) { r.BindType = "policy" }), []string{`~ bind_type = "policy" -> "role"`}},
			{"rule's selector", changeRule(func(r *api.ACLBindingRule) { r.Selector = "" }), []string{`+ selector =`}},
			{"rule's description", changeRule(func(r *api.ACLBindingRule) { r.Description = "by hand" }), []string{`~ description = "by hand" -> "d"`}},
		},
		importID: func() string { return name },
		exists: func() bool {
			found, _, _ := s.nomad.ACLAuthMethods().Get(name, nil)
			return found != nil || rule() != nil
		},
	})
}

func TestARemovedAuthMethodComesBackWithItsRules(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_acl_auth_method", "it", object{"name": name, "type": "JWT", "token_locality": "local", "max_token_ttl": "1h",
		"config": []any{object{"jwks_url": "https://issuer.test/keys"}}})
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "${nomad_acl_auth_method.it.name}", "bind_type": "management"})
	s.apply()
	s.empty()
	if _, err := s.nomad.ACLAuthMethods().Delete(name, nil); err != nil {
		t.Fatal(err)
	}
	s.differs("nomad_acl_auth_method.it will be created")
	s.repairs()
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "${nomad_acl_auth_method.it.name}", "bind_type": "policy", "bind_name": "p"})
	s.repairs()
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "${nomad_acl_auth_method.it.name}", "bind_type": "management"})
	s.differs("must be replaced")
	s.repairs()
}

func TestSecretsOfAnAuthMethodAreNotShownAndAreWrittenAgainAfterAForeignWrite(t *testing.T) {
	s := newStack(t)
	name := s.name()
	const another = "another-client-secret-with-enough-bytes"
	const secret = "client-secret-of-the-test-with-32-bytes"
	s.with("nomad_acl_auth_method", "it", object{"name": name, "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h",
		"config": []any{object{"oidc_discovery_url": oneIssue, "oidc_client_id": "nomad", "oidc_client_secret": secret,
			"allowed_redirect_uris": []string{"http://localhost:4649/oidc/callback"}, "oidc_scopes": []string{"groups"},
			"oidc_client_assertion": []any{object{"key_source": "client_secret"}}}}})
	text := s.run("plan") + s.apply() + s.run("show")
	s.empty()
	lacks(t, text, secret)
	contains(t, text, "oidc_client_secret = (sensitive value)", `key_algorithm = "HS256"`, `+ "`+oneIssue+`"`)
	found, _, err := s.nomad.ACLAuthMethods().Get(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	found.Config.OIDCClientSecret = another
	if _, _, err := s.nomad.ACLAuthMethods().Update(found, nil); err != nil {
		t.Fatal(err)
	}
	lacks(t, s.differs("+ oidc_client_secret = (sensitive value)"), secret, another)
	s.repairs()
}

func TestAuthMethodsAndBindingRulesAreRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	s.with("nomad_acl_auth_method", "it", object{"name": "x y", "type": "SAML", "token_locality": "near", "max_token_ttl": "soon",
		"config": []any{object{"expiration_leeway": "x"}}})
	s.refused(`name: got "x y", want 1 to 128 letters, digits and dashes`, `type: got "SAML", want one of OIDC, JWT`,
		`token_locality: got "near", want one of local, global`, `max_token_ttl: got "soon", want a duration such as 1h or 30s`,
		`config.expiration_leeway: got "x", want a duration such as 1h or 30s`)
	s.with("nomad_acl_auth_method", "it", object{"name": "x", "type": "OIDC", "token_locality": "local", "max_token_ttl": "1h", "config": []any{object{}}})
	s.refused("config.oidc_discovery_url: not set", "config.oidc_client_id: not set")
	s.with("nomad_acl_auth_method", "it", object{"name": "x", "type": "JWT", "token_locality": "local", "max_token_ttl": "1h", "config": []any{object{}}})
	s.refused("config: type JWT needs one of oidc_discovery_url, jwks_url and jwt_validation_pub_keys to check signatures with")
	s.without("nomad_acl_auth_method", "it")
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "nowhere", "bind_type": "role", "bind_name": "nobody"})
	s.refused(`auth method "nowhere" neither exists nor is created by this plan`, `role "nobody" neither exists nor is created by this plan`)
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "nowhere", "bind_type": "rol", "bind_name": "x"})
	s.refused(`bind_type: got "rol", want one of role, policy, management`)
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "nowhere", "bind_type": "policy"})
	s.refused("bind_name: not set; bind_type policy needs the name of one")
	s.with("nomad_acl_binding_rule", "b", object{"auth_method": "nowhere", "bind_type": "management", "bind_name": "x"})
	s.refused(`bind_name: got "x" with bind_type management, which binds to no name; leave it out`)
}
