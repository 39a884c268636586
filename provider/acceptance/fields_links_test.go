package acceptance

import (
	"slices"

	consul "github.com/hashicorp/consul/api"
)

// useLink is for an attachment of a policy or a role to a token of Consul. Each subject has two tokens of its own. The object is the
// link of the state: the accessor id of the token, and the name, if the token has it.
func (s *tableOfObjects) useLink(one *subject, noun string, accessors ...string) {
	s.t.Helper()
	acl := s.consul.ACL()
	for _, accessor := range accessors {
		if _, _, err := acl.TokenCreate(&consul.ACLToken{AccessorID: accessor, Description: "acc-fields"}, nil); err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { _, _ = acl.TokenDelete(accessor, nil) })
	}
	links := func(token *consul.ACLToken) *[]*consul.ACLLink {
		if noun == "role" {
			return &token.Roles
		}
		return &token.Policies
	}
	set := func(accessor string, names ...string) error {
		token, _, err := acl.TokenRead(accessor, nil)
		if err != nil {
			return err
		}
		*links(token) = nil
		for _, name := range names {
			*links(token) = append(*links(token), &consul.ACLLink{Name: name})
		}
		_, _, err = acl.TokenUpdate(token, nil)
		return err
	}
	one.get = func(state object) (object, error) {
		accessor, name := state["token_id"].(string), state[noun].(string)
		token, _, err := acl.TokenRead(accessor, nil)
		if err != nil {
			return nil, err
		}
		isLinked := slices.ContainsFunc(*links(token), func(link *consul.ACLLink) bool { return link.Name == name })
		return object{"token": accessor, "name": name, "linked": isLinked}, nil
	}
	// Another client takes the link of the state away, and makes the former one.
	one.put = func(state, written object) error {
		if err := set(state["token_id"].(string)); err != nil {
			return err
		}
		return set(written["token"].(string), written["name"].(string))
	}
}
