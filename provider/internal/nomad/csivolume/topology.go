package csivolume

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/listplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

// topology is a place that storage can be in, as in a zone of a provider.
type topology struct {
	Segments types.Map `tfsdk:"segments"`
}

// topologies is a block around places.
type topologies struct {
	Topology []topology `tfsdk:"topology"`
}

var topologyType = types.ObjectType{AttrTypes: map[string]attr.Type{"segments": types.MapType{ElemType: types.StringType}}}

func topologyRequestBlock(kinds ...string) schema.ListNestedBlock {
	blocks := map[string]schema.Block{}
	for _, kind := range kinds {
		blocks[kind] = schema.ListNestedBlock{
			MarkdownDescription: "Places that are " + kind + ". One block at most.",
			NestedObject: schema.NestedBlockObject{Blocks: map[string]schema.Block{
				"topology": schema.ListNestedBlock{
					MarkdownDescription: "A place. One at least.",
					NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
						"segments": schema.MapAttribute{Required: true, ElementType: types.StringType, MarkdownDescription: "What names the place to the plugin."},
					}},
				},
			}},
		}
	}
	return schema.ListNestedBlock{
		MarkdownDescription: "Where the volume can be reached from. One block at most; another one makes another volume.",
		PlanModifiers:       []planmodifier.List{listplanmodifier.RequiresReplace()},
		NestedObject:        schema.NestedBlockObject{Blocks: blocks},
	}
}

func wireTopologies(blocks []topologies) []*api.CSITopology {
	var all []*api.CSITopology
	for _, block := range blocks {
		for _, place := range block.Topology {
			all = append(all, &api.CSITopology{Segments: follow.StringMap(place.Segments)})
		}
	}
	return all
}

// followTopologies keeps the blocks of the state where the server has the same places.
func followTopologies(target *[]topologies, current []*api.CSITopology) {
	same := func(a, b *api.CSITopology) bool { return maps.Equal(a.Segments, b.Segments) }
	if slices.EqualFunc(wireTopologies(*target), current, same) {
		return
	}
	*target = nil
	var block topologies
	for _, place := range current {
		var segments types.Map
		follow.Map(&segments, place.Segments)
		block.Topology = append(block.Topology, topology{segments})
	}
	if len(current) > 0 {
		*target = []topologies{block}
	}
}

func listTopologies(current []*api.CSITopology) types.List {
	places := make([]attr.Value, 0, len(current))
	for _, place := range current {
		segments := types.MapNull(types.StringType)
		follow.Map(&segments, place.Segments)
		places = append(places, types.ObjectValueMust(topologyType.AttrTypes, map[string]attr.Value{"segments": segments}))
	}
	return types.ListValueMust(topologyType, places)
}

// checkTopologies gives what is wrong with the blocks of a topology_request.
func checkTopologies(requests int, kinds map[string][]topologies) []string {
	var problems []string
	if requests > 1 {
		problems = append(problems, fmt.Sprintf("topology_request: got %d blocks, at most one is allowed", requests))
	}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		blocks := kinds[kind]
		if len(blocks) > 1 {
			problems = append(problems, fmt.Sprintf("topology_request.%s: got %d blocks, at most one is allowed", kind, len(blocks)))
		}
		for _, block := range blocks {
			if len(block.Topology) == 0 {
				problems = append(problems, fmt.Sprintf("topology_request.%s: has no topology; name one place at least, or leave the block out", kind))
			}
			for _, place := range block.Topology {
				if !place.Segments.IsUnknown() && len(place.Segments.Elements()) == 0 {
					problems = append(problems, fmt.Sprintf("topology_request.%s.topology.segments: is empty; name the place", kind))
				}
			}
		}
	}
	return problems
}
