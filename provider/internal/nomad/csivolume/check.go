package csivolume

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/volume"
)

var accessModes = []string{
	string(api.CSIVolumeAccessModeSingleNodeReader), string(api.CSIVolumeAccessModeSingleNodeWriter),
	string(api.CSIVolumeAccessModeMultiNodeReader), string(api.CSIVolumeAccessModeMultiNodeSingleWriter),
	string(api.CSIVolumeAccessModeMultiNodeMultiWriter),
}

// check gives what Nomad would refuse.
func (m *Common) check() []string {
	var problems []string
	for _, name := range []struct {
		field string
		value types.String
		want  string
	}{
		{"volume_id", m.VolumeID, "the id by which jobs ask for the volume"},
		{"name", m.Name, "the name that the plugin gets"},
		{"plugin_id", m.PluginID, "the id of the plugin, as its csi_plugin block has it"},
	} {
		if !name.value.IsUnknown() && name.value.ValueString() == "" {
			problems = append(problems, fmt.Sprintf(`%s: got "", want %s`, name.field, name.want))
		}
	}
	if id := m.VolumeID.ValueString(); strings.ContainsAny(id, "/@? ") {
		problems = append(problems, fmt.Sprintf("volume_id: got %q, which has a space or one of / @ ?; use letters, digits, dashes and dots", id))
	}
	if m.Namespace.ValueString() == api.AllNamespacesNamespace {
		problems = append(problems, `namespace: got "*", want the name of one namespace`)
	}
	if len(m.MountOptions) > 1 {
		problems = append(problems, fmt.Sprintf("mount_options: got %d blocks, at most one is allowed", len(m.MountOptions)))
	}
	return slices.Concat(problems, volume.CheckCapabilities(m.Capabilities, accessModes), volume.CheckCapacity(m.CapacityMin, m.CapacityMax), m.Timeouts.check())
}
