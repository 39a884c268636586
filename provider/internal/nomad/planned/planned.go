// Package planned records what the current plan creates, so that one resource can name another that does not exist yet.
package planned

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/resourcetype"
)

// Kind is a kind of object that others name: a resource type if plans of other stacks announce its objects.
type Kind string

// The kinds that a resource waits for.
const (
	AuthMethod Kind = "nomad_acl_auth_method"
	Role       Kind = "nomad_acl_role"
	NodePool   Kind = "nomad_node_pool"
	CSIPlugin  Kind = "csi plugin"
	HostVolume Kind = "host volume" // by InNamespace
	CSIVolume  Kind = "csi volume"  // by InNamespace
)

// InNamespace returns the name of an object whose name is unique only within its namespace.
func InNamespace(namespace, name string) string { return namespace + "/" + name }

type object struct {
	cluster *cluster.Cluster
	kind    Kind
	name    string
}

// One process serves one run of Terraform over a configuration: nothing in here outlives a plan.
var objects sync.Map

// Create records that this plan creates an object.
func Create(c *cluster.Cluster, kind Kind, name string) {
	objects.Store(object{c, kind, name}, true)
}

// grace is how long Await waits for the plan of the other resource: Terraform plans both at the same time unless one refers
// to the other.
const grace = 2 * time.Second

// Await returns whether this plan creates the object. If it does not, Await takes 2 s.
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

// Announce records what the plans of other states create before this one is applied. Terraform plans one state at a time, so
// cdknomad writes the names into a file: a JSON object of names by resource type. Types that are not announced are ignored.
func Announce(c *cluster.Cluster, file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("CDKNOMAD_PLANNED: %w", err)
	}
	var names map[string][]string
	if err := json.Unmarshal(content, &names); err != nil {
		return fmt.Errorf("CDKNOMAD_PLANNED: %s is not a JSON object of names by resource type: %w", file, err)
	}
	for resourceType, list := range names {
		for _, name := range list {
			switch {
			case resourceType == "nomad_namespace":
				c.PlanNamespace(name)
			case resourcetype.Of(resourceType).Announced:
				Create(c, Kind(resourceType), name)
			}
		}
	}
	return nil
}
