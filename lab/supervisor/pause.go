package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"strings"
)

// forgetPauseContainers keeps docker from starting the containers that hold the networks of task groups when a stopped host boots again.
//
// A host of a lab boots within a second, before Nomad notices that it was off. Nomad then takes a running container for a complete
// network, although the boot removed its interfaces, and the group stays without a network. A machine that boots slower gets new
// allocations. Without the container, Nomad creates the network again.
//
// @see https://github.com/hashicorp/nomad/issues/17959
func forgetPauseContainers(disk string) error {
	root, err := os.OpenRoot(disk)
	if err != nil {
		return err
	}
	defer root.Close()
	const folder = "docker/containers"
	// Without docker's folder there is no container.
	containers, _ := fs.ReadDir(root.FS(), folder)
	for _, container := range containers {
		forgetIfPause(root, path.Join(folder, container.Name()))
	}
	return nil
}

// forgetIfPause changes nothing that cannot be read: the host was powered off while docker wrote it, and docker ignores such a container.
func forgetIfPause(root *os.Root, container string) {
	var config struct{ Name string }
	if !readJSON(root, path.Join(container, "config.v2.json"), &config) || !strings.HasPrefix(config.Name, "/nomad_init_") {
		return
	}
	var host map[string]json.RawMessage
	file := path.Join(container, "hostconfig.json")
	if !readJSON(root, file, &host) {
		return
	}
	host["RestartPolicy"] = json.RawMessage(`{"Name":"no","MaximumRetryCount":0}`)
	if content, err := json.Marshal(host); err == nil {
		root.WriteFile(file, content, 0o600)
	}
}

func readJSON(root *os.Root, file string, into any) bool {
	content, err := root.ReadFile(file)
	return err == nil && json.Unmarshal(content, into) == nil
}
