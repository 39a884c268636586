package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/nomad/plugins/base"
	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/hashicorp/nomad/plugins/shared/hclspec"
)

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
