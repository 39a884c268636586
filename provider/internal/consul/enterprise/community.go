package enterprise

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Value is what a plan sets for a feature of Consul Enterprise.
type Value struct {
	// Path is that of the attribute, such as "namespace" or "config_json.Sources.0.Namespace".
	Path string
	// Got is the value as a message shows it, "" if it is not set.
	Got string
	// Feature is what the Community edition does not have, such as "namespaces".
	Feature string
}

// Places returns the values of the attributes namespace and partition.
func Places(namespace, partition types.String) []Value {
	return []Value{
		{Path: "namespace", Got: namespace.ValueString(), Feature: "namespaces"},
		{Path: "partition", Got: partition.ValueString(), Feature: "partitions"},
	}
}

// Refused returns one message for each value that the servers do not accept because they run the Community edition. It asks for the
// edition only if a value is set. A token that may not read it, or no client yet, refuses nothing: the servers judge at apply.
func Refused(ctx context.Context, client *api.Client, values []Value) []string {
	values = slices.DeleteFunc(values, func(value Value) bool { return value.Got == "" })
	if len(values) == 0 || client == nil || !isCommunity(ctx, client) {
		return nil
	}
	var problems []string
	for _, value := range values {
		problems = append(problems, fmt.Sprintf("%s: got %q, and the servers run the Community edition of Consul, which has no %s; leave it out, or use Consul Enterprise",
			value.Path, value.Got, value.Feature))
	}
	return problems
}

// editions has what is known of the servers of each client.
var editions sync.Map

type edition struct {
	once        sync.Once
	isCommunity bool
}

func isCommunity(ctx context.Context, client *api.Client) bool {
	loaded, _ := editions.LoadOrStore(client, new(edition))
	of := loaded.(*edition)
	of.once.Do(func() { of.isCommunity = readIsCommunity(ctx, client) })
	return of.isCommunity
}

// readIsCommunity reports whether the agent says that it is of the Community edition. One of Consul Enterprise has "ent" in its version.
//
// See https://developer.hashicorp.com/consul/api-docs/agent#read-configuration
func readIsCommunity(ctx context.Context, client *api.Client) bool {
	var self struct {
		Config struct{ Version, VersionMetadata string }
		Member struct{ Tags struct{ Build string } }
	}
	_, err := client.Raw().Query("/v1/agent/self", &self, (&api.QueryOptions{}).WithContext(context.WithoutCancel(ctx)))
	if err != nil || self.Config.Version == "" {
		return false
	}
	return !slices.ContainsFunc([]string{self.Config.Version, self.Config.VersionMetadata, self.Member.Tags.Build}, func(text string) bool {
		return strings.Contains(text, "ent")
	})
}
