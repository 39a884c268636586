package main

import (
	"fmt"
	"os"

	"golang.org/x/mod/modfile"
)

// Versions are the pinned versions of the modules that the types come from.
type Versions struct{ Nomad, API, Podman string }

// readVersions reads the pins from go.mod, because the build information is empty in tests.
func readVersions() (Versions, error) {
	var v Versions
	pins := []struct {
		file, module string
		to           *string
	}{
		{"go.mod", "github.com/hashicorp/nomad", &v.Nomad},
		{"go.mod", "github.com/hashicorp/nomad/api", &v.API},
		{"podman/go.mod", "github.com/hashicorp/nomad-driver-podman", &v.Podman},
	}
	for _, pin := range pins {
		raw, err := os.ReadFile(pin.file)
		if err != nil {
			return v, err
		}
		mod, err := modfile.ParseLax(pin.file, raw, nil)
		if err != nil {
			return v, err
		}
		for _, require := range mod.Require {
			if require.Mod.Path == pin.module {
				*pin.to = require.Mod.Version
			}
		}
		if *pin.to == "" {
			return v, fmt.Errorf("%s does not require %s", pin.file, pin.module)
		}
	}
	return v, nil
}
