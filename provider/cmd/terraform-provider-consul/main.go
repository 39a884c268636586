// Command terraform-provider-consul is the Terraform provider for Consul. Terraform starts it; it does nothing by itself.
package main

func main() {}
