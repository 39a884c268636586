// Command terraform-provider-consul is the Terraform provider for Consul. Terraform starts it; it does nothing by itself.
package main

import (
	"log"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/serve"
	"cdknomad/provider/internal/version"
)

func main() {
	if err := serve.Provider(version.Address("consul"), consul.NewServer); err != nil {
		log.Fatal(err)
	}
}
