package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// clean removes a lab in any state: its supervisor, its control groups, and the content of its folder. When the supervisor ends, the
// kernel ends all processes of the lab and removes their namespaces, mounts, links, and firewall rules. The folder itself stays, because
// it is in one of the user's.
func clean(folder string) error {
	of, err := checkOwner(folder)
	if err != nil {
		return err
	}
	name := filepath.Base(folder)
	if err := thaw(of.cgroup(name)); err != nil {
		return err
	}
	if err := killSupervisor(name, folder); err != nil {
		return err
	}
	if err := removeCgroup(of.cgroup(name)); err != nil {
		return err
	}
	return removeContent(folder)
}

// killSupervisor kills the supervisor of a lab and waits for its end. The folder of the lab belongs to the user, so that the pid in it
// counts only if it is that of a process with the right name that runs there.
func killSupervisor(name, folder string) error {
	raw, err := os.ReadFile(filepath.Join(folder, "supervisor.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		return nil // The supervisor was killed while it wrote the file.
	}
	// The descriptor stays that of the process that is checked, even if the kernel gives its pid to another one.
	fd, err := unix.PidfdOpen(pid, 0)
	if errors.Is(err, unix.ESRCH) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("process %d: %w", pid, err)
	}
	defer unix.Close(fd)
	command, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	cwd, _ := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(string(command), "cdknomad-lab-"+name+"\x00") || cwd != real {
		return nil
	}
	if err := unix.PidfdSendSignal(fd, unix.SIGKILL, nil, 0); err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("kill process %d: %w", pid, err)
	}
	for {
		_, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, -1)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// removeContent removes what is in a folder. A link in it is removed, never followed.
func removeContent(folder string) error {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return err
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := root.RemoveAll(entry.Name()); err != nil {
			return err
		}
	}
	return nil
}

// down ends all hosts and removes what only root can: their control groups and disks. The owner removes the rest, after the supervisor
// has ended.
func (l *lab) down() error {
	l.mu.Lock()
	l.ending = true
	l.mu.Unlock()
	stopped := make(chan error)
	for _, host := range l.plan.Hosts {
		go func() { stopped <- l.stopHost(host.Name) }()
	}
	var all []error
	for range l.plan.Hosts {
		all = append(all, <-stopped)
	}
	if err := errors.Join(all...); err != nil {
		return err
	}
	if err := removeCgroup(l.owner.cgroup(l.plan.Name)); err != nil {
		return err
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		return err
	}
	defer root.Close()
	return root.RemoveAll("hosts")
}
