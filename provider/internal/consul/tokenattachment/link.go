package tokenattachment

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

// link is one attachment: the accessor id of a token and the name of a policy or a role.
type link struct{ Token, Name string }

// id returns the id of the attachment, by which it is imported.
func (l link) id() string { return l.Token + ":" + l.Name }

// parse reads an id.
func parse(id string) (link, error) {
	token, name, found := strings.Cut(id, ":")
	if !found || token == "" || name == "" {
		return link{}, fmt.Errorf("got id %q, want ACCESSOR_ID:NAME", id)
	}
	return link{token, name}, nil
}

var uuid = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// problem returns what is wrong with the link itself, or "".
func (l link) problem() string {
	if !uuid.MatchString(l.Token) {
		return fmt.Sprintf("token_id: got %q, want the accessor id of a token, a UUID in lower case", l.Token)
	}
	return ""
}

// has is whether the token has the link; false if there is no such token.
func (k kind) has(ctx context.Context, client *api.Client, wanted link) (bool, error) {
	token, _, err := client.ACL().TokenRead(wanted.Token, (&api.QueryOptions{}).WithContext(ctx))
	if answer.NotFound(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(*k.links(token), wanted.is), nil
}

func (l link) is(other *api.ACLLink) bool { return other.Name == l.Name }

// writing serializes the writes of this process. Consul writes a token as a whole and without check-and-set, and Terraform
// creates attachments at the same time: two attachments of one token would undo each other.
var writing sync.Mutex

// set adds or removes the link and verifies it. It keeps everything else of the token.
func (k kind) set(ctx context.Context, client *api.Client, wanted link, linked bool) error {
	writing.Lock()
	defer writing.Unlock()
	token, _, err := client.ACL().TokenRead(wanted.Token, (&api.QueryOptions{RequireConsistent: true}).WithContext(ctx))
	if err != nil {
		if answer.NotFound(err) && !linked {
			return nil
		}
		return err
	}
	links := k.links(token)
	if slices.ContainsFunc(*links, wanted.is) == linked {
		return nil
	}
	if linked {
		*links = append(*links, &api.ACLLink{Name: wanted.Name})
	} else {
		*links = slices.DeleteFunc(*links, wanted.is)
	}
	created, _, err := client.ACL().TokenUpdate(token, (&api.WriteOptions{}).WithContext(ctx))
	if err == nil && slices.ContainsFunc(*k.links(created), wanted.is) != linked {
		return fmt.Errorf("another client wrote the token at the same time; apply again")
	}
	return err
}
