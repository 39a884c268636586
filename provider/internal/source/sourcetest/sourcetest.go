// Package sourcetest reads data sources and ephemeral resources from a server that gives recorded answers.
package sourcetest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var writes = flag.Bool("write", false, "adds to each case what the read returns")

// Case is one read of a data source or an ephemeral resource, a file of testdata whose name begins with that of its type.
type Case struct {
	// Config are the arguments.
	Config map[string]any `json:"config"`
	// Answers of the server by path and query, such as "/v1/nodes?prefix=ab". A text is sent as it is; "404 TEXT" is that status.
	Answers map[string]any `json:"answers"`
	// Sent are the bodies of requests that must arrive, by path and query.
	Sent map[string]any `json:"sent,omitempty"`
	// Want are the attributes that the read returns, without those that are null.
	Want map[string]any `json:"want,omitempty"`
	// WantError is a part of the error.
	WantError string `json:"wantError,omitempty"`
}

// Reads describes how the types of one sort are read.
type Reads struct {
	// Sort names the sort in messages.
	Sort string
	// Schemas returns the types of a provider.
	Schemas func(*tfprotov6.GetProviderSchemaResponse) map[string]*tfprotov6.Schema
	// Read returns the attributes of one.
	Read func(ctx context.Context, server tfprotov6.ProviderServer, name string, config *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, []*tfprotov6.Diagnostic, error)
}

// DataSources are read by ReadDataSource.
var DataSources = Reads{
	Sort: "data source",
	Schemas: func(all *tfprotov6.GetProviderSchemaResponse) map[string]*tfprotov6.Schema {
		return all.DataSourceSchemas
	},
	Read: func(ctx context.Context, server tfprotov6.ProviderServer, name string, config *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, []*tfprotov6.Diagnostic, error) {
		answer, err := server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: config})
		if err != nil {
			return nil, nil, err
		}
		return answer.State, answer.Diagnostics, nil
	},
}

// Ephemerals are read by OpenEphemeralResource.
var Ephemerals = Reads{
	Sort: "ephemeral resource",
	Schemas: func(all *tfprotov6.GetProviderSchemaResponse) map[string]*tfprotov6.Schema {
		return all.EphemeralResourceSchemas
	},
	Read: func(ctx context.Context, server tfprotov6.ProviderServer, name string, config *tfprotov6.DynamicValue) (*tfprotov6.DynamicValue, []*tfprotov6.Diagnostic, error) {
		answer, err := server.OpenEphemeralResource(ctx, &tfprotov6.OpenEphemeralResourceRequest{TypeName: name, Config: config})
		if err != nil {
			return nil, nil, err
		}
		return answer.Result, answer.Diagnostics, nil
	},
}

// Run runs the cases of testdata, and fails if a data source of the provider has none.
func Run(t *testing.T, create func() provider.Provider, folder string) {
	t.Helper()
	DataSources.Run(t, create, folder)
}

// Run runs the cases of testdata, and fails if a type of the provider has none.
func (r Reads) Run(t *testing.T, create func() provider.Provider, folder string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases in %s: %v", folder, err)
	}
	hasCase := map[string]bool{}
	for _, file := range files {
		name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".json"), ".")
		hasCase[name] = true
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json"), func(t *testing.T) { r.runFile(t, create(), name, file) })
	}
	for _, name := range slices.Sorted(maps.Keys(r.schemas(t, create()))) {
		if !hasCase[name] {
			t.Errorf("%s %s: no case in %s", r.Sort, name, folder)
		}
	}
}

func (r Reads) schemas(t *testing.T, created provider.Provider) map[string]*tfprotov6.Schema {
	t.Helper()
	answer, err := serverOf(t, created).GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return r.Schemas(answer)
}

func serverOf(t *testing.T, created provider.Provider) tfprotov6.ProviderServer {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(created)()
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func (r Reads) runFile(t *testing.T, created provider.Provider, name, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var test Case
	if err := json.Unmarshal(text, &test); err != nil {
		t.Fatal(err)
	}
	got, problem := r.read(t, created, name, test)
	if problem != "" || test.WantError != "" {
		if test.WantError == "" || !strings.Contains(problem, test.WantError) {
			t.Fatalf("got the error %q, want %q", problem, test.WantError)
		}
		return
	}
	if *writes {
		test.Want = got
		written, err := json.MarshalIndent(test, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(written, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if have, want := indented(t, got), indented(t, test.Want); have != want {
		t.Errorf("got %s\nwant %s", have, want)
	}
}

func indented(t *testing.T, value any) string {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Read reads a data source once, and returns its attributes, in which the URL of the server is http://server, or its error.
func Read(t *testing.T, created provider.Provider, name string, test Case) (map[string]any, string) {
	t.Helper()
	return DataSources.read(t, created, name, test)
}

func (r Reads) read(t *testing.T, created provider.Provider, name string, test Case) (map[string]any, string) {
	t.Helper()
	var mu sync.Mutex
	var unexpected []string
	sent := map[string]any{}
	answers := httptest.NewServer(http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		asked, _ := url.QueryUnescape(request.URL.RequestURI())
		if _, isWanted := test.Sent[asked]; isWanted {
			var body any
			_ = json.NewDecoder(request.Body).Decode(&body)
			mu.Lock()
			sent[asked] = body
			mu.Unlock()
		}
		answer, isKnown := test.Answers[asked]
		if !isKnown {
			mu.Lock()
			unexpected = append(unexpected, asked)
			mu.Unlock()
			http.Error(response, "no such answer: "+asked, http.StatusTeapot)
			return
		}
		if text, isText := answer.(string); isText {
			code := http.StatusInternalServerError
			_, _ = fmt.Sscanf(text, "%d", &code)
			http.Error(response, strings.TrimPrefix(text, fmt.Sprint(code, " ")), code)
			return
		}
		response.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(response).Encode(answer)
	}))
	defer answers.Close()

	ctx, server := context.Background(), serverOf(t, created)
	schema, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	configured, err := server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{
		Config: dynamic(t, schema.Provider.ValueType(), map[string]any{"address": answers.URL})})
	if err != nil || len(configured.Diagnostics) > 0 {
		t.Fatalf("the provider is not configured: %v %v", err, configured.Diagnostics)
	}
	kind := r.Schemas(schema)[name].ValueType()
	result, problems, err := r.Read(ctx, server, name, dynamic(t, kind, test.Config))
	if err != nil {
		t.Fatal(err)
	}
	if len(test.Sent) > 0 && indented(t, sent) != indented(t, test.Sent) {
		t.Errorf("got the requests %s\nwant %s", indented(t, sent), indented(t, test.Sent))
	}
	if len(unexpected) > 0 {
		t.Errorf("requests without an answer: %q", unexpected)
	}
	for _, problem := range problems {
		return nil, problem.Summary + ": " + problem.Detail
	}
	value, err := result.Unmarshal(kind)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(plain(t, value))
	if err != nil {
		t.Fatal(err)
	}
	var attributes map[string]any
	if err := json.Unmarshal([]byte(strings.ReplaceAll(string(text), answers.URL, "http://server")), &attributes); err != nil {
		t.Fatal(err)
	}
	return attributes, ""
}

func dynamic(t *testing.T, kind tftypes.Type, attributes map[string]any) *tfprotov6.DynamicValue {
	t.Helper()
	object, isObject := kind.(tftypes.Object)
	if !isObject {
		t.Fatalf("got the type %s, want an object", kind)
	}
	all := make(map[string]any, len(object.AttributeTypes))
	for name := range object.AttributeTypes {
		all[name] = attributes[name]
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return &tfprotov6.DynamicValue{JSON: text}
}

// plain returns a value as JSON has it, without attributes that are null.
func plain(t *testing.T, value tftypes.Value) any {
	t.Helper()
	as := func(target any) {
		if err := value.As(target); err != nil {
			t.Fatal(err)
		}
	}
	if value.IsNull() {
		return nil
	}
	switch kind := value.Type(); {
	case kind.Is(tftypes.String):
		var text string
		as(&text)
		return text
	case kind.Is(tftypes.Bool):
		var is bool
		as(&is)
		return is
	case kind.Is(tftypes.Number):
		var number *big.Float
		as(&number)
		whole, _ := number.Int64()
		return whole
	case kind.Is(tftypes.Object{}), kind.Is(tftypes.Map{}):
		var fields map[string]tftypes.Value
		as(&fields)
		all := map[string]any{}
		for name, field := range fields {
			if inner := plain(t, field); inner != nil {
				all[name] = inner
			}
		}
		return all
	default:
		var elements []tftypes.Value
		as(&elements)
		all := make([]any, len(elements))
		for i, element := range elements {
			all[i] = plain(t, element)
		}
		return all
	}
}
