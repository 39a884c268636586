package configentry

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/consul/api"
)

// elements says what identifies the elements of a list.
type elements struct {
	path string   // keys that lead to the list; "*" is any key of a map
	by   []string // keys of an element. An empty list: an element is compared as a whole
	// isSorted is whether Consul sorts the list, so that the order in the configuration is not kept.
	isSorted bool
}

var (
	byService   = []string{"Name", "Namespace", "Partition"}
	byTarget    = []string{"Service", "ServiceSubset", "Namespace", "Partition", "Datacenter", "Peer"}
	byReference = []string{"Kind", "Name", "SectionName", "Namespace", "Partition"}
	byName      = []string{"Name"}
	byPath      = []string{"Path"}
)

// identities lists the lists of objects by kind. Consul keeps the order of all of them, and often it has a meaning (routes, permissions,
// targets of a failover), except that it sorts the sources of intentions by their precedence.
var identities = map[string][]elements{
	api.ServiceIntentions: {
		{path: "Sources", by: []string{"Name", "Namespace", "Partition", "Peer", "SamenessGroup"}, isSorted: true},
		{path: "Sources.Permissions", by: []string{"HTTP", "JWT"}},
		{path: "Sources.Permissions.HTTP.Header", by: byName},
		{path: "Sources.Permissions.JWT.Providers", by: byName},
		{path: "Sources.Permissions.JWT.Providers.VerifyClaims", by: byPath},
		{path: "JWT.Providers", by: byName},
		{path: "JWT.Providers.VerifyClaims", by: byPath},
	},
	api.ProxyDefaults: {{path: "Expose.Paths", by: []string{"ListenerPort", "Path"}}, {path: "EnvoyExtensions", by: byName}},
	api.ServiceDefaults: {
		{path: "Expose.Paths", by: []string{"ListenerPort", "Path"}},
		{path: "EnvoyExtensions", by: byName},
		{path: "UpstreamConfig.Overrides", by: []string{"Name", "Namespace", "Partition", "Peer"}},
		{path: "RateLimits.InstanceLevel.Routes", by: []string{"PathExact", "PathPrefix", "PathRegex"}},
	},
	api.ServiceRouter: {
		{path: "Routes", by: []string{"Match"}},
		{path: "Routes.Match.HTTP.Header", by: byName},
		{path: "Routes.Match.HTTP.QueryParam", by: byName},
	},
	api.ServiceSplitter: {{path: "Splits", by: []string{"Service", "ServiceSubset", "Namespace", "Partition"}}},
	api.ServiceResolver: {
		{path: "Failover.*.Targets", by: byTarget},
		{path: "LoadBalancer.HashPolicies", by: []string{"Field", "FieldValue", "SourceIP"}},
	},
	api.IngressGateway:     {{path: "Listeners", by: []string{"Port"}}, {path: "Listeners.Services", by: byService}},
	api.TerminatingGateway: {{path: "Services", by: []string{"Name", "Namespace"}}},
	api.ExportedServices:   {{path: "Services", by: []string{"Name", "Namespace"}}, {path: "Services.Consumers", by: []string{"Partition", "Peer", "SamenessGroup"}}},
	api.SamenessGroup:      {{path: "Members", by: []string{"Partition", "Peer"}}},
	api.APIGateway: {
		{path: "Listeners", by: byName},
		{path: "Listeners.TLS.Certificates", by: byReference},
		{path: "Listeners.Default.JWT.Providers", by: byName},
		{path: "Listeners.Default.JWT.Providers.VerifyClaims", by: byPath},
		{path: "Listeners.Override.JWT.Providers", by: byName},
		{path: "Listeners.Override.JWT.Providers.VerifyClaims", by: byPath},
	},
	api.HTTPRoute: {
		{path: "Parents", by: byReference},
		{path: "Rules", by: []string{"Matches"}},
		{path: "Rules.Matches"},
		{path: "Rules.Matches.Headers", by: byName},
		{path: "Rules.Matches.Query", by: byName},
		{path: "Rules.Filters.Headers"},
		{path: "Rules.Filters.JWT.Providers", by: byName},
		{path: "Rules.Filters.JWT.Providers.VerifyClaims", by: byPath},
		{path: "Rules.ResponseFilters.Headers"},
		{path: "Rules.Services", by: byService},
		{path: "Rules.Services.Filters.Headers"},
		{path: "Rules.Services.Filters.JWT.Providers", by: byName},
		{path: "Rules.Services.Filters.JWT.Providers.VerifyClaims", by: byPath},
		{path: "Rules.Services.ResponseFilters.Headers"},
	},
	api.TCPRoute:    {{path: "Parents", by: byReference}, {path: "Services", by: byService}},
	api.JWTProvider: {{path: "Locations"}},
}

// listAt returns what identifies the elements of the list at a path.
func listAt(kind string, path []string) elements {
	for _, one := range identities[kind] {
		if slices.EqualFunc(strings.Split(one.path, "."), path, func(want, key string) bool { return want == "*" || fold(want) == fold(key) }) {
			return one
		}
	}
	return elements{}
}

// align returns a document whose sorted lists have the order of a pattern; elements that the pattern does not have come last, sorted
// by identity.
func align(kind string, document, pattern object) object {
	aligned := maps.Clone(document)
	for _, one := range identities[kind] {
		key, found := find(document, one.path)
		members, isList := document[key].(list)
		if !one.isSorted || !found || !isList {
			continue
		}
		var order []string
		if mine, found := find(pattern, one.path); found {
			wanted, _ := pattern[mine].(list)
			for _, element := range wanted {
				order = append(order, one.identityOf(element))
			}
		}
		position := func(identity string) int {
			if at := slices.Index(order, identity); at >= 0 {
				return at
			}
			return len(order)
		}
		sorted := slices.Clone(members)
		slices.SortStableFunc(sorted, func(a, b any) int {
			x, y := one.identityOf(a), one.identityOf(b)
			if difference := position(x) - position(y); difference != 0 {
				return difference
			}
			return strings.Compare(x, y)
		})
		aligned[key] = sorted
	}
	return aligned
}

// identityOf returns the identity of an element; "" for one that has none.
func (e elements) identityOf(element any) string {
	fields, isObject := element.(object)
	if !isObject {
		return ""
	}
	parts := make([]string, len(e.by))
	isEmpty := true
	for i, name := range e.by {
		if key, found := find(fields, name); found && !empty(prune(fields[key])) {
			parts[i], isEmpty = canonical(fields[key]), false
		}
	}
	if isEmpty {
		return ""
	}
	return strings.Join(parts, "\x00")
}

// canonical returns one text for all spellings of a value.
func canonical(value any) string {
	switch v := prune(value).(type) {
	case object:
		folded := object{}
		for key, inner := range v {
			folded[fold(key)] = canonical(inner)
		}
		return render(folded)
	case list:
		texts := make([]string, len(v))
		for i, inner := range v {
			texts[i] = canonical(inner)
		}
		return "[" + strings.Join(texts, ",") + "]"
	default:
		return fmt.Sprint(v)
	}
}

// counterparts returns for each element of a list the position of the same element in another one, or -1: one that is equal, else one
// with the same identity. If as many remain in both lists, each of them has changed its identity and takes the next one's place.
func (e elements) counterparts(of, in list) []int {
	positions, taken := make([]int, len(of)), make([]bool, len(in))
	for i := range positions {
		positions[i] = -1
	}
	pair := func(isCounterpart func(a, b any) bool) {
		for i := range of {
			for j := 0; j < len(in) && positions[i] < 0; j++ {
				if !taken[j] && isCounterpart(of[i], in[j]) {
					positions[i], taken[j] = j, true
				}
			}
		}
	}
	pair(same)
	pair(func(a, b any) bool {
		identity := e.identityOf(a)
		return identity != "" && identity == e.identityOf(b)
	})
	if len(of) == len(in) {
		pair(func(any, any) bool { return true })
	}
	return positions
}
