package sources

import (
	"context"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/source"
)

type nodeModel struct {
	ID                types.String        `tfsdk:"id" is:"optional,computed" doc:"Id of the node."`
	NodeID            types.String        `tfsdk:"node_id" is:"required" doc:"Id of the node."`
	Name              string              `tfsdk:"name" doc:"Name of the node."`
	Datacenter        string              `tfsdk:"datacenter" doc:"Datacenter of the node."`
	NodeClass         string              `tfsdk:"node_class" doc:"Class of the node."`
	NodePool          string              `tfsdk:"node_pool" doc:"Node pool of the node."`
	HTTPAddress       string              `tfsdk:"http_addr" doc:"Address of the node's agent."`
	Drain             bool                `tfsdk:"drain" doc:"Whether the node is being drained."`
	Status            string              `tfsdk:"status" doc:"initializing, ready, down, or disconnected."`
	StatusDescription string              `tfsdk:"status_description" doc:"Reason of the status."`
	Eligibility       string              `tfsdk:"scheduling_eligibility" doc:"eligible or ineligible."`
	Attributes        map[string]string   `tfsdk:"attributes" doc:"Attributes of the node, such as kernel.name."`
	Meta              map[string]string   `tfsdk:"meta" doc:"Keys and values of the node."`
	Drivers           []driver            `tfsdk:"drivers" doc:"Task drivers of the node, sorted by name."`
	HostVolumes       []hostVolume        `tfsdk:"host_volumes" doc:"Host volumes of the node, sorted by name."`
	Resources         []nodeResources     `tfsdk:"node_resources" doc:"What the node has."`
	Reserved          []reservedResources `tfsdk:"reserved_resources" doc:"What is not for tasks."`
}

type driver struct {
	Name       string            `tfsdk:"name"`
	Detected   bool              `tfsdk:"detected"`
	Healthy    bool              `tfsdk:"healthy"`
	Attributes map[string]string `tfsdk:"attributes"`
}

type hostVolume struct {
	Name     string `tfsdk:"name"`
	Path     string `tfsdk:"path"`
	ReadOnly bool   `tfsdk:"read_only"`
	ID       string `tfsdk:"id"`
}

type nodeResources struct {
	CPU            []nodeCPU     `tfsdk:"cpu"`
	Memory         []nodeMemory  `tfsdk:"memory"`
	Disk           []nodeDisk    `tfsdk:"disk"`
	Networks       []nodeNetwork `tfsdk:"networks"`
	Devices        []nodeDevice  `tfsdk:"devices"`
	MinDynamicPort int64         `tfsdk:"min_dynamic_port"`
	MaxDynamicPort int64         `tfsdk:"max_dynamic_port"`
}

type nodeCPU struct {
	Shares     int64   `tfsdk:"cpu_shares"`
	Cores      int64   `tfsdk:"total_cpu_cores"`
	Reservable []int64 `tfsdk:"reservable_cpu_cores"`
}

type nodeMemory struct {
	MB int64 `tfsdk:"memory_mb"`
}

type nodeDisk struct {
	MB int64 `tfsdk:"disk_mb"`
}

type nodeNetwork struct {
	Device string `tfsdk:"device"`
	CIDR   string `tfsdk:"cidr"`
	IP     string `tfsdk:"ip"`
	Mode   string `tfsdk:"mode"`
}

type nodeDevice struct {
	Vendor string `tfsdk:"vendor"`
	Type   string `tfsdk:"type"`
	Name   string `tfsdk:"name"`
	Count  int64  `tfsdk:"count"`
}

type reservedResources struct {
	CPU      []reservedCPU     `tfsdk:"cpu"`
	Memory   []nodeMemory      `tfsdk:"memory"`
	Disk     []nodeDisk        `tfsdk:"disk"`
	Networks map[string]string `tfsdk:"networks"`
}

type reservedCPU struct {
	Shares int64 `tfsdk:"cpu_shares"`
}

func driversOf(drivers map[string]*api.DriverInfo) []driver {
	return byName(drivers, func(name string, info *api.DriverInfo) driver {
		known := valueOf(info)
		return driver{name, known.Detected, known.Healthy, known.Attributes}
	})
}

func resourcesOf(from *api.NodeResources) []nodeResources {
	if from == nil {
		return nil
	}
	return []nodeResources{{
		CPU: []nodeCPU{{from.Cpu.CpuShares, int64(from.Cpu.TotalCpuCores),
			source.Each(from.Cpu.ReservableCpuCores, func(core uint16) int64 { return int64(core) })}},
		Memory: []nodeMemory{{from.Memory.MemoryMB}},
		Disk:   []nodeDisk{{from.Disk.DiskMB}},
		Networks: source.Each(from.Networks, func(network *api.NetworkResource) nodeNetwork {
			return nodeNetwork{network.Device, network.CIDR, network.IP, network.Mode}
		}),
		Devices: source.Each(from.Devices, func(device *api.NodeDeviceResource) nodeDevice {
			return nodeDevice{device.Vendor, device.Type, device.Name, int64(len(device.Instances))}
		}),
		MinDynamicPort: int64(from.MinDynamicPort), MaxDynamicPort: int64(from.MaxDynamicPort),
	}}
}

func reservedOf(from *api.NodeReservedResources) []reservedResources {
	if from == nil {
		return nil
	}
	return []reservedResources{{
		CPU:      []reservedCPU{{int64(from.Cpu.CpuShares)}},
		Memory:   []nodeMemory{{int64(from.Memory.MemoryMB)}},
		Disk:     []nodeDisk{{int64(from.Disk.DiskMB)}},
		Networks: map[string]string{"reserved_host_ports": from.Networks.ReservedHostPorts},
	}}
}

func nodeSource() func() datasource.DataSource {
	return of("nomad_node", "A node of the cluster.", func(ctx context.Context, client *api.Client, model *nodeModel) error {
		node, _, err := client.Nodes().Info(model.NodeID.ValueString(), query(ctx, api.QueryOptions{}))
		if err != nil {
			return err
		}
		model.ID, model.Name, model.Datacenter, model.NodeClass, model.NodePool = model.NodeID, node.Name, node.Datacenter, node.NodeClass, node.NodePool
		model.HTTPAddress, model.Drain, model.Eligibility = node.HTTPAddr, node.Drain, node.SchedulingEligibility
		model.Status, model.StatusDescription = node.Status, node.StatusDescription
		model.Attributes, model.Meta, model.Drivers = node.Attributes, node.Meta, driversOf(node.Drivers)
		model.HostVolumes = byName(node.HostVolumes, func(name string, info *api.HostVolumeInfo) hostVolume {
			volume := valueOf(info)
			return hostVolume{name, volume.Path, volume.ReadOnly, volume.ID}
		})
		model.Resources, model.Reserved = resourcesOf(node.NodeResources), reservedOf(node.ReservedResources)
		return nil
	})
}

type nodesModel struct {
	ID        types.String `tfsdk:"id" is:"optional,computed" doc:"A number that depends only on the arguments."`
	Prefix    types.String `tfsdk:"prefix" is:"optional" doc:"Only nodes whose ids begin with it; an even number of hexadecimal digits."`
	Filter    types.String `tfsdk:"filter" is:"optional" doc:"[Filter expression](https://developer.hashicorp.com/nomad/api-docs#filtering)."`
	OS        types.Bool   `tfsdk:"os" is:"optional" doc:"Whether attributes contains those of the operating system. Default: false."`
	Resources types.Bool   `tfsdk:"resources" is:"optional" doc:"Whether node_resources and reserved_resources are read. Default: false."`
	Nodes     []nodeStub   `tfsdk:"nodes" doc:"The nodes."`
}

type nodeStub struct {
	ID                string              `tfsdk:"id"`
	Name              string              `tfsdk:"name"`
	Datacenter        string              `tfsdk:"datacenter"`
	NodeClass         string              `tfsdk:"node_class"`
	NodePool          string              `tfsdk:"node_pool"`
	Address           string              `tfsdk:"address"`
	Version           string              `tfsdk:"version"`
	Drain             bool                `tfsdk:"drain"`
	Status            string              `tfsdk:"status"`
	StatusDescription string              `tfsdk:"status_description"`
	Eligibility       string              `tfsdk:"scheduling_eligibility"`
	Attributes        map[string]string   `tfsdk:"attributes"`
	Drivers           []driver            `tfsdk:"drivers"`
	Resources         []nodeResources     `tfsdk:"node_resources"`
	Reserved          []reservedResources `tfsdk:"reserved_resources"`
}

func nodes() func() datasource.DataSource {
	return of("nomad_nodes", "The nodes of the cluster.", func(ctx context.Context, client *api.Client, model *nodesModel) error {
		prefix, filter, os, resources := model.Prefix.ValueString(), model.Filter.ValueString(), model.OS.ValueBool(), model.Resources.ValueBool()
		options := api.QueryOptions{Prefix: prefix, Filter: filter, Params: map[string]string{}}
		if os {
			options.Params["os"] = "true"
		}
		if resources {
			options.Params["resources"] = "true"
		}
		found, _, err := client.Nodes().List(query(ctx, options))
		model.ID = identify(prefix + filter + strconv.FormatBool(os) + strconv.FormatBool(resources))
		model.OS, model.Resources = types.BoolValue(os), types.BoolValue(resources)
		model.Nodes = source.Each(found, func(node *api.NodeListStub) nodeStub {
			return nodeStub{node.ID, node.Name, node.Datacenter, node.NodeClass, node.NodePool, node.Address, node.Version, node.Drain, node.Status,
				node.StatusDescription, node.SchedulingEligibility, node.Attributes, driversOf(node.Drivers), resourcesOf(node.NodeResources), reservedOf(node.ReservedResources)}
		})
		return err
	})
}
