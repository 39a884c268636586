// Package tokenlink links one policy or one role to a token that something else owns. Both resource types of attachments
// are made of it.
package tokenlink

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/answer"
)

// Sort is the sort of what is linked.
type Sort struct {
	// Links gives those of a token.
	Links func(*api.ACLToken) *[]*api.ACLLink
}

// Policy and Role are the sorts.
var (
	Policy = Sort{func(t *api.ACLToken) *[]*api.ACLLink { return &t.Policies }}
	Role   = Sort{func(t *api.ACLToken) *[]*api.ACLLink { return &t.Roles }}
)

// Link is one attachment.
type Link struct{ Token, Name string }

// ID of the link, by which it is imported too.
func (l Link) ID() string { return l.Token + ":" + l.Name }

// Parse reads an id.
func Parse(id string) (Link, error) {
	token, name, found := strings.Cut(id, ":")
	if !found || token == "" || name == "" {
		return Link{}, fmt.Errorf("got id %q, want ACCESSOR_ID:NAME", id)
	}
	return Link{token, name}, nil
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// Problem is what can be said against the link without asking Consul, or "".
func (l Link) Problem() string {
	if !uuid.MatchString(l.Token) {
		return fmt.Sprintf("token_id: got %q, want the accessor id of a token, a UUID in lower case", l.Token)
	}
	return ""
}

// Has says whether the token has the link; false too if there is no such token.
func (s Sort) Has(ctx context.Context, client *api.Client, link Link) (bool, error) {
	token, _, err := client.ACL().TokenRead(link.Token, (&api.QueryOptions{}).WithContext(ctx))
	if answer.NotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(*s.Links(token), link.is), nil
}

func (l Link) is(other *api.ACLLink) bool { return other.Name == l.Name }

// Consul takes a token as a whole and has no check-and-set for it, and Terraform makes attachments at the same time: two
// of one token would undo each other. Within this process they go one after the other, and each is verified.
var writing sync.Mutex

// Set makes or removes the link, and leaves all else of the token as it is.
func (s Sort) Set(ctx context.Context, client *api.Client, link Link, linked bool) error {
	writing.Lock()
	defer writing.Unlock()
	token, _, err := client.ACL().TokenRead(link.Token, (&api.QueryOptions{RequireConsistent: true}).WithContext(ctx))
	if err != nil {
		if answer.NotFound(err) && !linked {
			return nil
		}
		return err
	}
	links := s.Links(token)
	if slices.ContainsFunc(*links, link.is) == linked {
		return nil
	}
	if linked {
		*links = append(*links, &api.ACLLink{Name: link.Name})
	} else {
		*links = slices.DeleteFunc(*links, link.is)
	}
	made, _, err := client.ACL().TokenUpdate(token, (&api.WriteOptions{}).WithContext(ctx))
	if err == nil && slices.ContainsFunc(*s.Links(made), link.is) != linked {
		return fmt.Errorf("somebody else wrote the token at the same time; apply again")
	}
	return err
}
