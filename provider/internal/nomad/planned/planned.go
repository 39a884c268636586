// Package planned knows what the plan under way is going to create, so that one resource can name another that does not
// exist yet.
package planned

import (
	"context"
	"sync"
	"time"

	"cdknomad/provider/internal/nomad/cluster"
)

// Kind is a sort of object that others name.
type Kind string

// The kinds.
const (
	AuthMethod Kind = "auth method"
	Role       Kind = "acl role"
	NodePool   Kind = "node pool"
)

type object struct {
	cluster *cluster.Cluster
	kind    Kind
	name    string
}

// One process serves one walk of Terraform over a configuration: nothing in here outlives a plan.
var objects sync.Map

// Create notes that this plan creates an object.
func Create(c *cluster.Cluster, kind Kind, name string) {
	objects.Store(object{c, kind, name}, true)
}

// grace is how long an answer waits for the plan of the other resource: Terraform plans both at the same time unless one
// refers to the other.
const grace = 2 * time.Second

// Await says whether this plan creates the object. A no takes 2 s.
func Await(ctx context.Context, c *cluster.Cluster, kind Kind, name string) bool {
	for deadline := time.Now().Add(grace); ; time.Sleep(50 * time.Millisecond) {
		if _, found := objects.Load(object{c, kind, name}); found {
			return true
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			return false
		}
	}
}
