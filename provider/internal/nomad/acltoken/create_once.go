package acltoken

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
)

// creating lets one token be created at a time, so that a new token found after an election is not that of another resource.
var creating sync.Mutex

// createOnce creates a token, and never a second one: Nomad chooses the ids of a token, so after an election it is looked for among those
// that were created since.
func createOnce(ctx context.Context, tokens *api.ACLTokens, wanted *api.ACLToken) (*api.ACLToken, error) {
	creating.Lock()
	defer creating.Unlock()
	_, before, err := tokens.List((&api.QueryOptions{PerPage: 1}).WithContext(ctx))
	if err != nil {
		return nil, err
	}
	return election.Once(election.Write[*api.ACLToken]{
		Do: func() (*api.ACLToken, error) {
			created, _, err := tokens.Create(wanted, (&api.WriteOptions{}).WithContext(ctx))
			return created, err
		},
		Find: func() (*api.ACLToken, bool, error) { return findCreated(ctx, tokens, wanted, before.LastIndex) },
	})
}

func findCreated(ctx context.Context, tokens *api.ACLTokens, wanted *api.ACLToken, after uint64) (*api.ACLToken, bool, error) {
	stubs, _, err := tokens.List((&api.QueryOptions{}).WithContext(ctx))
	if err != nil {
		return nil, false, err
	}
	stubs = slices.DeleteFunc(stubs, func(stub *api.ACLTokenListStub) bool {
		return stub.CreateIndex <= after || stub.Name != wanted.Name || stub.Type != wanted.Type || stub.Global != wanted.Global ||
			!slices.Equal(slices.Sorted(slices.Values(stub.Policies)), slices.Sorted(slices.Values(wanted.Policies))) ||
			!slices.Equal(roleIDs(stub.Roles), roleIDs(wanted.Roles))
	})
	stub, isThere, err := election.Only(stubs, "tokens")
	if !isThere {
		return nil, false, err
	}
	found, _, err := tokens.Info(stub.AccessorID, (&api.QueryOptions{}).WithContext(ctx))
	return found, err == nil, err
}

func roleIDs(links []*api.ACLTokenRoleLink) []string {
	var ids []string
	for _, link := range links {
		ids = append(ids, link.ID)
	}
	slices.Sort(ids)
	return ids
}
