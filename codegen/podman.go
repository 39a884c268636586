package main

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/nomad/plugins/base"
	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/hashicorp/nomad/plugins/shared/hclspec"
)

// podmanSince has the release of the podman driver that introduced an option, for those that came after the oldest Nomad in since.json. Its
// versions are not those of Nomad, and a node does not report them, so that only the docstrings have them.
//
// See https://github.com/hashicorp/nomad-driver-podman/blob/v0.6.5/CHANGELOG.md
var podmanSince = map[string]string{
	"podman.arch": "0.6.5", "podman.ipc_mode": "0.6.5", "podman.os": "0.6.5", "podman.variant": "0.6.5",
	"podman.ipv4_address": "0.6.3", "podman.ipv6_address": "0.6.3", "podman.oom_score_adj": "0.6.3", "podman.static_ips": "0.6.3", "podman.static_mac": "0.6.3",
	"podman.security_opt": "0.6.2", "podman.socket": "0.6.2",
}

// addPodmanReleases enters the releases of the podman driver. It fails for a release of an option that does not exist.
func addPodmanReleases(drivers []*Driver, since map[string]string) error {
	left := maps.Clone(since)
	for _, driver := range drivers {
		for _, block := range driver.Blocks {
			for i, field := range block.Fields {
				block.Fields[i].DriverSince = since[field.Path]
				delete(left, field.Path)
			}
		}
	}
	if len(left) > 0 {
		return fmt.Errorf("podman.go has releases of options that do not exist: %s", strings.Join(sorted(left), ", "))
	}
	return nil
}

// podmanSchema asks the running driver, as a Nomad client does. The driver is a program, so it cannot be imported as a package.
func podmanSchema() (*hclspec.Spec, error) {
	dir, err := os.MkdirTemp("", "cdknomad-codegen-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "nomad-driver-podman")
	build := exec.Command("go", "build", "-C", "podman", "-p", "2", "-o", binary, "github.com/hashicorp/nomad-driver-podman")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build of the podman driver: %w\n%s", err, out)
	}

	logger := hclog.NewNullLogger()
	client := plugin.NewClient(&plugin.ClientConfig{
		HandshakeConfig:  base.Handshake,
		Plugins:          map[string]plugin.Plugin{base.PluginTypeDriver: drivers.NewDriverPlugin(nil, logger)},
		Cmd:              exec.Command(binary),
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		Logger:           logger,
	})
	defer client.Kill()
	protocol, err := client.Client()
	if err != nil {
		return nil, fmt.Errorf("start of the podman driver: %w", err)
	}
	raw, err := protocol.Dispense(base.PluginTypeDriver)
	if err != nil {
		return nil, err
	}
	return raw.(drivers.DriverPlugin).TaskConfigSchema()
}
