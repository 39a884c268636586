package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// bootHost runs as the first process in the new namespaces of a host, gives them their inside, and becomes init.
func bootHost(plan *Plan, planPath, name string) error {
	// the cgroup namespace belongs to a thread, not to the process: stay on one until exec
	runtime.LockOSThread()
	host, err := plan.host(name)
	if err != nil {
		return err
	}
	var word string
	if _, err := fmt.Fscan(os.NewFile(3, "go-ahead"), &word); err != nil {
		return fmt.Errorf("the supervisor went away: %w", err)
	}
	if err := unix.Sethostname([]byte(name)); err != nil {
		return err
	}
	if err := connect(host.Address, plan.Switch.Address); err != nil {
		return err
	}
	for key, value := range host.Sysctls {
		if err := writeSysctl(key, value); err != nil {
			return err
		}
	}
	// /proc is still the user's: this is the pid that nsenter wants
	self, err := os.Readlink("/proc/self")
	if err != nil {
		return err
	}
	hierarchies, err := enterCgroups("cdknomad-"+plan.Name, name)
	if err != nil {
		return err
	}
	if err := mountHost(plan, host, hierarchies); err != nil {
		return err
	}
	if err := nameHost(plan, name); err != nil {
		return err
	}
	pid := os.NewFile(4, "pid")
	fmt.Fprintln(pid, self)
	pid.Close()
	unix.CloseOnExec(3)
	return unix.Exec("/proc/self/exe", []string{os.Args[0], "init", planPath, name}, hostEnv())
}

func connect(address, gateway string) error {
	handle, err := netlink.NewHandle()
	if err != nil {
		return err
	}
	defer handle.Close()
	if err := up(handle, "lo"); err != nil {
		return err
	}
	addr, err := netlink.ParseAddr(address)
	if err != nil {
		return err
	}
	eth0, err := handle.LinkByName("eth0")
	if err != nil {
		return err
	}
	if err := handle.AddrAdd(eth0, addr); err != nil {
		return err
	}
	if err := handle.LinkSetUp(eth0); err != nil {
		return err
	}
	via, err := netlink.ParseAddr(gateway)
	if err != nil {
		return err
	}
	return handle.RouteAdd(&netlink.Route{LinkIndex: eth0.Attrs().Index, Gw: via.IP})
}

func writeSysctl(key, value string) error {
	path := "/proc/sys/" + strings.ReplaceAll(key, ".", "/")
	if err := os.WriteFile(path, []byte(value), 0o644); err != nil {
		return fmt.Errorf("sysctl %s = %s: %w", key, value, err)
	}
	return nil
}

// nameHost writes what a machine knows of itself and its neighbours into the private /etc.
func nameHost(plan *Plan, name string) error {
	hosts := "127.0.0.1 localhost\n"
	for _, host := range plan.Hosts {
		hosts += strings.Split(host.Address, "/")[0] + " " + host.Name + "\n"
	}
	files := map[string]string{
		"hostname": name + "\n",
		"hosts":    hosts,
		// nothing answers there unless a job of the lab does: names of the outside fail at once, not after a timeout
		"resolv.conf": "nameserver 127.0.0.1\n",
	}
	for file, content := range files {
		path := filepath.Join("/etc", file)
		os.Remove(path) // may be a link to a file that the lab does not have
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}
