// Package version holds the one version that both providers report.
package version

import (
	_ "embed"
	"encoding/json"
)

// `npm version` writes the file. The constructs read it too, for the version with which a stack requires the providers.
//
//go:embed version.json
var file []byte

// Version of both providers, without a leading v. It is part of the file name by which Terraform finds a provider.
var Version = read()

func read() string {
	var released struct{ Version string }
	if err := json.Unmarshal(file, &released); err != nil {
		panic(err) // it is part of the program
	}
	return released.Version
}

// Address gives the source address under which Terraform knows the provider called name.
func Address(name string) string { return "terraform.local/cdknomad/" + name }
