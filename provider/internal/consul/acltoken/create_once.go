package acltoken

import (
	"context"

	"github.com/hashicorp/consul/api"
	random "github.com/hashicorp/go-uuid"

	"cdknomad/provider/internal/consul/answer"
	"cdknomad/provider/internal/election"
)

// accessorID returns the id of a new token. Consul would choose one, too, but then after an election it would be unknown whether it has
// created the token.
func accessorID(plan *model) (string, error) {
	if id := plan.AccessorID.ValueString(); id != "" {
		return id, nil
	}
	return random.GenerateUUID()
}

// createOnce creates a token, and never a second one: Consul refuses another token with this accessor id.
func createOnce(ctx context.Context, client *api.Client, wanted *api.ACLToken) (*api.ACLToken, error) {
	return election.Once(election.Write[*api.ACLToken]{
		IsGuarded: true,
		Do: func() (*api.ACLToken, error) {
			created, _, err := client.ACL().TokenCreate(wanted, (&api.WriteOptions{}).WithContext(ctx))
			return created, err
		},
		Find: func() (*api.ACLToken, bool, error) {
			found, _, err := client.ACL().TokenRead(wanted.AccessorID, (&api.QueryOptions{RequireConsistent: true}).WithContext(ctx))
			if answer.NotFound(err) {
				return nil, false, nil
			}
			return found, err == nil && found != nil, err
		},
	})
}
