package source_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/nomad"
)

// Terraform configures the provider with unknown values while it plans the resource that they come from, and reads data sources then.
func TestAReadBeforeTheProvidersConfigurationIsKnownSaysSo(t *testing.T) {
	server, err := providerserver.NewProtocol6WithError(nomad.New())()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{
		TypeName: "nomad_node_pool", Config: &tfprotov6.DynamicValue{JSON: []byte(`{"name":"gpu"}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Diagnostics) != 1 {
		t.Fatalf("got %d problems, want one", len(answer.Diagnostics))
	}
	got := answer.Diagnostics[0]
	if got.Summary != "[node pool gpu] cannot be read (read-failed)" || !strings.Contains(got.Detail, "known only after the apply") {
		t.Errorf("got %s: %s", got.Summary, got.Detail)
	}
}
