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

// init keeps main on the first thread of the process. A cgroup namespace belongs to a thread and not to the process, and
// an exec by another thread ends the first one: for that moment /proc/PID/ns of a booting host has no namespaces, and the
// supervisor, which opens them, finds none.
//
// @see https://pkg.go.dev/runtime#LockOSThread
func init() { runtime.LockOSThread() }

// bootHost runs as the first process in the new namespaces of a host, gives them their inside, and becomes init.
func bootHost(plan *Plan, planPath, name string) error {
	host, err := plan.host(name)
	if err != nil {
		return err
	}
	var word string
	if _, err := fmt.Fscan(os.NewFile(3, "go-ahead"), &word); err != nil {
		return fmt.Errorf("the supervisor went away: %w", err)
	}
	if err := unix.Sethostname([]byte(host.hostname())); err != nil {
		return err
	}
	if err := connect(host, plan.Switch.Address); err != nil {
		return err
	}
	for key, value := range host.Sysctls {
		if err := writeSysctl(key, value); err != nil {
			return err
		}
	}
	// /proc is still that of the user, so this is the pid that nsenter needs.
	self, err := os.Readlink("/proc/self")
	if err != nil {
		return err
	}
	of, err := ownerOf(plan.StateDir)
	if err != nil {
		return err
	}
	hierarchies, err := enterCgroups(of.cgroup(plan.Name), name)
	if err != nil {
		return err
	}
	if err := mountHost(plan, host, hierarchies); err != nil {
		return err
	}
	if err := nameHost(plan, host); err != nil {
		return err
	}
	pid := os.NewFile(4, "pid")
	fmt.Fprintln(pid, self)
	pid.Close()
	unix.CloseOnExec(3)
	return unix.Exec("/proc/self/exe", []string{os.Args[0], "init", planPath, name}, hostEnv())
}

func connect(host *Host, gateway string) error {
	handle, err := netlink.NewHandle()
	if err != nil {
		return err
	}
	defer handle.Close()
	if err := up(handle, "lo"); err != nil {
		return err
	}
	if err := addAddresses(handle, "lo", host.Addresses...); err != nil {
		return err
	}
	eth0, err := handle.LinkByName("eth0")
	if err != nil {
		return err
	}
	if err := addAddresses(handle, "eth0", host.Address); err != nil {
		return err
	}
	if err := handle.LinkSetUp(eth0); err != nil {
		return fmt.Errorf("set eth0 up: %w", err)
	}
	via, err := netlink.ParseAddr(gateway)
	if err != nil {
		return err
	}
	if err := handle.RouteAdd(&netlink.Route{LinkIndex: eth0.Attrs().Index, Gw: via.IP}); err != nil {
		return fmt.Errorf("route over %s: %w", via.IP, err)
	}
	return nil
}

func addAddresses(handle *netlink.Handle, name string, addresses ...string) error {
	link, err := handle.LinkByName(name)
	if err != nil {
		return err
	}
	for _, address := range addresses {
		addr, err := netlink.ParseAddr(address)
		if err != nil {
			return err
		}
		if err := handle.AddrAdd(link, addr); err != nil {
			return fmt.Errorf("give %s the address %s: %w", name, address, err)
		}
	}
	return nil
}

func writeSysctl(key, value string) error {
	path := "/proc/sys/" + strings.ReplaceAll(key, ".", "/")
	if err := os.WriteFile(path, []byte(value), 0o644); err != nil {
		return fmt.Errorf("sysctl %s = %s: %w", key, value, err)
	}
	return nil
}

// nameHost writes the names of the host and of the other hosts into the private /etc.
func nameHost(plan *Plan, self *Host) error {
	hosts := "127.0.0.1 localhost\n"
	for _, host := range plan.Hosts {
		hosts += strings.Split(host.Address, "/")[0] + " " + host.Name
		if host.Hostname != "" {
			hosts += " " + host.Hostname
		}
		hosts += "\n"
	}
	// Only a job of the lab can answer there, so that external names fail at once, not after a timeout.
	nameServer := "127.0.0.1"
	if plan.Egress != nil {
		nameServer = plan.Egress.NameServer
	}
	files := map[string]string{
		"hostname":    self.hostname() + "\n",
		"hosts":       hosts,
		"resolv.conf": "nameserver " + nameServer + "\n",
	}
	for file, content := range files {
		path := filepath.Join("/etc", file)
		os.Remove(path) // It can be a link to a file that the lab does not have.
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}
