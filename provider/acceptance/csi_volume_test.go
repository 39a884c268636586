package acceptance

import (
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/api"
)

// The ids of two plugins that keep volumes in a folder of their node. The second has no controller: that of the first does
// not answer whether a volume exists, which Nomad asks before it registers one.
const (
	csiPlugin     = "acc-hostpath"
	csiNodePlugin = "acc-hostpath-node"
)

func pluginJob(id, kind string) object {
	task := object{
		"Name": "plugin", "Driver": "docker", "CSIPluginConfig": object{"ID": id, "Type": kind, "MountDir": "/csi"},
		"Config": object{
			"image": "cdknomad/hostpathplugin:1.0.2", "cap_add": []string{"sys_admin"}, "volumes": []string{"/run/node/acc-csi:/tmp"},
			"args": []string{"--drivername=acc", "--endpoint=$${CSI_ENDPOINT}", "--nodeid=$${attr.unique.hostname}"},
		},
		"Resources": object{"CPU": 20, "MemoryMB": 32},
	}
	return object{"ID": id, "Datacenters": []string{"*"}, "TaskGroups": []any{object{"Name": "plugin", "Tasks": []any{task}}}}
}

func (s *stack) csiVolume(id string) *api.CSIVolume {
	s.t.Helper()
	found, _, err := s.nomad.CSIVolumes().Info(id, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

func (s *stack) hasCSIVolume(id string) bool {
	_, _, err := s.nomad.CSIVolumes().Info(id, nil)
	return err == nil
}

// changeCSIVolume writes a volume without terraform. One whose plugin has a controller is created again, which
// changes what can be changed.
func (s *stack) changeCSIVolume(id string, edit func(*api.CSIVolume)) func() error {
	return func() error {
		volume := s.csiVolume(id)
		edit(volume)
		if volume.ControllerRequired {
			_, _, err := s.nomad.CSIVolumes().Create(volume, nil)
			return err
		}
		_, err := s.nomad.CSIVolumes().Register(volume, nil)
		return err
	}
}

func csiUserOf(id, source string) object {
	return sleeper(id, func(_, group, task object) {
		group["Volumes"] = object{"data": object{"Name": "data", "Type": "csi", "Source": source, "AccessMode": "single-node-writer", "AttachmentMode": "file-system"}}
		task["Driver"], task["Config"] = "docker", object{"image": "cdknomad/pause:1"}
		task["VolumeMounts"] = []any{object{"Volume": "data", "Destination": "/data"}}
	})
}

const csiSecret = "a-credential-that-no-output-shows"

// The tests share one plugin, because Nomad takes half a minute to find one healthy. The first makes it.
func TestCSIVolumes(t *testing.T) {
	plugin := newStack(t)
	plugin.with("nomad_job", "plugin", object{"json": true, "jobspec": asJSON(t, pluginJob(csiPlugin, "monolith")), "purge_on_destroy": true})
	plugin.with("nomad_job", "node", object{"json": true, "jobspec": asJSON(t, pluginJob(csiNodePlugin, "node")), "purge_on_destroy": true})
	for id, kind := range map[string]string{csiPlugin + "-2": "monolith", csiNodePlugin + "-2": "node"} { // for a change of plugin_id
		plugin.with("nomad_job", id, object{"json": true, "jobspec": asJSON(t, pluginJob(id, kind)), "purge_on_destroy": true})
	}
	plugin.with("nomad_csi_volume", "first", object{"volume_id": "acc-first", "name": "acc-first", "plugin_id": csiPlugin,
		"capability": []any{oneWriter()}, "depends_on": []string{"nomad_job.plugin"}})

	t.Run("wait for the plugin that a job of the same apply runs", func(t *testing.T) {
		lacks(t, plugin.differs("5 to add"), "has no plugin yet")
		plugin.repairs()
	})
	t.Run("have attributes that are planned and whose drift is repaired", everyAttributeOfACSIVolumeIsPlannedAndRepaired)
	t.Run("live", aCSIVolumeLives)
	t.Run("are registered", aCSIVolumeIsRegistered)
	t.Run("keep their secrets", secretsOfACSIVolumeAreNotShown)
	t.Run("have write-only secrets", secretsOfCSIVolumesAreWriteOnly)
	t.Run("are refused at plan", aCSIVolumeIsRefusedAtPlan)
	t.Run("in use are neither deleted nor changed", aCSIVolumeInUseIsKept)
	t.Run("leave before their plugin", func(t *testing.T) {
		plugin.run("destroy", "-auto-approve")
		if plugin.hasCSIVolume("acc-first") {
			t.Fatal("the volume is still there after destroy")
		}
	})
}

func aCSIVolumeLives(t *testing.T) {
	s := newStack(t)
	id := s.name()
	attributes := object{
		"volume_id": id, "name": id, "plugin_id": csiPlugin, "capacity_min": "10 MB", "capacity_max": "1GiB",
		"parameters": object{"tier": "slow"}, "capability": []any{oneWriter()},
		// flags, which nomad hides, would be another value after an import
		"mount_options": []any{object{"fs_type": "ext4"}},
	}
	s.with("nomad_csi_volume", "it", attributes)
	s.apply()
	created := s.csiVolume(id)
	if created.ExternalID == "" || created.RequestedCapacityMin != 10_000_000 || created.Capacity != 10_000_000 || created.Parameters["tier"] != "slow" {
		t.Fatalf("the volume is not as wanted: %+v", created)
	}
	s.with("nomad_csi_volume", "it", with(attributes, "capacity_max", "2GiB"))
	s.differs(`~ capacity_max = "1GiB" -> "2GiB"`, "0 to add, 1 to change, 0 to destroy")
	s.repairs()
	if now := s.csiVolume(id); now.ExternalID != created.ExternalID || now.RequestedCapacityMax != 2<<30 {
		t.Fatalf("want the same volume with another size, got %+v", now)
	}
	s.with("nomad_csi_volume", "it", with(with(attributes, "capacity_max", nil), "capacity_min", nil))
	s.refused("[csi volume default/" + id + "] cannot forget its size")
	s.with("nomad_csi_volume", "it", with(attributes, "parameters", object{"tier": "fast"}))
	s.differs("must be replaced", `~ "tier" = "slow" -> "fast"`)
	s.with("nomad_csi_volume", "it", attributes)
	s.lives(life{
		kind: "nomad_csi_volume",
		drifts: []drift{
			{"size", s.changeCSIVolume(id, func(v *api.CSIVolume) { v.RequestedCapacityMax = 3 << 30 }), []string{`~ capacity_max = "3 GiB" -> "1GiB"`}},
			{"mount options", s.changeCSIVolume(id, func(v *api.CSIVolume) { v.MountOptions = &api.CSIMountOptions{FSType: "xfs"} }), []string{`~ fs_type = "xfs" -> "ext4"`}},
		},
		remove: func() error {
			return s.nomad.CSIVolumes().DeleteOpts(&api.CSIVolumeDeleteRequest{ExternalVolumeID: id}, nil)
		},
		importID: func() string { return id + "@default" },
		exists:   func() bool { return s.hasCSIVolume(id) },
	})
}

func aCSIVolumeIsRegistered(t *testing.T) {
	s := newStack(t)
	id := s.name()
	attributes := object{"volume_id": id, "name": id, "plugin_id": csiNodePlugin, "external_id": "made-by-hand", "context": object{"shelf": "3"},
		"capability": []any{oneWriter()}}
	s.with("nomad_csi_volume_registration", "it", with(attributes, "external_id", ""))
	s.refused(`external_id: got "", want the id that the storage has for the volume`)
	s.with("nomad_csi_volume_registration", "it", attributes)
	s.lives(life{
		kind: "nomad_csi_volume_registration",
		drifts: []drift{
			{"context", s.changeCSIVolume(id, func(v *api.CSIVolume) { v.Context = map[string]string{"shelf": "4"} }), []string{`~ "shelf" = "4" -> "3"`}},
		},
		remove:   func() error { return s.nomad.CSIVolumes().Deregister(id, false, nil) },
		importID: func() string { return id },
		exists:   func() bool { return s.hasCSIVolume(id) },
	})
	s.with("nomad_csi_volume_registration", "it", with(attributes, "deregister_on_destroy", false))
	s.apply()
	contains(t, s.run("destroy", "-auto-approve"), "[csi volume default/"+id+"] stays")
	if !s.hasCSIVolume(id) {
		t.Fatal("the volume is gone though deregister_on_destroy is false")
	}
	// what stayed is as wanted, so it is taken over
	s.with("nomad_csi_volume_registration", "it", attributes)
	s.repairs()
}

func secretsOfACSIVolumeAreNotShown(t *testing.T) {
	s := newStack(t)
	id := s.name()
	attributes := object{"volume_id": id, "name": id, "plugin_id": csiPlugin, "capability": []any{oneWriter()}, "secrets": object{"key": csiSecret},
		"mount_options": []any{object{"mount_flags": []string{"noatime"}}}}
	s.with("nomad_csi_volume", "it", attributes)
	text := s.run("plan") + s.apply() + s.run("show")
	s.empty()
	s.with("nomad_csi_volume", "it", with(attributes, "secrets", object{"key": csiSecret + "2"}))
	text += s.differs("~ secrets = (sensitive value)", "0 to add, 1 to change, 0 to destroy") + s.apply()
	s.empty()
	s.with("nomad_csi_volume", "it", with(attributes, "capability", []any{}))
	text += s.refused("capability: is missing")
	lacks(t, text, csiSecret)
	s.with("nomad_csi_volume", "it", attributes) // a destroy begins with a plan, which has to be sound
}

func aCSIVolumeIsRefusedAtPlan(t *testing.T) {
	s := newStack(t)
	sound := object{"volume_id": "acc-refused", "name": "acc-refused", "plugin_id": csiPlugin, "capability": []any{oneWriter()}}
	s.with("nomad_csi_volume", "it", object{
		"volume_id": "a/b", "name": "", "plugin_id": csiPlugin, "clone_id": "a", "snapshot_id": "b", "timeouts": object{"create": "soon"},
		"capability":       []any{object{"access_mode": "one", "attachment_mode": "file-system"}},
		"topology_request": []any{object{"required": []any{object{"topology": []any{}}}}},
	})
	s.refused("[csi volume default/a/b] is not valid",
		`volume_id: got "a/b", which has a space or one of / @ ?; use letters, digits, dashes and dots`,
		`name: got "", want the name that the plugin gets`,
		`capability.access_mode: got "one", want one of single-node-reader-only, single-node-writer, multi-node-reader-only, multi-node-single-writer, multi-node-multi-writer`,
		`timeouts.create: got "soon", want a duration above zero such as 90s or 10m`,
		"topology_request.required: has no topology; name one place at least, or leave the block out",
		"clone_id: got one beside snapshot_id; a volume starts as a copy of one of them")
	s.with("nomad_csi_volume", "it", with(sound, "namespace", "nowhere"))
	s.refused(`namespace "nowhere" neither exists nor is created by this plan`)
	s.with("nomad_csi_volume", "it", with(sound, "volume_id", "acc-first"))
	s.refused("it is not in Terraform's state and differs from this one; take it over with terraform import ADDRESS acc-first@default, or choose another volume_id")
	s.with("nomad_csi_volume", "it", with(sound, "plugin_id", csiNodePlugin))
	s.refused(`plugin_id: got "` + csiNodePlugin + `", but that plugin has no controller, and so creates no volumes; make the volume by the means of its storage, and use nomad_csi_volume_registration`)
	s.with("nomad_csi_volume", "it", object{"volume_id": "acc-refused", "name": "n", "plugin_id": csiPlugin + "x", "capability": []any{oneWriter()},
		"timeouts": object{"create": "1s"}})
	s.differs(`no plugin "` + csiPlugin + `x" runs and no job of this plan runs one; did you mean "` + csiPlugin + `", or the apply waits 1s for it and fails`)
	if got := s.tryApply(); got.code != 1 {
		t.Fatalf("want an error, got %d:\n%s", got.code, got.text)
	} else {
		contains(t, got.text, "after 1s the plugin "+csiPlugin+"x is not known to nomad; look at the job that runs it, or give timeouts.create more")
	}
}

func aCSIVolumeInUseIsKept(t *testing.T) {
	s := newStack(t)
	id := s.name()
	attributes := object{"volume_id": id, "name": id, "plugin_id": csiPlugin, "capability": []any{oneWriter()}}
	s.with("nomad_csi_volume", "it", attributes)
	s.job(csiUserOf(id, id), object{"depends_on": []string{"nomad_csi_volume.it"}})
	s.apply()
	s.empty()
	s.with("nomad_csi_volume", "it", with(attributes, "name", id+"-2"))
	s.refused("[csi volume default/"+id+"] is in use", "job "+id+" in namespace default, allocation",
		"take the volume out of these jobs, or stop them, in an apply of its own first; or keep the volume")
	s.with("nomad_csi_volume", "it", with(attributes, "mount_options", []any{object{"fs_type": "xfs"}}))
	s.refused("nomad changes mount options only while nobody uses the volume; stop these first")
	s.with("nomad_csi_volume", "it", with(attributes, "capability", []any{object{"access_mode": "single-node-reader-only", "attachment_mode": "file-system"}}))
	s.refused("as single-node-writer, file-system, which is not among the capabilities any more; keep that one, or stop these first")

	// another program's job begins to use the volume after the plan
	s.with("nomad_csi_volume", "it", with(attributes, "timeouts", object{"delete": "2s"}))
	s.apply()
	s.without("nomad_job", "job")
	s.apply()
	for len(s.csiVolume(id).WriteAllocs) > 0 { // Nomad releases a claim some time after its allocation has ended
		time.Sleep(100 * time.Millisecond)
	}
	s.run("plan", "-destroy", "-out=plan")
	job := api.NewServiceJob(id, id, "global", 50)
	job.Datacenters = []string{"*"}
	group := api.NewTaskGroup("g", 1)
	group.Volumes = map[string]*api.VolumeRequest{"data": {Name: "data", Type: "csi", Source: id, AccessMode: "single-node-writer", AttachmentMode: "file-system"}}
	task := api.NewTask("main", "docker")
	task.Config = map[string]any{"image": "cdknomad/pause:1"}
	group.AddTask(task)
	job.AddTaskGroup(group)
	if _, _, err := s.nomad.Jobs().Register(job, nil); err != nil {
		t.Fatal(err)
	}
	for len(s.csiVolume(id).WriteAllocs) == 0 {
		time.Sleep(100 * time.Millisecond)
	}
	got := s.try("apply", "plan")
	contains(t, got.text, "[csi volume default/"+id+"] is in use", "it was not deleted; stop these first, or give timeouts.delete more than 2s")
	if got.code != 1 || strings.Contains(got.text, "Apply complete") || !s.hasCSIVolume(id) {
		t.Fatalf("want the volume kept, got exit code %d:\n%s", got.code, got.text)
	}
	if _, _, err := s.nomad.Jobs().Deregister(id, true, nil); err != nil {
		t.Fatal(err)
	}
	s.with("nomad_csi_volume", "it", attributes)
	s.apply()
	s.run("destroy", "-auto-approve")
	if s.hasCSIVolume(id) {
		t.Fatal("the volume is still there after destroy")
	}
}
