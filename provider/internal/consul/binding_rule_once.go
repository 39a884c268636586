package consul

import (
	"reflect"
	"slices"
	"sync"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/election"
)

// creatingRule lets one rule be created at a time, so that a new rule found after an election is not that of another resource.
var creatingRule sync.Mutex

// createRuleOnce creates a binding rule, and never a second one: Consul chooses its id, and rules have no names, so after an election it
// is looked for among those that were created since.
func createRuleOnce(acl *api.ACL, wanted *api.ACLBindingRule, write *api.WriteOptions) (*api.ACLBindingRule, error) {
	creatingRule.Lock()
	defer creatingRule.Unlock()
	query := (&api.QueryOptions{Namespace: write.Namespace, Partition: write.Partition, RequireConsistent: true}).WithContext(write.Context())
	_, before, err := acl.BindingRuleList(wanted.AuthMethod, query)
	if err != nil {
		return nil, err
	}
	return election.Once(election.Write[*api.ACLBindingRule]{
		Do: func() (*api.ACLBindingRule, error) {
			created, _, err := acl.BindingRuleCreate(wanted, write)
			return created, err
		},
		Find: func() (*api.ACLBindingRule, bool, error) {
			rules, _, err := acl.BindingRuleList(wanted.AuthMethod, query)
			if err != nil {
				return nil, false, err
			}
			rules = slices.DeleteFunc(rules, func(rule *api.ACLBindingRule) bool {
				return rule.CreateIndex <= before.LastIndex || rule.Description != wanted.Description || rule.Selector != wanted.Selector ||
					rule.BindType != wanted.BindType || rule.BindName != wanted.BindName || !reflect.DeepEqual(rule.BindVars, wanted.BindVars)
			})
			return election.Only(rules, "rules")
		},
	})
}
