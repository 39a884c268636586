package main

import (
	"fmt"
	"runtime"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// network is the switch: a bridge in a network namespace without a name, so that nothing of a lab is to be seen among
// the user's interfaces, and the user's firewall has no say in it.
type network struct {
	handle *netlink.Handle
	bridge netlink.Link
	jobs   chan func()
}

// newNetwork makes the namespace on a thread of its own and keeps that thread: what must run there is sent to it.
func newNetwork(address string) (*network, error) {
	n := &network{jobs: make(chan func())}
	made := make(chan error)
	go func() {
		runtime.LockOSThread()
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			made <- fmt.Errorf("new network namespace: %w", err)
			return
		}
		made <- n.build(address)
		for job := range n.jobs {
			job()
		}
	}()
	return n, <-made
}

// do runs f on the thread that lives in the switch's namespace; a process forked there starts in it.
func (n *network) do(f func()) {
	done := make(chan struct{})
	n.jobs <- func() { f(); close(done) }
	<-done
}

func (n *network) build(address string) error {
	// its socket stays in this namespace, whichever thread uses it later
	var err error
	if n.handle, err = netlink.NewHandle(); err != nil {
		return err
	}
	if err := up(n.handle, "lo"); err != nil {
		return err
	}
	if err := n.handle.LinkAdd(&netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: "br0"}}); err != nil {
		return fmt.Errorf("add bridge: %w", err)
	}
	if n.bridge, err = n.handle.LinkByName("br0"); err != nil {
		return err
	}
	addr, err := netlink.ParseAddr(address)
	if err != nil {
		return err
	}
	if err := n.handle.AddrAdd(n.bridge, addr); err != nil {
		return err
	}
	if err := n.handle.LinkSetUp(n.bridge); err != nil {
		return err
	}
	// A lab has no way out. As a router without routes the switch says so at once ("network unreachable"), where a
	// machine that does not forward would let every packet run into a timeout.
	return writeSysctl("net.ipv4.ip_forward", "1")
}

func portName(host string) string { return "p-" + host }

// plug lays a cable between the switch and the network namespace of a process; its inner end is eth0.
func (n *network) plug(host string, pid int) error {
	cable := &netlink.Veth{
		LinkAttrs:     netlink.LinkAttrs{Name: portName(host), MasterIndex: n.bridge.Attrs().Index},
		PeerName:      "eth0",
		PeerNamespace: netlink.NsPid(pid),
	}
	if err := n.handle.LinkAdd(cable); err != nil {
		return fmt.Errorf("plug %s into the switch: %w", host, err)
	}
	return n.setLink(host, true)
}

// unplug removes the cable; it is no error if it is gone, for it goes with the host's namespace.
func (n *network) unplug(host string) error {
	link, err := n.handle.LinkByName(portName(host))
	if err != nil {
		return nil
	}
	return n.handle.LinkDel(link)
}

func (n *network) setLink(host string, isUp bool) error {
	link, err := n.handle.LinkByName(portName(host))
	if err != nil {
		return fmt.Errorf("port of %s: %w", host, err)
	}
	if isUp {
		return n.handle.LinkSetUp(link)
	}
	return n.handle.LinkSetDown(link)
}

func up(handle *netlink.Handle, name string) error {
	link, err := handle.LinkByName(name)
	if err != nil {
		return fmt.Errorf("link %s: %w", name, err)
	}
	return handle.LinkSetUp(link)
}
