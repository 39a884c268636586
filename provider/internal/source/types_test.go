package source_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
)

//go:embed types.json
var served []byte

// The constructs read types.json to refuse the data sources that are not served.
func TestTypesListsTheDataSourcesOfBothProviders(t *testing.T) {
	var listed, got []string
	if err := json.Unmarshal(served, &listed); err != nil {
		t.Fatal(err)
	}
	for _, each := range []provider.Provider{nomad.New(), consul.New()} {
		for _, create := range each.DataSources(context.Background()) {
			var response datasource.MetadataResponse
			create().Metadata(context.Background(), datasource.MetadataRequest{}, &response)
			got = append(got, response.TypeName)
		}
	}
	slices.Sort(listed)
	slices.Sort(got)
	if !slices.Equal(listed, got) {
		t.Errorf("types.json lists %v, and the providers serve %v", listed, got)
	}
}
