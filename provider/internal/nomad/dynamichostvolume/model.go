// Package dynamichostvolume is the resource types nomad_dynamic_host_volume, whose volumes a plugin makes, and
// nomad_dynamic_host_volume_registration, whose volumes exist already.
package dynamichostvolume

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/nomad/volume"
)

// Common is what both resource types say of a volume.
type Common struct {
	ID               types.String        `tfsdk:"id"`
	Name             types.String        `tfsdk:"name"`
	Namespace        types.String        `tfsdk:"namespace"`
	NodeID           types.String        `tfsdk:"node_id"`
	NodePool         types.String        `tfsdk:"node_pool"`
	PluginID         types.String        `tfsdk:"plugin_id"`
	Parameters       types.Map           `tfsdk:"parameters"`
	Capabilities     []volume.Capability `tfsdk:"capability"`
	Capacity         types.String        `tfsdk:"capacity"`
	CapacityBytes    types.Int64         `tfsdk:"capacity_bytes"`
	CapacityMinBytes types.Int64         `tfsdk:"capacity_min_bytes"`
	CapacityMaxBytes types.Int64         `tfsdk:"capacity_max_bytes"`
	HostPath         types.String        `tfsdk:"host_path"`
	State            types.String        `tfsdk:"state"`
}

// key names the volume: by its id, because several volumes may have one name, each on another node.
func (m *Common) key() cluster.Key {
	return cluster.Key{Namespace: volume.Namespace(m.Namespace), ID: m.ID.ValueString()}
}

// identify takes id and namespace from the import id.
func (m *Common) identify() {
	if m.Name.IsNull() {
		id, space := volume.ImportedID(m.ID.ValueString())
		m.ID, m.Namespace = types.StringValue(id), space
	}
}

// volume is what a request says of it. What is not known yet is left for Nomad to choose.
func (m *Common) volume() *api.HostVolume {
	wanted := &api.HostVolume{
		ID: m.ID.ValueString(), Name: m.Name.ValueString(), Namespace: volume.Namespace(m.Namespace),
		NodeID: m.NodeID.ValueString(), NodePool: m.NodePool.ValueString(), PluginID: m.PluginID.ValueString(),
		Parameters: follow.StringMap(m.Parameters),
	}
	for _, capability := range m.Capabilities {
		wanted.RequestedCapabilities = append(wanted.RequestedCapabilities, &api.HostVolumeCapability{
			AccessMode:     api.HostVolumeAccessMode(capability.AccessMode.ValueString()),
			AttachmentMode: api.HostVolumeAttachmentMode(capability.AttachmentMode.ValueString()),
		})
	}
	return wanted
}

// follow takes over what the server has.
func (m *Common) follow(current *api.HostVolume) {
	m.ID, m.Name = types.StringValue(current.ID), types.StringValue(current.Name)
	m.NodeID, m.NodePool = types.StringValue(current.NodeID), types.StringValue(current.NodePool)
	m.PluginID = types.StringValue(current.PluginID)
	follow.Map(&m.Parameters, current.Parameters)
	m.Capabilities = nil
	for _, capability := range current.RequestedCapabilities {
		m.Capabilities = append(m.Capabilities, volume.Capability{
			AccessMode:     types.StringValue(string(capability.AccessMode)),
			AttachmentMode: types.StringValue(string(capability.AttachmentMode)),
		})
	}
	m.CapacityBytes = types.Int64Value(current.CapacityBytes)
	m.CapacityMinBytes = types.Int64Value(current.RequestedCapacityMinBytes)
	m.CapacityMaxBytes = types.Int64Value(current.RequestedCapacityMaxBytes)
	m.HostPath, m.State = types.StringValue(current.HostPath), types.StringValue(string(current.State))
}

// accessModes are those of a volume that is on one node.
var accessModes = []string{
	string(api.HostVolumeAccessModeSingleNodeReader), string(api.HostVolumeAccessModeSingleNodeWriter),
	string(api.HostVolumeAccessModeSingleNodeSingleWriter), string(api.HostVolumeAccessModeSingleNodeMultiWriter),
}

var wholeID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// check gives what Nomad would refuse.
func (m *Common) check() []string {
	var problems []string
	if !m.Name.IsUnknown() && m.Name.ValueString() == "" {
		problems = append(problems, `name: got "", want the name by which jobs ask for the volume`)
	}
	if m.Namespace.ValueString() == api.AllNamespacesNamespace {
		problems = append(problems, `namespace: got "*", want the name of one namespace`)
	}
	if id := m.NodeID.ValueString(); id != "" && !wholeID.MatchString(id) {
		problems = append(problems, fmt.Sprintf("node_id: got %q, want the whole id of a node, as nomad node status -verbose shows it", id))
	}
	return slices.Concat(problems, volume.CheckCapabilities(m.Capabilities, accessModes))
}

func (m *Common) title() string {
	name := m.Name.ValueString()
	if name == "" {
		name = m.ID.ValueString()
	}
	return "[host volume " + volume.Namespace(m.Namespace) + "/" + name + "]"
}
