package sources

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/dustin/go-humanize"
	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/source"
)

type dynamicHostVolumeModel struct {
	ID               types.String       `tfsdk:"id" is:"required" doc:"Id of the volume."`
	Namespace        types.String       `tfsdk:"namespace" is:"optional" doc:"Namespace of the volume. Default: default."`
	Name             string             `tfsdk:"name" doc:"Name of the volume, which jobs use."`
	Capability       []capability       `tfsdk:"capability" doc:"How tasks may use the volume."`
	Capacity         string             `tfsdk:"capacity" doc:"Size of the volume, such as 1.0 GiB."`
	CapacityMax      string             `tfsdk:"capacity_max" doc:"Largest size that was requested."`
	CapacityMin      string             `tfsdk:"capacity_min" doc:"Smallest size that was requested."`
	CapacityBytes    int64              `tfsdk:"capacity_bytes" doc:"Size of the volume in bytes."`
	CapacityMaxBytes int64              `tfsdk:"capacity_max_bytes" doc:"Largest size that was requested, in bytes."`
	CapacityMinBytes int64              `tfsdk:"capacity_min_bytes" doc:"Smallest size that was requested, in bytes."`
	Constraint       []volumeConstraint `tfsdk:"constraint" doc:"Constraints on the node of the volume."`
	HostPath         string             `tfsdk:"host_path" doc:"Path of the volume on its node."`
	NodeID           string             `tfsdk:"node_id" doc:"Id of the node."`
	NodePool         string             `tfsdk:"node_pool" doc:"Node pool of the node."`
	Parameters       map[string]string  `tfsdk:"parameters" doc:"Parameters that the plugin got."`
	PluginID         string             `tfsdk:"plugin_id" doc:"Plugin that made the volume; empty if it was registered."`
	State            string             `tfsdk:"state" doc:"pending, ready, or unavailable."`
}

type capability struct {
	AccessMode     string `tfsdk:"access_mode"`
	AttachmentMode string `tfsdk:"attachment_mode"`
}

type volumeConstraint struct {
	Attribute string `tfsdk:"attribute"`
	Operator  string `tfsdk:"operator"`
	Value     string `tfsdk:"value"`
}

func dynamicHostVolume() func() datasource.DataSource {
	return of("nomad_dynamic_host_volume", "A dynamic host volume.", func(ctx context.Context, client *api.Client, model *dynamicHostVolumeModel) error {
		volume, _, err := client.HostVolumes().Get(model.ID.ValueString(), query(ctx, api.QueryOptions{Namespace: orDefault(&model.Namespace)}))
		if err != nil {
			return err
		}
		size := func(bytes int64) string { return humanize.IBytes(uint64(bytes)) }
		model.Namespace, model.Name, model.HostPath = types.StringValue(volume.Namespace), volume.Name, volume.HostPath
		model.NodeID, model.NodePool, model.PluginID, model.State = volume.NodeID, volume.NodePool, volume.PluginID, string(volume.State)
		model.CapacityBytes, model.CapacityMaxBytes, model.CapacityMinBytes = volume.CapacityBytes, volume.RequestedCapacityMaxBytes, volume.RequestedCapacityMinBytes
		model.Capacity, model.CapacityMax, model.CapacityMin = size(model.CapacityBytes), size(model.CapacityMaxBytes), size(model.CapacityMinBytes)
		model.Parameters = volume.Parameters
		model.Capability = source.Each(volume.RequestedCapabilities, func(can *api.HostVolumeCapability) capability {
			return capability{string(can.AccessMode), string(can.AttachmentMode)}
		})
		model.Constraint = source.Each(volume.Constraints, func(c *api.Constraint) volumeConstraint {
			return volumeConstraint{c.LTarget, c.Operand, c.RTarget}
		})
		return nil
	})
}

// onlyCSI checks the argument type, and stores its default.
func onlyCSI(argument *types.String) error {
	if kind := argument.ValueString(); kind != "" && kind != "csi" {
		return fmt.Errorf("type: got %q, want csi, or leave it out", kind)
	}
	*argument = types.StringValue("csi")
	return nil
}

type volumesModel struct {
	ID        types.String        `tfsdk:"id" is:"optional,computed" doc:"URL of the list."`
	Type      types.String        `tfsdk:"type" is:"optional" doc:"csi, the default."`
	NodeID    types.String        `tfsdk:"node_id" is:"optional" doc:"Only volumes that this node uses."`
	PluginID  types.String        `tfsdk:"plugin_id" is:"optional" doc:"Only volumes of this plugin."`
	Namespace types.String        `tfsdk:"namespace" is:"optional" doc:"Namespace, or * for all. Default: default."`
	Volumes   []map[string]string `tfsdk:"volumes" doc:"The volumes. Numbers and booleans are texts, and attachement_mode is spelled so, as in the official provider."`
}

func volumes() func() datasource.DataSource {
	return of("nomad_volumes", "The CSI volumes of a namespace.", func(ctx context.Context, client *api.Client, model *volumesModel) error {
		if err := onlyCSI(&model.Type); err != nil {
			return err
		}
		options := api.QueryOptions{Namespace: orDefault(&model.Namespace), Params: map[string]string{}}
		if node := model.NodeID.ValueString(); node != "" {
			options.Params["node_id"] = node
		}
		if plugin := model.PluginID.ValueString(); plugin != "" {
			options.Params["plugin_id"] = plugin
		}
		found, _, err := client.CSIVolumes().List(query(ctx, options))
		model.ID = types.StringValue(client.Address() + "/v1/volumes")
		model.Volumes = source.Each(found, func(volume *api.CSIVolumeListStub) map[string]string {
			return map[string]string{
				"id": volume.ID, "namespace": volume.Namespace, "name": volume.Name, "external_id": volume.ExternalID,
				"access_mode": string(volume.AccessMode), "attachement_mode": string(volume.AttachmentMode),
				"schedulable": strconv.FormatBool(volume.Schedulable), "plugin_id": volume.PluginID, "plugin_provider": volume.Provider,
				"controller_required":  strconv.FormatBool(volume.ControllerRequired),
				"controllers_healthy":  strconv.Itoa(volume.ControllersHealthy),
				"controllers_expected": strconv.Itoa(volume.ControllersExpected),
				"nodes_healthy":        strconv.Itoa(volume.NodesHealthy),
				"nodes_expected":       strconv.Itoa(volume.NodesExpected),
			}
		})
		return err
	})
}

type pluginsModel struct {
	ID      types.String        `tfsdk:"id" is:"optional,computed" doc:"URL of the list."`
	Type    types.String        `tfsdk:"type" is:"optional" doc:"csi, the default."`
	Plugins []map[string]string `tfsdk:"plugins" doc:"The plugins. Numbers and booleans are texts."`
}

func plugins() func() datasource.DataSource {
	return of("nomad_plugins", "The CSI plugins of the cluster.", func(ctx context.Context, client *api.Client, model *pluginsModel) error {
		if err := onlyCSI(&model.Type); err != nil {
			return err
		}
		found, _, err := client.CSIPlugins().List(query(ctx, api.QueryOptions{}))
		model.ID = types.StringValue(client.Address() + "/v1/plugins")
		model.Plugins = source.Each(found, func(plugin *api.CSIPluginListStub) map[string]string {
			return map[string]string{
				"id": plugin.ID, "provider": plugin.Provider,
				"controller_required":  strconv.FormatBool(plugin.ControllerRequired),
				"controllers_healthy":  strconv.Itoa(plugin.ControllersHealthy),
				"controllers_expected": strconv.Itoa(plugin.ControllersExpected),
				"nodes_healthy":        strconv.Itoa(plugin.NodesHealthy),
				"nodes_expected":       strconv.Itoa(plugin.NodesExpected),
			}
		})
		return err
	})
}

type pluginModel struct {
	ID                  types.String `tfsdk:"id" is:"optional,computed" doc:"Id of the plugin."`
	PluginID            types.String `tfsdk:"plugin_id" is:"required" doc:"Id of the plugin."`
	WaitForRegistration types.Bool   `tfsdk:"wait_for_registration" is:"optional" doc:"Whether to wait up to 20 minutes until the plugin exists. Default: false."`
	WaitForHealthy      types.Bool   `tfsdk:"wait_for_healthy" is:"optional" doc:"Whether to wait up to 20 minutes until the plugin exists and all of its controllers are healthy. Default: false."`
	Provider            string       `tfsdk:"plugin_provider" doc:"Name of the driver."`
	ProviderVersion     string       `tfsdk:"plugin_provider_version" doc:"Version of the driver."`
	ControllerRequired  bool         `tfsdk:"controller_required" doc:"Whether the plugin needs a controller."`
	ControllersExpected int64        `tfsdk:"controllers_expected" doc:"Number of controllers."`
	ControllersHealthy  int64        `tfsdk:"controllers_healthy" doc:"Number of healthy controllers."`
	NodesExpected       int64        `tfsdk:"nodes_expected" doc:"Number of nodes with the plugin."`
	NodesHealthy        int64        `tfsdk:"nodes_healthy" doc:"Number of nodes with a healthy plugin."`
	Nodes               []pluginNode `tfsdk:"nodes" doc:"The nodes with the plugin, sorted by id."`
}

type pluginNode struct {
	Name               string `tfsdk:"name"`
	Healthy            bool   `tfsdk:"healthy"`
	HealthyDescription string `tfsdk:"healthy_description"`
}

// How long a plugin is waited for, and how often it is read meanwhile.
var pluginPatience, pluginPause = 20 * time.Minute, time.Second

func plugin() func() datasource.DataSource {
	return of("nomad_plugin", "A CSI plugin.", readPluginWith)
}

// readPluginWith reads the plugin, and waits for it if an argument asks for that.
func readPluginWith(ctx context.Context, client *api.Client, model *pluginModel) error {
	mustBeHealthy := model.WaitForHealthy.ValueBool()
	waits := model.WaitForRegistration.ValueBool() || mustBeHealthy
	for end := time.Now().Add(pluginPatience); ; {
		current, _, err := client.CSIPlugins().Info(model.PluginID.ValueString(), query(ctx, api.QueryOptions{}))
		if err == nil && mustBeHealthy && current.ControllersHealthy != current.ControllersExpected {
			err = fmt.Errorf("%d of %d controllers are healthy after a wait of %s", current.ControllersHealthy, current.ControllersExpected, pluginPatience)
		} else if err == nil {
			model.follow(current)
			return nil
		} else if !waits || !cluster.NotFound(err) {
			return err
		}
		if time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pluginPause):
		}
	}
}

// follow sets the counts as the official provider does, which counts the controllers and nodes that Nomad knows.
func (m *pluginModel) follow(current *api.CSIPlugin) {
	m.ID, m.Provider, m.ProviderVersion, m.ControllerRequired = types.StringValue(current.ID), current.Provider, current.Version, current.ControllerRequired
	m.ControllersExpected, m.ControllersHealthy = int64(len(current.Controllers)), int64(current.ControllersHealthy)
	m.NodesExpected, m.NodesHealthy = int64(len(current.Nodes)), int64(current.NodesHealthy)
	m.WaitForRegistration, m.WaitForHealthy = types.BoolValue(m.WaitForRegistration.ValueBool()), types.BoolValue(m.WaitForHealthy.ValueBool())
	m.Nodes = byName(current.Nodes, func(name string, info *api.CSIInfo) pluginNode {
		node := valueOf(info)
		return pluginNode{name, node.Healthy, node.HealthDescription}
	})
}
