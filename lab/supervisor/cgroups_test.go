package main

import "testing"

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
