package acceptance

import (
	"os"
	"testing"

	"github.com/hashicorp/nomad/api"
)

// hostVolumes are the host volumes of a name, in all namespaces.
func (s *stack) hostVolumes(name string) []*api.HostVolume {
	s.t.Helper()
	stubs, _, err := s.nomad.HostVolumes().List(nil, &api.QueryOptions{Namespace: "*"})
	if err != nil {
		s.t.Fatal(err)
	}
	var found []*api.HostVolume
	for _, stub := range stubs {
		if stub.Name == name {
			volume, _, err := s.nomad.HostVolumes().Get(stub.ID, &api.QueryOptions{Namespace: stub.Namespace})
			if err != nil {
				s.t.Fatal(err)
			}
			found = append(found, volume)
		}
	}
	return found
}

func (s *stack) hostVolume(name string) *api.HostVolume {
	s.t.Helper()
	found := s.hostVolumes(name)
	if len(found) != 1 {
		s.t.Fatalf("want one host volume %s, got %d", name, len(found))
	}
	return found[0]
}

// changeHostVolume edits a volume behind terraform's back.
func (s *stack) changeHostVolume(name string, edit func(*api.HostVolume)) func() error {
	return func() error {
		volume := s.hostVolume(name)
		edit(volume)
		volume.Allocations = nil
		_, _, err := s.nomad.HostVolumes().Create(&api.HostVolumeCreateRequest{Volume: volume}, nil)
		return err
	}
}

func (s *stack) removeHostVolume(name string) error {
	s.t.Helper()
	_, _, err := s.nomad.HostVolumes().Delete(&api.HostVolumeDeleteRequest{ID: s.hostVolume(name).ID}, nil)
	return err
}

func oneWriter() object {
	return object{"access_mode": "single-node-writer", "attachment_mode": "file-system"}
}

func TestADynamicHostVolumeLives(t *testing.T) {
	s := newStack(t)
	name := s.name()
	attributes := object{
		"name": name, "plugin_id": "mkdir", "capacity_min": "1 GB", "capacity_max": "2GiB", "parameters": object{"mode": "0755"},
		"capability": []any{oneWriter(), object{"access_mode": "single-node-reader-only", "attachment_mode": "file-system"}},
		"constraint": []any{object{"attribute": "$${attr.kernel.name}", "value": "linux"}},
	}
	s.with("nomad_dynamic_host_volume", "it", attributes)
	s.apply()
	if got := s.hostVolume(name); got.RequestedCapacityMinBytes != 1_000_000_000 || got.RequestedCapacityMaxBytes != 2<<30 ||
		got.State != api.HostVolumeStateReady || got.Parameters["mode"] != "0755" {
		t.Fatalf("the volume is not as wanted: %+v", got)
	}
	id := s.hostVolume(name).ID
	s.with("nomad_dynamic_host_volume", "it", with(attributes, "capacity_max", "2048 MiB"))
	s.empty()
	s.with("nomad_dynamic_host_volume", "it", with(attributes, "constraint", []any{object{"attribute": "$${attr.kernel.name}", "operator": "=", "value": "linux"}}))
	lacks(t, s.differs("0 to add, 1 to change, 0 to destroy"), "must be replaced")
	s.repairs()
	s.with("nomad_dynamic_host_volume", "it", with(attributes, "capacity_max", "3GiB"))
	s.differs(`~ capacity_max = "2GiB" -> "3GiB"`, "~ capacity_max_bytes = 2147483648 -> 3221225472", "0 to add, 1 to change, 0 to destroy")
	s.repairs()
	if got := s.hostVolume(name); got.ID != id || got.RequestedCapacityMaxBytes != 3<<30 {
		t.Fatalf("want the same volume with another size, got %+v", got)
	}
	s.with("nomad_dynamic_host_volume", "it", with(attributes, "parameters", object{"mode": "0700"}))
	s.differs("[host volume default/"+name+"] keeps its folder as it is",
		"the plugin mkdir reads mode, uid and gid only when it makes the folder; change them on the node, at "+s.hostVolume(name).HostPath)
	s.with("nomad_dynamic_host_volume", "it", attributes)
	s.lives(life{
		kind: "nomad_dynamic_host_volume",
		drifts: []drift{
			{"size", s.changeHostVolume(name, func(v *api.HostVolume) { v.RequestedCapacityMinBytes = 512 << 20 }), []string{`~ capacity_min = "512 MiB" -> "1 GB"`}},
			{"capability", s.changeHostVolume(name, func(v *api.HostVolume) { v.RequestedCapabilities = v.RequestedCapabilities[:1] }), []string{"+ capability {", `+ access_mode = "single-node-reader-only"`}},
			{"parameters", s.changeHostVolume(name, func(v *api.HostVolume) { v.Parameters = map[string]string{"mode": "0777"} }), []string{`~ "mode" = "0777" -> "0755"`}},
		},
		remove:   func() error { return s.removeHostVolume(name) },
		importID: func() string { return s.hostVolume(name).ID + "@default" },
		exists:   func() bool { return len(s.hostVolumes(name)) > 0 },
	})
}

func with(attributes object, name string, value any) object {
	changed := object{name: value}
	for key, old := range attributes {
		if key != name {
			changed[key] = old
		}
	}
	return changed
}

func TestADynamicHostVolumeIsReplacedOnlyForWhatIdentifiesIt(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_dynamic_host_volume", "it", object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.apply()
	first := s.hostVolume(name)
	s.with("nomad_dynamic_host_volume", "it", object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()},
		"constraint": []any{object{"attribute": "$${attr.kernel.name}", "operator": "is_set"}}})
	s.differs("must be replaced", "1 to add, 0 to change, 1 to destroy")
	s.repairs()
	if got := s.hostVolume(name); got.ID == first.ID {
		t.Fatal("other constraints should have made another volume")
	}
	s.with("nomad_dynamic_host_volume", "it", object{"name": name + "-2", "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.differs("must be replaced")
	s.repairs()
	if len(s.hostVolumes(name)) != 0 {
		t.Fatal("the volume of the former name is still there")
	}
}

func TestADynamicHostVolumeIsRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	s.with("nomad_dynamic_host_volume", "it", object{
		"name": "", "plugin_id": "mkdir", "namespace": "*", "node_id": "n1", "capacity_min": "much", "capacity_max": "more",
		"capability": []any{object{"access_mode": "multi-node-reader-only", "attachment_mode": "file"}},
		"constraint": []any{object{"attribute": "x", "operator": "distinct_hosts"}, object{"attribute": "x", "operator": "is_set", "value": "a"},
			object{"attribute": "x", "operator": "like", "value": "a"}},
	})
	s.refused("is not valid", `name: got "", want the name by which jobs ask for the volume`, `namespace: got "*", want the name of one namespace`,
		`node_id: got "n1", want the whole id of a node, as nomad node status -verbose shows it`,
		`capability.access_mode: got "multi-node-reader-only", want one of single-node-reader-only, single-node-writer, single-node-single-writer, single-node-multi-writer`,
		`capability.attachment_mode: got "file", want one of file-system, block-device`,
		`capacity_min: got "much", want a size such as 10GiB or 500MB`, `capacity_max: got "more", want a size such as 10GiB or 500MB`,
		`constraint.operator: got "distinct_hosts", but volumes of one name are on distinct nodes anyway; leave the constraint out`,
		`constraint.operator: got "like", want one of =, ==, is, !=, not, >,`,
		`constraint.value: got "a" with operator is_set, which compares with nothing; leave it out`)
	sound := object{"name": "acc-refused", "plugin_id": "mkdir", "capability": []any{oneWriter()}}
	s.with("nomad_dynamic_host_volume", "it", with(with(sound, "capacity_min", "1GiB"), "capacity_max", "1MiB"))
	s.refused(`capacity_max: got "1MiB", which is less than capacity_min "1GiB"`)
	s.with("nomad_dynamic_host_volume", "it", with(sound, "capability", []any{}))
	s.refused("capability: is missing; say with one block at least how the volume may be used")
	s.with("nomad_dynamic_host_volume", "it", with(sound, "namespace", "nowhere"))
	s.refused(`namespace "nowhere" neither exists nor is created by this plan`)
	s.with("nomad_dynamic_host_volume", "it", with(sound, "plugin_id", "mkdri"))
	s.refused(`plugin_id: got "mkdri", but no ready node has that plugin for host volumes; the built-in one is mkdir`)
	s.with("nomad_dynamic_host_volume", "it", with(sound, "node_pool", "nowhere"))
	s.refused(`node_pool: node pool "nowhere" neither exists nor is created by this plan`)
	s.with("nomad_dynamic_host_volume", "it", with(sound, "node_id", "00000000-0000-0000-0000-000000000000"))
	s.refused(`node_id: got "00000000-0000-0000-0000-000000000000", and there is no such node`)
}

// userOf is a job that mounts a host volume.
func userOf(id, source string, edits ...func(job, group, task object)) object {
	return sleeper(id, append([]func(job, group, task object){func(_, group, task object) {
		group["Volumes"] = object{"data": object{"Name": "data", "Type": "host", "Source": source, "AccessMode": "single-node-writer", "AttachmentMode": "file-system"}}
		// raw_exec mounts nothing
		task["Driver"], task["Config"] = "docker", object{"image": "cdknomad/pause:1"}
		task["VolumeMounts"] = []any{object{"Volume": "data", "Destination": "/data"}}
	}}, edits...)...)
}

func TestADynamicHostVolumeInUseIsNeitherDeletedNorChanged(t *testing.T) {
	s := newStack(t)
	name := s.name()
	attributes := object{"name": name, "plugin_id": "mkdir", "capability": []any{oneWriter()}}
	s.with("nomad_dynamic_host_volume", "it", attributes)
	s.apply()
	id := s.hostVolume(name).ID
	s.job(userOf(name, name), object{"depends_on": []string{"nomad_dynamic_host_volume.it"}})
	s.apply()
	s.empty()

	s.with("nomad_dynamic_host_volume", "it", with(attributes, "capacity_max", "1GiB"))
	s.refused("[host volume default/"+name+"] is in use", "job "+name+" in namespace default, allocation",
		"nomad changes a volume only while nobody uses it; stop these first")
	s.with("nomad_dynamic_host_volume", "it", with(attributes, "name", name+"-2"))
	s.refused("[host volume default/"+name+"] is in use", "take the volume out of these jobs, or stop them, in an apply of its own first; or keep the volume")

	// terraform would delete the volume before it changes the job
	s.without("nomad_dynamic_host_volume", "it")
	s.job(sleeper(name))
	s.refused("[host volume default/" + name + "] is in use")
	// both leave together: the job first, then the volume
	s.with("nomad_dynamic_host_volume", "it", attributes)
	s.job(userOf(name, name), object{"depends_on": []string{"nomad_dynamic_host_volume.it"}})
	s.empty()
	if s.hostVolume(name).ID != id {
		t.Fatal("the volume was replaced though its plan was refused")
	}
	s.run("destroy", "-auto-approve")
	if len(s.hostVolumes(name)) > 0 {
		t.Fatal("the volume is still there after destroy")
	}
}

func TestADynamicHostVolumeRegistrationLives(t *testing.T) {
	s := newStack(t)
	name := s.name()
	nodes, _, err := s.nomad.Nodes().List(nil)
	if err != nil || len(nodes) == 0 {
		t.Fatalf("want a node, got %v, %v", nodes, err)
	}
	// every machine has it, and a registration changes nothing in it
	folder := "/opt"
	if _, err := os.Stat(folder); err != nil {
		t.Fatal(err)
	}
	attributes := object{"name": name, "node_id": nodes[0].ID, "host_path": folder, "capacity": "5GiB", "capability": []any{oneWriter()}}
	s.with("nomad_dynamic_host_volume_registration", "it", with(attributes, "host_path", "opt"))
	s.refused(`host_path: got "opt", want an absolute path on the node`)
	s.with("nomad_dynamic_host_volume_registration", "it", with(attributes, "node_id", "00000000-0000-0000-0000-000000000000"))
	s.refused(`node_id: got "00000000-0000-0000-0000-000000000000", and there is no such node`)
	s.with("nomad_dynamic_host_volume_registration", "it", attributes)
	s.lives(life{
		kind: "nomad_dynamic_host_volume_registration",
		drifts: []drift{{"size", func() error {
			volume := s.hostVolume(name)
			volume.CapacityBytes, volume.Allocations = 1<<30, nil
			_, _, err := s.nomad.HostVolumes().Register(&api.HostVolumeRegisterRequest{Volume: volume}, nil)
			return err
		}, []string{`~ capacity = "1 GiB" -> "5GiB"`}}},
		remove:   func() error { return s.removeHostVolume(name) },
		importID: func() string { return s.hostVolume(name).ID },
		exists:   func() bool { return len(s.hostVolumes(name)) > 0 },
	})
	if _, err := os.Stat(folder); err != nil {
		t.Fatalf("deregistering deleted the folder: %v", err)
	}
}

// Public reports: hashicorp/nomad 25748, 27140, 27896.
func TestAHostVolumeOfAPerAllocGroupInUseIsNotDeleted(t *testing.T) {
	s := newStack(t)
	name := s.name()
	s.with("nomad_dynamic_host_volume", "it", object{"name": name + "[0]", "plugin_id": "mkdir", "capability": []any{oneWriter()}})
	s.job(userOf(name, name, func(_, group, _ object) {
		volume := group["Volumes"].(object)["data"].(object)
		volume["PerAlloc"], volume["AccessMode"], volume["AttachmentMode"] = true, "single-node-writer", "file-system"
	}), object{"depends_on": []string{"nomad_dynamic_host_volume.it"}})
	s.apply()
	s.empty()
	s.without("nomad_dynamic_host_volume", "it")
	s.job(userOf(name, name, func(_, group, _ object) {
		volume := group["Volumes"].(object)["data"].(object)
		volume["PerAlloc"], volume["AccessMode"], volume["AttachmentMode"] = true, "single-node-writer", "file-system"
	}))
	s.refused("[host volume default/"+name+"[0]] is in use", "job "+name+" in namespace default, allocation")
	if len(s.hostVolumes(name+"[0]")) != 1 {
		t.Fatal("the volume is gone though its plan was refused")
	}
}
