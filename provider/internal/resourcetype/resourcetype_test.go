package resourcetype_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/resourcetype"
)

// served returns the schemas of both providers by resource type.
func served(t *testing.T) map[string]*tfprotov6.Schema {
	t.Helper()
	schemas := map[string]*tfprotov6.Schema{}
	for _, created := range []provider.Provider{nomad.New(), consul.New()} {
		server, err := providerserver.NewProtocol6WithError(created)()
		if err != nil {
			t.Fatal(err)
		}
		answer, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for name, schema := range answer.ResourceSchemas {
			schemas[name] = schema
		}
	}
	return schemas
}

func attribute(schema *tfprotov6.Schema, name string) *tfprotov6.SchemaAttribute {
	for _, attribute := range schema.Block.Attributes {
		if attribute.Name == name {
			return attribute
		}
	}
	return nil
}

func TestEveryServedTypeHasARowAndEveryRowAServedType(t *testing.T) {
	schemas := served(t)
	for name := range schemas {
		if !slices.Contains(resourcetype.Names(), name) {
			t.Errorf("%s: served by a provider, but has no row in types.json", name)
		}
	}
	for _, name := range resourcetype.Names() {
		if schemas[name] == nil {
			t.Errorf("%s: has a row in types.json, but no provider serves it", name)
		}
	}
}

func TestRowsNameOnlyAttributesOfTheSchema(t *testing.T) {
	for name, schema := range served(t) {
		row := resourcetype.Of(name)
		if row.Kind == "" {
			t.Errorf("%s: got no kind, want its readable name", name)
		}
		if row.Word != "" && len(row.Identity) == 0 {
			t.Errorf("%s: got word %q without an identity", name, row.Word)
		}
		if row.Confirmation != nil && row.Word == "" {
			t.Errorf("%s: got a confirmation without a word", name)
		}
		for _, identifying := range row.Identity {
			if attribute(schema, identifying) == nil {
				t.Errorf("%s: identity: the schema has no attribute %s", name, identifying)
			}
		}
	}
}

func TestSecretsOfARowMatchEverySensitiveAttribute(t *testing.T) {
	for name, schema := range served(t) {
		secrets := resourcetype.Of(name).Secrets
		for _, attribute := range schema.Block.Attributes {
			if attribute.Sensitive && (secrets == "" || !regexp.MustCompile("(?i)"+secrets).MatchString(attribute.Name)) {
				t.Errorf("%s.%s: is sensitive, but the row's secrets %q do not match it", name, attribute.Name, secrets)
			}
		}
	}
}

func TestTheTableHasNoFieldThatTheReadersDoNotKnow(t *testing.T) {
	text, err := os.ReadFile("types.json")
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var rows map[string]struct {
		resourcetype.Type
		Rights              json.RawMessage // read by cli/checks
		KeyedBlock          string          // read by cli/plan
		ImportID            string          // read by cli/plan
		CreateBeforeDestroy bool            // read by constructs
	}
	if err := decoder.Decode(&rows); err != nil {
		t.Error(err)
	}
	schemas := served(t)
	for name, row := range rows {
		for _, identifying := range regexp.MustCompile(`\w+`).FindAllString(row.ImportID, -1) {
			if attribute(schemas[name], identifying) == nil {
				t.Errorf("%s: importId: the schema has no attribute %s", name, identifying)
			}
		}
	}
}

// writeOnly returns the paths of the write-only arguments of a block.
func writeOnly(block *tfprotov6.SchemaBlock, before string) (paths []string) {
	for _, attribute := range block.Attributes {
		if attribute.WriteOnly {
			paths = append(paths, before+attribute.Name)
		}
	}
	for _, nested := range block.BlockTypes {
		paths = append(paths, writeOnly(nested.Block, before+nested.TypeName+".")...)
	}
	slices.Sort(paths)
	return paths
}

func TestTheTableHasTheWriteOnlyArgumentsAndTheirHashesAreSecrets(t *testing.T) {
	for name, schema := range served(t) {
		row, paths := resourcetype.Of(name), writeOnly(schema.Block, "")
		if !slices.Equal(row.WriteOnly, paths) {
			t.Errorf("%s: writeOnly: got %q, want %q", name, row.WriteOnly, paths)
		}
		for _, path := range paths {
			for _, secret := range []string{path, path + "_hash"} {
				if !regexp.MustCompile("(?i)" + row.Secrets).MatchString(secret) {
					t.Errorf("%s: secrets: %q does not match %s", name, row.Secrets, secret)
				}
			}
		}
	}
}
