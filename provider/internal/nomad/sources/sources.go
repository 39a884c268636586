// Package sources has the data sources of the Nomad provider, one file per kind of object. Their attributes have the names, types, and
// values of the official provider, so that programs and HCL can change the provider.
package sources

import (
	"cmp"
	"context"
	"hash/crc32"
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/source"
)

// All are all data sources of this provider. A new one is a function in a file of this package, a line here, and a line in
// ../../source/types.json.
var All = []func() datasource.DataSource{
	aclPolicies(), aclPolicySource(), aclRoleSource(), aclRoles(), aclTokenSource(), aclTokens(),
	allocations(), deployments(), jobSource(), jobParser(),
	datacenters(), regions(), jwks(), schedulerConfig(),
	namespaceSource(), namespaces(),
	nodeSource(), nodes(), nodePoolSource(), nodePools(),
	dynamicHostVolume(), plugin(), plugins(), volumes(),
	scalingPolicies(), scalingPolicySource(),
	serviceSource(), services(),
	variable(),
}

var server = source.Server[*cluster.Cluster]{
	Connect:  (*cluster.Cluster).Connect,
	NotFound: cluster.NotFound,
	Reason:   (*cluster.Cluster).Reason,
}

// of returns a data source that is read with the client of the cluster.
func of[M any](name, description string, read func(context.Context, *api.Client, *M) error) func() datasource.DataSource {
	return source.New(server, source.Kind[*cluster.Cluster, M]{
		Name: name, Description: description,
		Read: func(ctx context.Context, shared *cluster.Cluster, model *M) error {
			return read(ctx, shared.Client, model)
		},
	})
}

func query(ctx context.Context, options api.QueryOptions) *api.QueryOptions {
	return options.WithContext(ctx)
}

// orDefault returns the namespace of an argument, and stores the default one if there is none.
func orDefault(argument *types.String) string {
	if argument.ValueString() == "" {
		*argument = types.StringValue(api.DefaultNamespace)
	}
	return argument.ValueString()
}

// identify returns an id for the answer to a query, which is the same for the same arguments.
func identify(arguments string) types.String {
	return types.StringValue(strconv.FormatUint(uint64(crc32.ChecksumIEEE([]byte(arguments))), 10))
}

// valueOf returns the value of a pointer, or the zero value if it is nil.
func valueOf[T any](pointer *T) T {
	if pointer == nil {
		return *new(T)
	}
	return *pointer
}

// byName converts the values of a map, in the order of the keys.
func byName[A, B any](from map[string]A, convert func(string, A) B) []B {
	names := slices.SortedFunc(maps.Keys(from), cmp.Compare[string])
	return source.Each(names, func(name string) B { return convert(name, from[name]) })
}
