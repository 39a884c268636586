package aclbindingrule

import (
	"context"
	"sync"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
)

// creating lets one rule be created at a time, so that a new rule found after an election is not that of another resource.
var creating sync.Mutex

// createOnce creates a rule, and never a second one: Nomad chooses its id, and rules have no names, so after an election it is looked for
// among those that were created since.
func createOnce(ctx context.Context, rules *api.ACLBindingRules, wanted *api.ACLBindingRule) (*api.ACLBindingRule, error) {
	creating.Lock()
	defer creating.Unlock()
	_, before, err := rules.List((&api.QueryOptions{PerPage: 1}).WithContext(ctx))
	if err != nil {
		return nil, err
	}
	return election.Once(election.Write[*api.ACLBindingRule]{
		Do: func() (*api.ACLBindingRule, error) {
			created, _, err := rules.Create(wanted, (&api.WriteOptions{}).WithContext(ctx))
			return created, err
		},
		Find: func() (*api.ACLBindingRule, bool, error) { return findCreated(ctx, rules, wanted, before.LastIndex) },
	})
}

func findCreated(ctx context.Context, rules *api.ACLBindingRules, wanted *api.ACLBindingRule, after uint64) (*api.ACLBindingRule, bool, error) {
	stubs, _, err := rules.List((&api.QueryOptions{}).WithContext(ctx))
	if err != nil {
		return nil, false, err
	}
	var found []*api.ACLBindingRule
	for _, stub := range stubs {
		if stub.CreateIndex <= after || stub.AuthMethod != wanted.AuthMethod || stub.Description != wanted.Description {
			continue
		}
		rule, _, err := rules.Get(stub.ID, (&api.QueryOptions{}).WithContext(ctx))
		if err != nil {
			return nil, false, err
		}
		if rule.Selector == wanted.Selector && rule.BindType == wanted.BindType && rule.BindName == wanted.BindName {
			found = append(found, rule)
		}
	}
	return election.Only(found, "rules")
}
