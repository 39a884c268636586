package csivolume

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/volume"
	"cdknomad/provider/internal/writeonly"
)

// attributes are those that both resource types have alike, and more.
func attributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	number := func(description string) schema.Int64Attribute {
		return schema.Int64Attribute{Computed: true, MarkdownDescription: description}
	}
	text := func(description string) schema.StringAttribute {
		return schema.StringAttribute{Computed: true, MarkdownDescription: description}
	}
	const fixed = "nomad cannot change the parameters of a volume that exists"
	all := map[string]schema.Attribute{
		"id":        lifecycle.ID("The volume's id. It is imported as `id@namespace`."),
		"volume_id": lifecycle.Identifying("The id by which jobs ask for it, one of its kind in its namespace."),
		"name":      lifecycle.Identifying("The name that the plugin gets."),
		"namespace": volume.NamespaceAttribute(),
		"plugin_id": lifecycle.Identifying("The plugin, as its task's `csi_plugin` block names it."),
		"parameters": schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Parameters for the plugin at creation.",
			PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplaceIf(otherParameters, fixed, fixed)}},
		"secrets": schema.MapAttribute{Optional: true, Sensitive: true, ElementType: types.StringType,
			MarkdownDescription: "Credentials for the plugin. Nomad never returns them, so a change by another client is not reported. They are in Terraform's state in plain text."},
		"secrets_wo": schema.MapAttribute{Optional: true, WriteOnly: true, ElementType: types.StringType,
			MarkdownDescription: "The same in place of `secrets`." + writeonly.Without},
		"secrets_wo_version":      writeonly.VersionAttribute("secrets_wo"),
		"secrets_wo_hash":         writeonly.HashAttribute("secrets_wo"),
		"capacity":                number("The size in bytes that the plugin reports."),
		"capacity_min":            schema.StringAttribute{Optional: true, MarkdownDescription: "The least size, such as `10GiB`. More of it expands the volume. Default: the plugin's."},
		"capacity_max":            schema.StringAttribute{Optional: true, MarkdownDescription: "The largest size. Default: the plugin's."},
		"capacity_min_bytes":      number("The least size asked for, in bytes."),
		"capacity_max_bytes":      number("The largest size asked for, in bytes."),
		"controller_required":     schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether the plugin needs a controller."},
		"controllers_expected":    number("Controllers that should run."),
		"controllers_healthy":     number("Controllers that answer."),
		"nodes_expected":          number("Nodes on which the plugin should run."),
		"nodes_healthy":           number("Nodes on which it answers."),
		"plugin_provider":         text("What the plugin calls itself."),
		"plugin_provider_version": text("The plugin's version."),
		"schedulable":             schema.BoolAttribute{Computed: true, MarkdownDescription: "Whether jobs that use it can be placed now."},
		"topologies":              schema.ListAttribute{Computed: true, ElementType: topologyType, MarkdownDescription: "Where it can be reached from, as the plugin reports."},
	}
	maps.Copy(all, more)
	return all
}

func capabilityBlock() schema.SetNestedBlock {
	return schema.SetNestedBlock{
		MarkdownDescription: "A way in which jobs may use the volume. One at least.",
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"access_mode": schema.StringAttribute{Required: true, MarkdownDescription: "`single-node-reader-only`, `single-node-writer`, " +
				"`multi-node-reader-only`, `multi-node-single-writer` or `multi-node-multi-writer`."},
			"attachment_mode": schema.StringAttribute{Required: true, MarkdownDescription: "`file-system` or `block-device`."},
		}},
	}
}

func otherParameters(_ context.Context, request planmodifier.MapRequest, response *mapplanmodifier.RequiresReplaceIfFuncResponse) {
	response.RequiresReplace = request.PlanValue.IsUnknown() || !maps.Equal(follow.StringMap(request.PlanValue), follow.StringMap(request.StateValue))
}
