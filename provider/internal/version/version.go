// Package version holds the one version that both providers report.
package version

// Version of both providers, without a leading v. It is part of the file name by which Terraform finds a provider; a
// build may set it with -ldflags "-X cdknomad/provider/internal/version.Version=...".
var Version = "0.1.0"

// Address gives the source address under which Terraform knows the provider called name.
func Address(name string) string { return "terraform.local/cdknomad/" + name }
