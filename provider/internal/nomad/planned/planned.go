// Package planned knows what the plan under way is going to create, so that one resource can name another that does not
// exist yet.
package planned

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
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
	CSIPlugin  Kind = "csi plugin"
	HostVolume Kind = "host volume" // by InNamespace
	CSIVolume  Kind = "csi volume"  // by InNamespace
)

// InNamespace names an object whose name is unique in its namespace only.
func InNamespace(namespace, name string) string { return namespace + "/" + name }

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

// Announce notes what plans of other states create before this one is applied. Terraform knows of one state at a time, so
// cdknomad writes it into a file: a JSON object of names by resource type. Of a type that nobody waits for it says nothing.
func Announce(c *cluster.Cluster, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("CDKNOMAD_PLANNED: %w", err)
	}
	var names map[string][]string
	if err := json.Unmarshal(content, &names); err != nil {
		return fmt.Errorf("CDKNOMAD_PLANNED: %s is no JSON object of names by resource type: %w", file, err)
	}
	for _, name := range names["nomad_namespace"] {
		c.PlanNamespace(name)
	}
	for kind, resourceType := range map[Kind]string{
		AuthMethod: "nomad_acl_auth_method", Role: "nomad_acl_role", NodePool: "nomad_node_pool",
	} {
		for _, name := range names[resourceType] {
			Create(c, kind, name)
		}
	}
	return nil
}
