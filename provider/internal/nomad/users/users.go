// Package users finds what uses the ACL objects and variables of a Nomad cluster.
package users

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/inuse"
	"cdknomad/provider/internal/nomad/cluster"
)

// Server answers for a cluster.
type Server struct {
	// Cluster returns what the provider was configured with, nil before that.
	Cluster func() *cluster.Cluster
}

// Explain returns the server's words.
func (s Server) Explain(err error) string { return s.Cluster().Reason(err) }

// Users returns what uses an object of the cluster.
func (s Server) Users(ctx context.Context, typeName string, object inuse.Attributes) ([]inuse.User, error) {
	server := s.Cluster()
	if server == nil {
		return nil, nil
	}
	if err := server.Connect(ctx); err != nil {
		return nil, err
	}
	asked := question{ctx, server}
	var found []inuse.User
	var err error
	switch typeName {
	case "nomad_acl_policy":
		found, err = asked.ofPolicy(object)
	case "nomad_acl_role":
		found, err = asked.ofRole(object)
	case "nomad_acl_token":
		found, err = asked.ofToken(object)
	case "nomad_variable":
		found, err = asked.ofVariable(object)
	}
	if cluster.NotFound(err) || server.LacksRight(err) {
		return nil, nil
	}
	return found, err
}

// Refers returns whether a planned user still refers to the object.
func (Server) Refers(user inuse.Attributes, userType, typeName string, object inuse.Attributes) bool {
	name := object.Text("name")
	switch userType {
	case "nomad_acl_role":
		return slices.Contains(user.Blocks("policy", "name"), name)
	case "nomad_acl_token":
		if typeName == "nomad_acl_role" {
			return slices.Contains(user.Blocks("role", "id"), object.Text("id"))
		}
		return slices.Contains(user.Texts("policies"), name)
	case "nomad_acl_binding_rule":
		return user.Text("bind_name") == name
	case "nomad_job":
		return typeName != "nomad_variable" || specificationReads(user.Text("jobspec"), variableOf(object))
	}
	return true
}

// question asks one server during one plan.
type question struct {
	ctx    context.Context
	server *cluster.Cluster
}

func (q question) options(namespace string) *api.QueryOptions {
	return (&api.QueryOptions{Namespace: namespace}).WithContext(q.ctx)
}

func (q question) ofPolicy(object inuse.Attributes) ([]inuse.User, error) {
	name := object.Text("name")
	var found []inuse.User
	roles, _, err := q.server.Client.ACLRoles().List(q.options(""))
	if err != nil {
		return nil, err
	}
	for _, role := range roles {
		if slices.ContainsFunc(role.Policies, func(link *api.ACLRolePolicyLink) bool { return link.Name == name }) {
			found = append(found, inuse.User{Type: "nomad_acl_role", Key: role.ID, Title: fmt.Sprintf("role %q", role.Name)})
		}
	}
	tokens, err := q.tokens(func(token *api.ACLTokenListStub) bool { return slices.Contains(token.Policies, name) })
	if err != nil {
		return nil, err
	}
	rules, err := q.rules(api.ACLBindingRuleBindTypePolicy, name)
	if err != nil {
		return nil, err
	}
	jobs, err := q.jobsOfPolicy(name)
	return slices.Concat(found, tokens, rules, jobs), err
}

// jobsOfPolicy returns the running job whose workload identity the policy is for.
func (q question) jobsOfPolicy(name string) ([]inuse.User, error) {
	policy, _, err := q.server.Client.ACLPolicies().Info(name, q.options(""))
	if err != nil || policy.JobACL == nil || policy.JobACL.JobID == "" {
		return nil, err
	}
	job, _, err := q.server.Client.Jobs().Info(policy.JobACL.JobID, q.options(policy.JobACL.Namespace))
	if cluster.NotFound(err) || err == nil && *job.Status == "dead" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return []inuse.User{userOf(*job.Namespace, *job.ID, "has it by its workload identity")}, nil
}

func (q question) ofRole(object inuse.Attributes) ([]inuse.User, error) {
	id := object.Text("id")
	tokens, err := q.tokens(func(token *api.ACLTokenListStub) bool {
		return slices.ContainsFunc(token.Roles, func(link *api.ACLTokenRoleLink) bool { return link.ID == id })
	})
	if err != nil {
		return nil, err
	}
	rules, err := q.rules(api.ACLBindingRuleBindTypeRole, object.Text("name"))
	return append(tokens, rules...), err
}

// ofToken finds the one user of a token that is known: the provider itself.
func (q question) ofToken(object inuse.Attributes) ([]inuse.User, error) {
	self, _, err := q.server.Client.ACLTokens().Self(q.options(""))
	if err != nil || self.AccessorID != object.Text("id") {
		return nil, err
	}
	return []inuse.User{inuse.OwnToken}, nil
}

func (q question) tokens(uses func(*api.ACLTokenListStub) bool) ([]inuse.User, error) {
	tokens, _, err := q.server.Client.ACLTokens().List(q.options(""))
	if err != nil {
		return nil, err
	}
	var found []inuse.User
	for _, token := range tokens {
		isExpired := token.ExpirationTime != nil && token.ExpirationTime.Before(time.Now())
		if !isExpired && uses(token) {
			found = append(found, inuse.User{Type: "nomad_acl_token", Key: token.AccessorID,
				Title: fmt.Sprintf("token %q (accessor id %s)", token.Name, token.AccessorID)})
		}
	}
	return found, nil
}

// rules returns the binding rules that name an object. A name with a claim in it, such as ${value.team}, names none.
func (q question) rules(bindType, name string) ([]inuse.User, error) {
	stubs, _, err := q.server.Client.ACLBindingRules().List(q.options(""))
	if err != nil {
		return nil, err
	}
	var found []inuse.User
	for _, stub := range stubs {
		rule, _, err := q.server.Client.ACLBindingRules().Get(stub.ID, q.options(""))
		if cluster.NotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if rule.BindType == bindType && rule.BindName == name {
			found = append(found, inuse.User{Type: "nomad_acl_binding_rule", Key: rule.ID,
				Title: fmt.Sprintf("binding rule %s of the auth method %q", rule.ID, rule.AuthMethod)})
		}
	}
	return found, nil
}

func (q question) ofVariable(object inuse.Attributes) ([]inuse.User, error) {
	wanted := variableOf(object)
	stubs, _, err := q.server.Client.Jobs().List(q.options(api.AllNamespacesNamespace))
	if err != nil {
		return nil, err
	}
	var found []inuse.User
	for _, stub := range stubs {
		if stub.Status == "dead" || stub.Stop || strings.Contains(stub.ID, "/dispatch-") || strings.Contains(stub.ID, "/periodic-") {
			continue
		}
		job, _, err := q.server.Client.Jobs().Info(stub.ID, q.options(stub.Namespace))
		if cluster.NotFound(err) || q.server.LacksRight(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if task := reader(job, wanted); task != "" {
			found = append(found, userOf(stub.Namespace, stub.ID, "reads it in the task "+task))
		}
	}
	return found, nil
}

func userOf(namespace, id, how string) inuse.User {
	return inuse.User{Type: "nomad_job", Key: namespace + "/" + id, Title: fmt.Sprintf("job %s in namespace %s %s", id, namespace, how)}
}
