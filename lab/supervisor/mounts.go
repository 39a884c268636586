package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// mountHost mounts the file system of a host: parts of the user's system read-only, and private folders to write to.
func mountHost(plan *Plan, host *Host, hierarchies []hierarchy) error {
	steps := []func() error{
		func() error { return mount("proc", "/proc", "proc", 0, "") },
		// of this network namespace: its own interfaces under /sys/class/net
		func() error { return mount("sysfs", "/sys", "sysfs", 0, "") },
		func() error { return mountCgroups(hierarchies) },
		func() error { return mount("tmpfs", "/dev/shm", "tmpfs", 0, "mode=1777") },
		func() error { return mount("tmpfs", "/run", "tmpfs", 0, "mode=755") },
		func() error {
			return makeDirs("/run/lock", "/run/netns", "/run/home", "/run/tmp", "/run/bin", "/run/node")
		},
		func() error { return bind(Bind{From: host.Dir, To: "/run/node"}) },
		func() error { return bindAll(host.Binds) },
		func() error { return overlayPrivate("/etc", plan.EtcLayers) },
		func() error { return overlayPrivate("/var", nil) },
		// container engines and CSI plugins hand mounts on; shared among the processes of this host only
		func() error { return mount("", "/", "", unix.MS_REC|unix.MS_SHARED, "") },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func mount(source, target, kind string, flags uintptr, options string) error {
	if err := unix.Mount(source, target, kind, flags, options); err != nil {
		return fmt.Errorf("mount %s on %s (%s): %w", kind, target, options, err)
	}
	return nil
}

func makeDirs(paths ...string) error {
	for _, path := range paths {
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
	}
	return os.Chmod("/run/tmp", 0o1777)
}

func bindAll(binds []Bind) error {
	for _, b := range binds {
		if err := bind(b); err != nil {
			return err
		}
	}
	return nil
}

func bind(b Bind) error {
	if b.Folder != "" {
		if err := bind(Bind{From: filepath.Dir(b.From), To: b.Folder}); err != nil {
			return err
		}
		return os.Symlink(filepath.Join(b.Folder, filepath.Base(b.From)), b.To)
	}
	info, err := os.Stat(b.From)
	if err != nil {
		return err
	}
	if info.IsDir() {
		err = os.MkdirAll(b.To, 0o755)
	} else if err = os.MkdirAll(filepath.Dir(b.To), 0o755); err == nil {
		err = os.WriteFile(b.To, nil, 0o644)
	}
	if err != nil {
		return err
	}
	return mount(b.From, b.To, "", unix.MS_BIND, "")
}

// overlayPrivate lets a host write to a folder of the user's system without changing it: writes are kept in memory and
// removed when the host stops.
func overlayPrivate(target string, layers []string) error {
	base := "/run/private" + target
	if err := makeDirs(base+"/upper", base+"/work"); err != nil {
		return err
	}
	lower := strings.Join(append(append([]string{}, layers...), target), ":")
	return mount("overlay", target, "overlay", 0, fmt.Sprintf("lowerdir=%s,upperdir=%s/upper,workdir=%s/work", lower, base, base))
}
