package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"
	"syscall"
)

// loopback keeps the nodes of a lab away from what listens on the loopback of the user's machine: an image could be called
// 127.0.0.1:4646/x. Only the registries and proxies that the user named may be there.
type loopback struct{ ports map[string]bool }

func newLoopback(servers map[string]string) loopback {
	ports := map[string]bool{}
	for _, server := range servers {
		scheme, host := splitServer(server)
		ports[portOf(scheme, host)] = true
	}
	for _, variable := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		if proxy, err := url.Parse(os.Getenv(variable)); err == nil && proxy.Host != "" {
			ports[portOf(proxy.Scheme, proxy.Host)] = true
		}
	}
	return loopback{ports}
}

func portOf(scheme, host string) string {
	if _, port, err := net.SplitHostPort(host); err == nil {
		return port
	}
	if scheme == "http" {
		return "80"
	}
	return "443"
}

// control refuses a connection; it sees the address after the name was resolved.
func (l loopback) control(_, address string, _ syscall.RawConn) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	ip := net.ParseIP(strings.Split(host, "%")[0])
	if ip != nil && !ip.IsLoopback() && !ip.IsUnspecified() && !ip.IsLinkLocalUnicast() {
		return nil
	}
	if ip != nil && l.ports[port] {
		return nil
	}
	return fmt.Errorf("%s is this machine itself, which nodes of a lab may not ask; name it with --registry", address)
}
