package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Plan describes a lab for the supervisor. `cdknomad lab up` writes it. It has no secret: the plan names the files of the
// tokens by path.
type Plan struct {
	// Name of the lab. Labs run side by side; their control groups differ by name.
	Name string `json:"name"`
	// StateDir is the lab's folder, with the pid file, the log, and the control socket.
	StateDir string `json:"stateDir"`
	// UsrLayers are folders mounted over /usr for the whole lab, EtcLayers over each host's own /etc, topmost first.
	UsrLayers []string `json:"usrLayers"`
	EtcLayers []string `json:"etcLayers"`
	// Switch is the bridge between the hosts, its address, and the processes there.
	Switch Switch `json:"switch"`
	// Egress is the outbound path; nil if the lab reaches nothing outside of it.
	Egress *Egress `json:"egress,omitempty"`
	// Hosts are the nodes of the cluster and the machine outside of it.
	Hosts []Host `json:"hosts"`
	// Forwards are the ports of the user's loopback that forward into the lab.
	Forwards []Forward `json:"forwards"`
}

// Switch is the network namespace with the bridge that joins all hosts.
type Switch struct {
	// Address of the bridge with its prefix length, such as 10.0.10.1/24; the hosts' default route.
	Address string `json:"address"`
	// LogDir has one log file per process.
	LogDir    string    `json:"logDir"`
	Processes []Process `json:"processes"`
}

// Host is one machine of the lab: a set of network, mount, pid, uts, ipc and cgroup namespaces.
type Host struct {
	Name string `json:"name"`
	// Hostname is the name that the host has for its own programs; empty for Name.
	Hostname string `json:"hostname,omitempty"`
	// Address with its prefix length, such as 10.0.10.11/24.
	Address string `json:"address"`
	// Addresses are further ones. They are on the loopback, because the address of eth0 is the one that jobs get by default;
	// the kernel answers for them on eth0 as well.
	Addresses []string `json:"addresses,omitempty"`
	// Dir is the host's disk: seen inside as /run/node, kept when the host is stopped.
	Dir       string            `json:"dir"`
	Binds     []Bind            `json:"binds"`
	Sysctls   map[string]string `json:"sysctls"`
	Processes []Process         `json:"processes"`
}

// Bind makes a file or folder visible at another path inside a host.
type Bind struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Folder is where the folder of the file is made visible instead, to which the path is a link; empty for the file alone.
	// Nomad's executor needs it: it mounts its own folder again, where a file that was bound there is missing.
	Folder string `json:"folder,omitempty"`
}

// Process is a service of a host. It starts when all its gates are open, and again one second after it ended.
type Process struct {
	Name  string   `json:"name"`
	Argv  []string `json:"argv"`
	Env   []string `json:"env"`
	After []Gate   `json:"after"`
	// Listen is an address of the switch. The process of a switch that has one runs in the user's network and gets the
	// listening socket as file descriptor 3, so that it answers inside the lab and asks outside of it.
	Listen string `json:"listen,omitempty"`
}

// Gate is a condition that holds a process back. Exactly one of Socket and URL is set.
type Gate struct {
	// Socket is the path of a unix socket that must exist.
	Socket string `json:"socket,omitempty"`
	// URL must answer with status 200 and a body that contains Contains.
	URL      string `json:"url,omitempty"`
	Contains string `json:"contains,omitempty"`
	// TokenFile has the Consul token of the request.
	TokenFile string `json:"tokenFile,omitempty"`
	// TLS has the certificates of the request; nil for plain HTTP.
	TLS *Certificates `json:"tls,omitempty"`
}

// Certificates are PEM files: the authority of the server, and the client's certificate and key.
type Certificates struct {
	CAFile   string `json:"caFile"`
	CertFile string `json:"certFile"`
	KeyFile  string `json:"keyFile"`
}

// Forward is a port on the user's loopback and the target of its connections.
type Forward struct {
	Name string `json:"name"`
	// Port is the preferred port; if it is in use, the next free one above it is used and reported.
	Port int `json:"port"`
	// Hosts are tried in this order, those that are stopped or partitioned last.
	Hosts []string `json:"hosts"`
	// To is the address as seen inside the host.
	To string `json:"to"`
}

func readPlan(path string) (*Plan, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var plan Plan
	if err := json.Unmarshal(raw, &plan); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &plan, nil
}

func (h *Host) hostname() string {
	if h.Hostname != "" {
		return h.Hostname
	}
	return h.Name
}

func (p *Plan) host(name string) (*Host, error) {
	for i := range p.Hosts {
		if p.Hosts[i].Name == name {
			return &p.Hosts[i], nil
		}
	}
	return nil, fmt.Errorf("lab %s has no host %q", p.Name, name)
}
