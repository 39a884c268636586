// Command terraform-provider-consul is the Terraform provider for Consul. Terraform starts it; it does nothing by itself.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/version"
)

func main() {
	if err := providerserver.Serve(context.Background(), consul.New, providerserver.ServeOpts{Address: version.Address("consul")}); err != nil {
		log.Fatal(err)
	}
}
