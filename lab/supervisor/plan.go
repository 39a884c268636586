package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// Plan is everything that the supervisor has to know of a lab. It is written by `cdknomad lab up` and holds no secret:
// tokens stay in files of their own, which the plan names by path.
type Plan struct {
	// Name of the lab. All labs may run side by side; the name tells their control groups apart.
	Name string `json:"name"`
	// StateDir is the lab's folder; pid file, log and control socket lie in it.
	StateDir string `json:"stateDir"`
	// UsrLayers are folders laid over /usr for the whole lab, EtcLayers over each host's own /etc, topmost first.
	UsrLayers []string `json:"usrLayers"`
	EtcLayers []string `json:"etcLayers"`
	// Switch is the machine in the middle: the bridge, its address, and what listens there.
	Switch Switch `json:"switch"`
	// Hosts are the nodes of the cluster and the machines outside of it.
	Hosts []Host `json:"hosts"`
	// Forwards are the ports of the user's loopback that lead into the lab.
	Forwards []Forward `json:"forwards"`
}

// Switch is the network namespace with the bridge that joins all hosts.
type Switch struct {
	// Address of the bridge with its prefix length, such as 10.0.10.1/24; the hosts' default route.
	Address string `json:"address"`
	// LogDir takes one log file a process.
	LogDir    string    `json:"logDir"`
	Processes []Process `json:"processes"`
}

// Host is one machine of the lab: a set of network, mount, pid, uts, ipc and cgroup namespaces.
type Host struct {
	Name string `json:"name"`
	// Address with its prefix length, such as 10.0.10.11/24.
	Address string `json:"address"`
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
}

// Process is a service of a host. It is started when all its gates are open, and again a second after it ended.
type Process struct {
	Name  string   `json:"name"`
	Argv  []string `json:"argv"`
	Env   []string `json:"env"`
	After []Gate   `json:"after"`
}

// Gate is a condition that holds a process back. Exactly one of Socket and URL is set.
type Gate struct {
	// Socket is the path of a unix socket that must exist.
	Socket string `json:"socket,omitempty"`
	// URL must answer with status 200 and a body that has Contains in it.
	URL      string `json:"url,omitempty"`
	Contains string `json:"contains,omitempty"`
	// TokenFile holds the Consul token that is sent along.
	TokenFile string `json:"tokenFile,omitempty"`
	// TLS is with what the URL is asked; nothing for plain http.
	TLS *Certificates `json:"tls,omitempty"`
}

// Certificates are files of PEM: the authority of the other side, and what it is shown.
type Certificates struct {
	CAFile   string `json:"caFile"`
	CertFile string `json:"certFile"`
	KeyFile  string `json:"keyFile"`
}

// Forward is a port on the user's loopback and where its connections go.
type Forward struct {
	Name string `json:"name"`
	// Port is the wish; when it is taken, the next free one above it is used and reported.
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

func (p *Plan) host(name string) (*Host, error) {
	for i := range p.Hosts {
		if p.Hosts[i].Name == name {
			return &p.Hosts[i], nil
		}
	}
	return nil, fmt.Errorf("lab %s has no host %q", p.Name, name)
}
