// Command terraform-provider-nomad is the Terraform provider for Nomad. Terraform starts it; it does nothing by itself.
package main

import (
	"log"

	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/serve"
	"cdknomad/provider/internal/version"
)

func main() {
	if err := serve.Provider(version.Address("nomad"), nomad.NewServer); err != nil {
		log.Fatal(err)
	}
}
