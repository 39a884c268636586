package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

const cgroupRoot = "/sys/fs/cgroup"

// hierarchy is a mounted control group tree of the user's system: one per controller with version 1, a single one with version 2.
type hierarchy struct {
	path    string // where it is mounted
	kind    string // cgroup or cgroup2
	options string // what it was mounted with: its controllers
}

// enterCgroups puts this process below <parent>/<name> of every hierarchy and makes that its root. All that engines
// and Nomad create is then below one folder a host, and a second lab cannot get in the way.
func enterCgroups(parent, name string) ([]hierarchy, error) {
	all, err := hierarchies()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("no control groups are mounted below %s", cgroupRoot)
	}
	for _, h := range all {
		if err := h.enter(parent, name); err != nil {
			return nil, fmt.Errorf("control group in %s: %w", h.path, err)
		}
	}
	if err := unix.Unshare(unix.CLONE_NEWCGROUP); err != nil {
		return nil, fmt.Errorf("new cgroup namespace: %w", err)
	}
	for _, h := range all {
		if err := h.settle(parent, name); err != nil {
			return nil, fmt.Errorf("control group in %s: %w", h.path, err)
		}
	}
	return all, nil
}

// hierarchies returns what is mounted in this mount namespace.
func hierarchies() (all []hierarchy, err error) {
	file, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if h, ok := parseHierarchy(lines.Text()); ok {
			all = append(all, h)
		}
	}
	return all, nil
}

// parseHierarchy reads a line of mountinfo: "36 31 0:33 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory".
func parseHierarchy(line string) (hierarchy, bool) {
	left, right, found := strings.Cut(line, " - ")
	before, after := strings.Fields(left), strings.Fields(right)
	if !found || len(before) < 5 || len(after) < 3 || !strings.HasPrefix(before[4], cgroupRoot) {
		return hierarchy{}, false
	}
	if after[0] != "cgroup" && after[0] != "cgroup2" {
		return hierarchy{}, false
	}
	var options []string
	for option := range strings.SplitSeq(after[2], ",") {
		if option != "rw" && option != "ro" {
			options = append(options, option)
		}
	}
	return hierarchy{path: before[4], kind: after[0], options: strings.Join(options, ",")}, true
}

func (h hierarchy) enter(parent, name string) error {
	at := h.path
	for _, part := range []string{parent, name} {
		above := at
		at = filepath.Join(at, part)
		if err := os.MkdirAll(at, 0o755); err != nil {
			return err
		}
		// an empty cpuset takes no process
		for _, setting := range []string{"cpuset.cpus", "cpuset.mems"} {
			if value, err := os.ReadFile(filepath.Join(above, setting)); h.kind == "cgroup" && err == nil {
				if err := os.WriteFile(filepath.Join(at, setting), value, 0o644); err != nil {
					return err
				}
			}
		}
	}
	return os.WriteFile(filepath.Join(at, "cgroup.procs"), []byte("0"), 0o644)
}

// settle makes controllers available below the host's root, which version 2 allows only when no process is in it.
func (h hierarchy) settle(parent, name string) error {
	if h.kind != "cgroup2" {
		return nil
	}
	root := filepath.Join(h.path, parent, name)
	leaf := filepath.Join(root, "init")
	if err := os.MkdirAll(leaf, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(leaf, "cgroup.procs"), []byte("0"), 0o644); err != nil {
		return err
	}
	for _, at := range []string{h.path, filepath.Join(h.path, parent), root} {
		available, err := os.ReadFile(filepath.Join(at, "cgroup.controllers"))
		if err != nil {
			return err
		}
		for controller := range strings.FieldsSeq(string(available)) {
			// one at a time: a kernel may refuse one of them (cpu next to real-time processes), which is no reason to lose the rest
			os.WriteFile(filepath.Join(at, "cgroup.subtree_control"), []byte("+"+controller), 0o644)
		}
	}
	return nil
}

// mountCgroups shows the host its own part of every hierarchy, at the path where programs look for it.
func mountCgroups(hierarchies []hierarchy) error {
	if hierarchies[0].path != cgroupRoot {
		if err := mount("tmpfs", cgroupRoot, "tmpfs", 0, "mode=755"); err != nil {
			return err
		}
	}
	for _, h := range hierarchies {
		if err := os.MkdirAll(h.path, 0o755); err != nil {
			return err
		}
		options := h.options
		if h.kind == "cgroup2" {
			options = "" // its options belong to the whole system
		}
		if err := mount(h.kind, h.path, h.kind, 0, options); err != nil {
			return err
		}
	}
	return nil
}
