package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// network is the switch: a bridge in an unnamed network namespace, so that the lab has no interface in the user's
// namespace and the user's firewall does not apply.
type network struct {
	handle *netlink.Handle
	bridge netlink.Link
	jobs   chan func()
}

// newNetwork creates the namespace on its own thread and keeps the thread: functions that must run there are sent to it.
func newNetwork(address string) (*network, error) {
	n := &network{jobs: make(chan func())}
	created := make(chan error)
	go func() {
		runtime.LockOSThread()
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			created <- fmt.Errorf("new network namespace: %w", err)
			return
		}
		created <- n.build(address)
		for job := range n.jobs {
			job()
		}
	}()
	return n, <-created
}

// do runs f on the thread in the switch's namespace; a process forked there starts in that namespace.
func (n *network) do(f func()) {
	done := make(chan struct{})
	n.jobs <- func() { f(); close(done) }
	<-done
}

// listen opens a socket inside the switch's namespace, where it stays no matter which process has it.
func (n *network) listen(address string) (socket *os.File, err error) {
	n.do(func() {
		var listener net.Listener
		if listener, err = net.Listen("tcp", address); err != nil {
			return
		}
		defer listener.Close()
		socket, err = listener.(*net.TCPListener).File()
	})
	return socket, err
}

func (n *network) build(address string) error {
	// Its socket stays in this namespace, no matter which thread uses it later.
	var err error
	if n.handle, err = netlink.NewHandle(); err != nil {
		return fmt.Errorf("connect to the kernel's network: %w", err)
	}
	if err := up(n.handle, "lo"); err != nil {
		return err
	}
	if err := n.handle.LinkAdd(&netlink.Bridge{LinkAttrs: netlink.LinkAttrs{Name: "br0"}}); err != nil {
		return fmt.Errorf("add bridge: %w", err)
	}
	if n.bridge, err = n.handle.LinkByName("br0"); err != nil {
		return fmt.Errorf("find the bridge: %w", err)
	}
	addr, err := netlink.ParseAddr(address)
	if err != nil {
		return err
	}
	if err := n.handle.AddrAdd(n.bridge, addr); err != nil {
		return fmt.Errorf("give the bridge the address %s: %w", address, err)
	}
	if err := n.handle.LinkSetUp(n.bridge); err != nil {
		return fmt.Errorf("set the bridge up: %w", err)
	}
	// A lab has no outbound route unless its plan has one. A router without routes answers "network unreachable" at once; a machine
	// that does not forward would let every packet time out.
	if err := writeSysctl("net.ipv4.ip_forward", "1"); err != nil {
		return err
	}
	// Without a limit for the answers, the tenth attempt fails as fast as the first.
	return writeSysctl("net.ipv4.icmp_ratelimit", "0")
}

func portName(host string) string { return "p-" + host }

// plug connects the network namespace of a process to the switch; the inner end of the link is eth0.
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

// unplug removes the link. A missing link is not an error, because it ends with the host's namespace, which the kernel removes
// at any time after the host's last process: also while this runs.
func (n *network) unplug(host string) error {
	link, err := n.handle.LinkByName(portName(host))
	if err != nil {
		return nil
	}
	if err := n.handle.LinkDel(link); err != nil && !errors.Is(err, unix.ENODEV) {
		return fmt.Errorf("remove the port of %s: %w", host, err)
	}
	return nil
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
