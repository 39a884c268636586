package dynamichostvolume

import (
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/lifecycle"
	"cdknomad/provider/internal/nomad/volume"
)

// attributes are those that both resource types have alike.
func attributes(more map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"id":                 lifecycle.Lasting("The id that Nomad gives it. It is imported as `id@namespace`."),
		"name":               lifecycle.Identifying("The name by which jobs ask for it. Volumes on different nodes may have the same."),
		"namespace":          volume.NamespaceAttribute(),
		"capacity_bytes":     schema.Int64Attribute{Computed: true, MarkdownDescription: "The size in bytes that the plugin reports; 0 if it has none."},
		"capacity_min_bytes": schema.Int64Attribute{Computed: true, MarkdownDescription: "The least size asked for, in bytes."},
		"capacity_max_bytes": schema.Int64Attribute{Computed: true, MarkdownDescription: "The largest size asked for, in bytes."},
		"parameters":         schema.MapAttribute{Optional: true, ElementType: types.StringType, MarkdownDescription: "Parameters for the plugin."},
		"state":              schema.StringAttribute{Computed: true, MarkdownDescription: "`ready`, `pending`, or `unavailable` while its node is down."},
	}
	for name, attribute := range more {
		all[name] = attribute
	}
	return all
}

func capabilityBlock() schema.ListNestedBlock {
	return schema.ListNestedBlock{
		MarkdownDescription: "A way in which jobs may use the volume. One at least.",
		NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
			"access_mode": schema.StringAttribute{Required: true,
				MarkdownDescription: "`single-node-reader-only`, `single-node-writer`, `single-node-single-writer` or `single-node-multi-writer`."},
			"attachment_mode": schema.StringAttribute{Required: true, MarkdownDescription: "`file-system` or `block-device`."},
		}},
	}
}
