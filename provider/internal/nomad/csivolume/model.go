// Package csivolume is the resource types nomad_csi_volume, whose volumes a CSI plugin creates, and
// nomad_csi_volume_registration, whose volumes exist already. No message of it holds a secret.
package csivolume

import (
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/volume"
)

// Common is what both resource types say of a volume.
type Common struct {
	ID                    types.String        `tfsdk:"id"`
	VolumeID              types.String        `tfsdk:"volume_id"`
	Name                  types.String        `tfsdk:"name"`
	Namespace             types.String        `tfsdk:"namespace"`
	PluginID              types.String        `tfsdk:"plugin_id"`
	ExternalID            types.String        `tfsdk:"external_id"`
	Capabilities          []volume.Capability `tfsdk:"capability"`
	MountOptions          []mountOptions      `tfsdk:"mount_options"`
	Parameters            types.Map           `tfsdk:"parameters"`
	Secrets               types.Map           `tfsdk:"secrets"`
	Context               types.Map           `tfsdk:"context"`
	Capacity              types.Int64         `tfsdk:"capacity"`
	CapacityMin           types.String        `tfsdk:"capacity_min"`
	CapacityMax           types.String        `tfsdk:"capacity_max"`
	CapacityMinBytes      types.Int64         `tfsdk:"capacity_min_bytes"`
	CapacityMaxBytes      types.Int64         `tfsdk:"capacity_max_bytes"`
	ControllerRequired    types.Bool          `tfsdk:"controller_required"`
	ControllersExpected   types.Int64         `tfsdk:"controllers_expected"`
	ControllersHealthy    types.Int64         `tfsdk:"controllers_healthy"`
	NodesExpected         types.Int64         `tfsdk:"nodes_expected"`
	NodesHealthy          types.Int64         `tfsdk:"nodes_healthy"`
	PluginProvider        types.String        `tfsdk:"plugin_provider"`
	PluginProviderVersion types.String        `tfsdk:"plugin_provider_version"`
	Schedulable           types.Bool          `tfsdk:"schedulable"`
	Topologies            types.List          `tfsdk:"topologies"`
	Timeouts              *timeouts           `tfsdk:"timeouts"`

	SecretsWO        types.Map    `tfsdk:"secrets_wo"` // only in the configuration
	SecretsWOVersion types.Int64  `tfsdk:"secrets_wo_version"`
	SecretsWOHash    types.String `tfsdk:"secrets_wo_hash"`
}

func (m *Common) key() cluster.Key {
	return cluster.Key{Namespace: volume.Namespace(m.Namespace), ID: m.VolumeID.ValueString()}
}

// identify takes volume_id and namespace from the import id.
func (m *Common) identify() {
	if m.VolumeID.IsNull() {
		id, space := volume.ImportedID(m.ID.ValueString())
		m.ID, m.VolumeID, m.Namespace = types.StringValue(id), types.StringValue(id), space
	}
}

// volume is what a request says of it.
func (m *Common) volume() *api.CSIVolume {
	key := m.key()
	wanted := &api.CSIVolume{
		ID: key.ID, Namespace: key.Namespace, Name: m.Name.ValueString(), PluginID: m.PluginID.ValueString(),
		Parameters: follow.StringMap(m.Parameters), Secrets: follow.StringMap(m.Secrets), MountOptions: wireOptions(m.MountOptions),
	}
	wanted.RequestedCapacityMin, _ = volume.Bytes(m.CapacityMin) // the plan has refused what cannot be read
	wanted.RequestedCapacityMax, _ = volume.Bytes(m.CapacityMax)
	for _, capability := range sorted(m.Capabilities) {
		wanted.RequestedCapabilities = append(wanted.RequestedCapabilities, &api.CSIVolumeCapability{
			AccessMode:     api.CSIVolumeAccessMode(capability.AccessMode.ValueString()),
			AttachmentMode: api.CSIVolumeAttachmentMode(capability.AttachmentMode.ValueString()),
		})
	}
	return wanted
}

// sorted makes two sets with the same capabilities equal lists.
func sorted(capabilities []volume.Capability) []volume.Capability {
	return slices.SortedFunc(slices.Values(capabilities), func(a, b volume.Capability) int {
		return strings.Compare(a.AccessMode.ValueString()+a.AttachmentMode.ValueString(), b.AccessMode.ValueString()+b.AttachmentMode.ValueString())
	})
}

// follow sets the state to what the server has. Nomad never returns secrets, so they stay as they were written last.
func (m *Common) follow(current *api.CSIVolume) {
	m.ID, m.VolumeID = types.StringValue(current.ID), types.StringValue(current.ID)
	m.Name, m.PluginID = types.StringValue(current.Name), types.StringValue(current.PluginID)
	m.ExternalID = types.StringValue(current.ExternalID)
	m.Capabilities = nil
	for _, capability := range current.RequestedCapabilities {
		m.Capabilities = append(m.Capabilities, volume.Capability{
			AccessMode:     types.StringValue(string(capability.AccessMode)),
			AttachmentMode: types.StringValue(string(capability.AttachmentMode)),
		})
	}
	m.Capabilities = sorted(m.Capabilities)
	followOptions(&m.MountOptions, current.MountOptions)
	follow.Map(&m.Parameters, current.Parameters)
	volume.FollowCapacity(&m.CapacityMin, current.RequestedCapacityMin)
	volume.FollowCapacity(&m.CapacityMax, current.RequestedCapacityMax)
	m.Capacity = types.Int64Value(current.Capacity)
	m.CapacityMinBytes = types.Int64Value(current.RequestedCapacityMin)
	m.CapacityMaxBytes = types.Int64Value(current.RequestedCapacityMax)
	m.PluginProvider, m.PluginProviderVersion = types.StringValue(current.Provider), types.StringValue(current.ProviderVersion)
	m.Topologies = listTopologies(current.Topologies)
	m.followHealth(&api.CSIVolumeListStub{
		Schedulable: current.Schedulable, ControllerRequired: current.ControllerRequired,
		ControllersHealthy: current.ControllersHealthy, ControllersExpected: current.ControllersExpected,
		NodesHealthy: current.NodesHealthy, NodesExpected: current.NodesExpected,
	})
}

// followHealth takes over what changes with the plugin's tasks and not with the volume.
func (m *Common) followHealth(stub *api.CSIVolumeListStub) {
	m.Schedulable, m.ControllerRequired = types.BoolValue(stub.Schedulable), types.BoolValue(stub.ControllerRequired)
	m.ControllersHealthy, m.ControllersExpected = types.Int64Value(int64(stub.ControllersHealthy)), types.Int64Value(int64(stub.ControllersExpected))
	m.NodesHealthy, m.NodesExpected = types.Int64Value(int64(stub.NodesHealthy)), types.Int64Value(int64(stub.NodesExpected))
}

// keepComputed takes over, into a plan that changes nothing of the volume, what only the server knows.
func (m *Common) keepComputed(prior *Common) {
	m.ExternalID, m.Context, m.Topologies = prior.ExternalID, prior.Context, prior.Topologies
	m.Capacity, m.CapacityMinBytes, m.CapacityMaxBytes = prior.Capacity, prior.CapacityMinBytes, prior.CapacityMaxBytes
	m.ControllerRequired, m.Schedulable = prior.ControllerRequired, prior.Schedulable
	m.ControllersExpected, m.ControllersHealthy = prior.ControllersExpected, prior.ControllersHealthy
	m.NodesExpected, m.NodesHealthy = prior.NodesExpected, prior.NodesHealthy
	m.PluginProvider, m.PluginProviderVersion = prior.PluginProvider, prior.PluginProviderVersion
}

func (m *Common) title() string {
	key := m.key()
	if key.ID == "" {
		key.ID = m.ID.ValueString()
	}
	return "[csi volume " + key.Namespace + "/" + key.ID + "]"
}
