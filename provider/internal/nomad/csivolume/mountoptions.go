package csivolume

import (
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/writeonly"
)

// mountOptions are how a volume with a file system is mounted.
type mountOptions struct {
	FSType     types.String `tfsdk:"fs_type"`
	MountFlags types.List   `tfsdk:"mount_flags"`

	MountFlagsWO        types.List   `tfsdk:"mount_flags_wo"` // only in the configuration
	MountFlagsWOVersion types.Int64  `tfsdk:"mount_flags_wo_version"`
	MountFlagsWOHash    types.String `tfsdk:"mount_flags_wo_hash"`
}

func mountOptionsBlock() schema.ListNestedBlock {
	return schema.ListNestedBlock{
		MarkdownDescription: "How the volume is mounted. One block at most. Nomad does not return the flags, so only their presence is compared.",
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"fs_type":     schema.StringAttribute{Optional: true, MarkdownDescription: "The file system, such as `ext4`. Default: the plugin's."},
			"mount_flags": schema.ListAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Flags of the mount, such as `noatime`."},
			"mount_flags_wo": schema.ListAttribute{Optional: true, WriteOnly: true, ElementType: types.StringType,
				MarkdownDescription: "The same in place of `mount_flags`, for flags with a password." + writeonly.Without},
			"mount_flags_wo_version": writeonly.VersionAttribute("mount_flags_wo"),
			"mount_flags_wo_hash":    writeonly.HashAttribute("mount_flags_wo"),
		}},
	}
}

func wireOptions(blocks []mountOptions) *api.CSIMountOptions {
	if len(blocks) == 0 {
		return nil
	}
	return &api.CSIMountOptions{FSType: blocks[0].FSType.ValueString(), MountFlags: follow.Strings(blocks[0].MountFlags)}
}

// isWriteOnly returns whether the flags are not in the state. The state of the official provider has a version of them, and no hash.
func (m mountOptions) isWriteOnly() bool {
	return !m.MountFlagsWOHash.IsNull() || !m.MountFlagsWOVersion.IsNull()
}

// hidden is what Nomad returns in place of flags.
var hidden = []string{"[REDACTED]"}

// followOptions keeps the flags that were written last as long as the server has some.
func followOptions(target *[]mountOptions, current *api.CSIMountOptions) {
	if current == nil || current.FSType == "" && len(current.MountFlags) == 0 {
		if wired := wireOptions(*target); wired != nil && (wired.FSType != "" || len(wired.MountFlags) > 0 || (*target)[0].isWriteOnly()) {
			*target = nil
		}
		return
	}
	if len(*target) == 0 {
		*target = []mountOptions{{FSType: types.StringNull(), MountFlags: types.ListNull(types.StringType), MountFlagsWO: types.ListNull(types.StringType)}}
	}
	options := &(*target)[0]
	follow.Text(&options.FSType, current.FSType)
	if slices.Equal(current.MountFlags, hidden) && (len(options.MountFlags.Elements()) > 0 || options.isWriteOnly()) {
		return
	}
	options.MountFlagsWOHash = types.StringNull()
	follow.List(&options.MountFlags, current.MountFlags)
}
