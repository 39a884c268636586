package main

import (
	"errors"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
)

// Egress is the lab's outbound path: a user-mode network stack beside the switch, which opens an ordinary socket of this machine for
// each connection. This machine gets no interface, no route, and no firewall rule.
type Egress struct {
	// NameServer answers inside the lab, and asks the name server of this machine.
	NameServer string `json:"nameServer"`
	// Closed and Allowed are IPv4 networks. Of two that contain an address, the smaller one decides; of two equal ones, Allowed.
	Closed  []string `json:"closed"`
	Allowed []string `json:"allowed"`
}

const (
	tap = "tap0"
	// stackGateway is the address of slirp4netns on its link.
	stackGateway = "10.0.2.2"
	// stackReady is the longest time in which slirp4netns must have configured its link.
	stackReady = 10 * time.Second
)

// serveEgress runs slirp4netns for as long as the lab lives. Its link ends with it, and the routes with the link.
func (l *lab) serveEgress(egress *Egress) error {
	routes, err := egress.routes()
	if err != nil {
		return err
	}
	// The smaller networks first, which stay closed even while there is no link.
	if err := l.network.close(routes.closed); err != nil {
		return err
	}
	go func() {
		for {
			if err := l.runStack(routes.open); err != nil {
				log.Printf("slirp4netns: %v", err)
			}
			time.Sleep(restartDelay)
		}
	}()
	return nil
}

// runStack starts slirp4netns, opens the routes over its link, and waits for its end.
func (l *lab) runStack(open []*net.IPNet) error {
	path, err := exec.LookPath("slirp4netns")
	if err != nil {
		return err
	}
	out, err := openLog(filepath.Join(l.plan.Switch.LogDir, "slirp4netns.log"))
	if err != nil {
		return err
	}
	defer out.Close()
	netns, err := l.network.namespace()
	if err != nil {
		return err
	}
	defer netns.Close()
	ready, readyWrite, err := os.Pipe()
	if err != nil {
		return err
	}
	defer ready.Close()
	argv := []string{
		"slirp4netns", "--netns-type=path", "--ready-fd=4", "--configure", "--mtu=1500",
		"--disable-host-loopback", "--enable-sandbox", "--enable-seccomp", "/proc/self/fd/3", tap,
	}
	_, ended, err := l.reaper.fork(path, argv, &unixProc{files: []*os.File{nil, out, out, netns, readyWrite}, env: hostEnv()})
	readyWrite.Close()
	if err != nil {
		return err
	}
	ready.SetReadDeadline(time.Now().Add(stackReady))
	if _, err := ready.Read(make([]byte, 1)); err != nil {
		log.Printf("slirp4netns is not ready: %v", err)
	} else if err := l.network.open(open); err != nil {
		log.Printf("slirp4netns: %v", err)
	}
	return errors.New("ended (" + reason(<-ended) + "), starting it again")
}

// egressRoutes are the networks of the plan, parsed.
type egressRoutes struct{ closed, open []*net.IPNet }

func (e *Egress) routes() (*egressRoutes, error) {
	allowed, err := parseNetworks(e.Allowed)
	if err != nil {
		return nil, err
	}
	closed, err := parseNetworks(e.Closed)
	if err != nil {
		return nil, err
	}
	isAllowed := map[string]bool{}
	for _, network := range allowed {
		isAllowed[network.String()] = true
	}
	routes := &egressRoutes{open: allowed}
	for _, network := range closed {
		if !isAllowed[network.String()] {
			routes.closed = append(routes.closed, network)
		}
	}
	return routes, nil
}

func parseNetworks(texts []string) (networks []*net.IPNet, err error) {
	for _, text := range texts {
		_, network, err := net.ParseCIDR(text)
		if err != nil {
			return nil, err
		}
		networks = append(networks, network)
	}
	return networks, nil
}

// close makes the switch answer "network unreachable" for networks. The lab's own network is smaller than those that contain it.
func (n *network) close(networks []*net.IPNet) error {
	for _, network := range networks {
		route := &netlink.Route{Dst: network, Type: unix.RTN_UNREACHABLE}
		if err := n.handle.RouteReplace(route); err != nil {
			return fmt.Errorf("close %s: %w", network, err)
		}
	}
	return nil
}

// open routes networks over the link of slirp4netns, which has the default route already.
func (n *network) open(networks []*net.IPNet) error {
	link, err := n.handle.LinkByName(tap)
	if err != nil {
		return err
	}
	for _, network := range networks {
		route := &netlink.Route{Dst: network, LinkIndex: link.Attrs().Index, Gw: net.ParseIP(stackGateway)}
		if err := n.handle.RouteReplace(route); err != nil {
			return fmt.Errorf("open %s: %w", network, err)
		}
	}
	// The stack asks on its link for the addresses of the hosts, and the switch answers for them.
	n.do(func() { err = writeSysctl("net.ipv4.conf."+tap+".proxy_arp", "1") })
	return err
}

// namespace opens the switch's network namespace.
func (n *network) namespace() (file *os.File, err error) {
	n.do(func() { file, err = os.Open("/proc/thread-self/ns/net") })
	return file, err
}
