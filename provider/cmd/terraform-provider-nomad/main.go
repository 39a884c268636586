// Command terraform-provider-nomad is the Terraform provider for Nomad. Terraform starts it; it does nothing by itself.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/version"
)

func main() {
	if err := providerserver.Serve(context.Background(), nomad.New, providerserver.ServeOpts{Address: version.Address("nomad")}); err != nil {
		log.Fatal(err)
	}
}
