// Package users finds what uses the ACL objects of a Consul datacenter.
package users

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/inuse"
)

// Server answers for a datacenter.
type Server struct {
	// Client returns what the provider was configured with, nil before that.
	Client func() *api.Client
}

// Explain returns the server's words.
func (Server) Explain(err error) string { return answer.Reason(err) }

// Users returns what uses an ACL object.
func (s Server) Users(ctx context.Context, typeName string, object inuse.Attributes) ([]inuse.User, error) {
	client := s.Client()
	if client == nil {
		return nil, nil
	}
	query := (&api.QueryOptions{Namespace: object.Text("namespace"), Partition: object.Text("partition")}).WithContext(ctx)
	asked := question{client.ACL(), query, object.Text("id"), object.Text("name")}
	var found []inuse.User
	var err error
	switch typeName {
	case "consul_acl_policy":
		found, err = asked.ofPolicy()
	case "consul_acl_role":
		found, err = asked.ofRole()
	case "consul_acl_token":
		found, err = asked.ofToken()
	}
	if answer.LacksRight(err) {
		return nil, nil
	}
	return found, err
}

// Refers returns whether a planned user still refers to the object.
func (Server) Refers(user inuse.Attributes, userType, typeName string, object inuse.Attributes) bool {
	list := "policies"
	if typeName == "consul_acl_role" {
		list = "roles"
	}
	switch userType {
	case "consul_acl_role", "consul_acl_token":
		names := user.Texts(list)
		return slices.Contains(names, object.Text("name")) || slices.Contains(names, object.Text("id"))
	case "consul_acl_binding_rule":
		return user.Text("bind_name") == object.Text("name")
	}
	return true
}

// question asks for the users of one object.
type question struct {
	acl      *api.ACL
	query    *api.QueryOptions
	id, name string
}

func (q question) isIn(links []*api.ACLLink) bool {
	return slices.ContainsFunc(links, func(link *api.ACLLink) bool { return link.ID == q.id || link.Name == q.name })
}

func (q question) ofPolicy() ([]inuse.User, error) {
	var found []inuse.User
	roles, _, err := q.acl.RoleList(q.query)
	if err != nil {
		return nil, err
	}
	for _, role := range roles {
		if q.isIn(role.Policies) {
			found = append(found, inuse.User{Type: "consul_acl_role", Key: role.ID, Title: fmt.Sprintf("role %q", role.Name)})
		}
	}
	tokens, err := q.tokens(func(token *api.ACLTokenListEntry) bool { return q.isIn(token.Policies) })
	if err != nil {
		return nil, err
	}
	rules, err := q.rules("policy")
	return slices.Concat(found, tokens, rules), err
}

func (q question) ofRole() ([]inuse.User, error) {
	tokens, err := q.tokens(func(token *api.ACLTokenListEntry) bool { return q.isIn(token.Roles) })
	if err != nil {
		return nil, err
	}
	rules, err := q.rules("role")
	return append(tokens, rules...), err
}

// ofToken finds the one user of a token that is known: the provider itself.
func (q question) ofToken() ([]inuse.User, error) {
	self, _, err := q.acl.TokenReadSelf(q.query)
	if err != nil || self == nil || self.AccessorID != q.id {
		return nil, err
	}
	return []inuse.User{inuse.OwnToken}, nil
}

func (q question) tokens(uses func(*api.ACLTokenListEntry) bool) ([]inuse.User, error) {
	tokens, _, err := q.acl.TokenList(q.query)
	if err != nil {
		return nil, err
	}
	var found []inuse.User
	for _, token := range tokens {
		isExpired := token.ExpirationTime != nil && token.ExpirationTime.Before(time.Now())
		if !isExpired && uses(token) {
			title := fmt.Sprintf("token %q (accessor id %s)", token.Description, token.AccessorID)
			if token.AuthMethod != "" {
				title = fmt.Sprintf("token of a login with %q (accessor id %s)", token.AuthMethod, token.AccessorID)
			}
			found = append(found, inuse.User{Type: "consul_acl_token", Key: token.AccessorID, Title: title})
		}
	}
	return found, nil
}

// rules returns the binding rules that name the object. A name with a value in it, such as ${value.team}, names none.
func (q question) rules(bindType string) ([]inuse.User, error) {
	rules, _, err := q.acl.BindingRuleList("", q.query)
	if err != nil {
		return nil, err
	}
	var found []inuse.User
	for _, rule := range rules {
		if string(rule.BindType) == bindType && rule.BindName == q.name {
			found = append(found, inuse.User{Type: "consul_acl_binding_rule", Key: rule.ID,
				Title: fmt.Sprintf("binding rule %s of the auth method %q", rule.ID, rule.AuthMethod)})
		}
	}
	return found, nil
}
