package dynamichostvolume

import (
	"context"
	"slices"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/election"
)

// writeOnce writes a volume, and never makes a second one: Nomad chooses the id of a new volume and allows several of one name, so after an
// election it is looked for among those that were made since. A volume that has an id can be written again.
func writeOnce(ctx context.Context, volumes *api.HostVolumes, wanted *api.HostVolume, do func() (*api.HostVolume, error)) (*api.HostVolume, error) {
	if wanted.ID != "" {
		return election.Once(election.Write[*api.HostVolume]{
			IsGuarded: true,
			Do:        do,
			Find:      func() (*api.HostVolume, bool, error) { return nil, false, nil },
		})
	}
	query := (&api.QueryOptions{Namespace: wanted.Namespace}).WithContext(ctx)
	_, before, err := volumes.List(nil, query)
	if err != nil {
		return nil, err
	}
	return election.Once(election.Write[*api.HostVolume]{
		Do: do,
		Find: func() (*api.HostVolume, bool, error) {
			stubs, _, err := volumes.List(nil, query)
			if err != nil {
				return nil, false, err
			}
			stubs = slices.DeleteFunc(stubs, func(stub *api.HostVolumeStub) bool {
				return stub.CreateIndex <= before.LastIndex || stub.Name != wanted.Name || stub.PluginID != wanted.PluginID && wanted.PluginID != "" ||
					stub.NodeID != wanted.NodeID && wanted.NodeID != ""
			})
			stub, isThere, err := election.Only(stubs, "volumes")
			if !isThere {
				return nil, false, err
			}
			found, _, err := volumes.Get(stub.ID, query)
			return found, err == nil, err
		},
	})
}
