package dynamichostvolume

import (
	"context"
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// users returns the allocations that use a volume. Nomad's own list lacks those of groups with per_alloc, which claim the volume
// under its name without the index; they are found among the allocations of the volume's node.
//
// See https://github.com/hashicorp/nomad/issues/25748
func users(ctx context.Context, server *cluster.Cluster, current *api.HostVolume) []*api.AllocationListStub {
	found := slices.Clone(current.Allocations)
	allocations, _, err := server.Client.Nodes().Allocations(current.NodeID, (&api.QueryOptions{}).WithContext(ctx))
	if err != nil {
		return found // the token may not read the node; Nomad's own list is all there is
	}
	for _, allocation := range allocations {
		known := slices.ContainsFunc(found, func(stub *api.AllocationListStub) bool { return stub.ID == allocation.ID })
		if !known && !allocation.ClientTerminalStatus() && claims(allocation, current) {
			found = append(found, allocation.Stub())
		}
	}
	return found
}

// claims is whether a group of per_alloc volumes mounts this volume in an allocation.
func claims(allocation *api.Allocation, current *api.HostVolume) bool {
	if allocation.Namespace != current.Namespace || allocation.Job == nil {
		return false
	}
	group := allocation.Job.LookupTaskGroup(allocation.TaskGroup)
	if group == nil {
		return false
	}
	_, index, isIndexed := cutIndex(allocation.Name)
	for _, request := range group.Volumes {
		if isIndexed && request.Type == "host" && request.PerAlloc && request.Source+index == current.Name {
			return true
		}
	}
	return false
}

// cutIndex splits the name of an allocation, such as "store.web[1]", before its index.
func cutIndex(name string) (base, index string, found bool) {
	for at := len(name) - 1; at >= 0; at-- {
		if name[at] == '[' {
			return name[:at], name[at:], true
		}
	}
	return name, "", false
}
