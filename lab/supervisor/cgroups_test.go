package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestAHierarchyIsReadFromMountinfo(t *testing.T) {
	for line, want := range map[string]hierarchy{
		"35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory":           {"/sys/fs/cgroup/memory", "cgroup", "memory"},
		"40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd":             {"/sys/fs/cgroup/systemd", "cgroup", "name=systemd"},
		"36 31 0:33 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct": {"/sys/fs/cgroup/cpu,cpuacct", "cgroup", "cpu,cpuacct"},
		"30 23 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate":            {"/sys/fs/cgroup", "cgroup2", "nsdelegate"},
	} {
		got, ok := parseHierarchy(line)
		if !ok || got != want {
			t.Errorf("%s: got %+v, %v, want %+v", line, got, ok, want)
		}
	}
}

func TestOtherMountsAreNoHierarchy(t *testing.T) {
	for _, line := range []string{
		"31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
		"35 31 0:32 / /mnt/cgroup rw - cgroup cgroup rw,memory",
		"",
	} {
		if got, ok := parseHierarchy(line); ok {
			t.Errorf("%q: got %+v", line, got)
		}
	}
}

// fakeHierarchy returns a folder with the files of the groups from the root to those of a host.
func fakeHierarchy(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for _, group := range []string{"", "cdknomad-lab", "cdknomad-lab/n1"} {
		for name, content := range files {
			path := filepath.Join(root, group, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

// With version 2, controllers are available below a group only if the group has no process itself.
func TestVersion2HasItsProcessesInALeafAndTheControllersAtEachLevel(t *testing.T) {
	root := fakeHierarchy(t, map[string]string{"cgroup.controllers": "memory\n", "cgroup.subtree_control": ""})
	h := hierarchy{path: root, kind: "cgroup2"}
	if err := h.enter("cdknomad-lab", "n1"); err != nil {
		t.Fatal(err)
	}
	if err := h.settle("cdknomad-lab", "n1"); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"cdknomad-lab/n1/init/cgroup.procs":      "0",
		"cgroup.subtree_control":                 "+memory",
		"cdknomad-lab/cgroup.subtree_control":    "+memory",
		"cdknomad-lab/n1/cgroup.subtree_control": "+memory",
	} {
		got, err := os.ReadFile(filepath.Join(root, file))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", file, got, err, want)
		}
	}
}

// With version 1, a group of the controller cpuset takes no process before it has processors and memory nodes.
func TestVersion1GetsProcessorsBeforeItsProcess(t *testing.T) {
	root := fakeHierarchy(t, map[string]string{"cpuset.cpus": "", "cpuset.mems": ""})
	for file, content := range map[string]string{"cpuset.cpus": "0-1", "cpuset.mems": "0"} {
		if err := os.WriteFile(filepath.Join(root, file), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h := hierarchy{path: root, kind: "cgroup", options: "cpuset"}
	if err := h.enter("cdknomad-lab", "n1"); err != nil {
		t.Fatal(err)
	}
	if err := h.settle("cdknomad-lab", "n1"); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"cdknomad-lab/n1/cpuset.cpus":  "0-1",
		"cdknomad-lab/n1/cpuset.mems":  "0",
		"cdknomad-lab/n1/cgroup.procs": "0",
	} {
		got, err := os.ReadFile(filepath.Join(root, file))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", file, got, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(root, "cdknomad-lab/n1/init")); err == nil {
		t.Error("version 1 has a leaf")
	}
}
