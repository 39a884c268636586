// Package identity has the identities and templated policies that Consul's ACL roles and tokens share. Consul does not keep their
// order, so they are compared by what identifies them.
package identity

import (
	"slices"
	"strings"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/follow"
)

// Node is a block node_identities.
type Node struct {
	NodeName   types.String `tfsdk:"node_name"`
	Datacenter types.String `tfsdk:"datacenter"`
}

// TemplatedPolicy is a block templated_policies.
type TemplatedPolicy struct {
	TemplateName types.String       `tfsdk:"template_name"`
	Datacenters  types.List         `tfsdk:"datacenters"`
	Variables    []TemplateVariable `tfsdk:"template_variables"`
}

// TemplateVariable is a block template_variables.
type TemplateVariable struct {
	Name types.String `tfsdk:"name"`
}

// WireNodes returns blocks as Consul's API has them.
func WireNodes(blocks []Node) []*api.ACLNodeIdentity {
	var wire []*api.ACLNodeIdentity
	for _, block := range blocks {
		wire = append(wire, &api.ACLNodeIdentity{NodeName: block.NodeName.ValueString(), Datacenter: block.Datacenter.ValueString()})
	}
	return wire
}

// WirePolicies returns blocks as Consul's API has them.
func WirePolicies(blocks []TemplatedPolicy) []*api.ACLTemplatedPolicy {
	var wire []*api.ACLTemplatedPolicy
	for _, block := range blocks {
		policy := &api.ACLTemplatedPolicy{TemplateName: block.TemplateName.ValueString(), Datacenters: follow.Strings(block.Datacenters)}
		for _, variable := range block.Variables {
			policy.TemplateVariables = &api.ACLTemplatedPolicyVariables{Name: variable.Name.ValueString()}
		}
		wire = append(wire, policy)
	}
	return wire
}

// FollowNodes returns what Consul has, in the order of the state.
func FollowNodes(prior []Node, found []*api.ACLNodeIdentity) []Node {
	var current []Node
	for _, identity := range Arrange(found, WireNodes(prior), nodeKey, func(node *api.ACLNodeIdentity) string { return node.NodeName }) {
		current = append(current, Node{types.StringValue(identity.NodeName), types.StringValue(identity.Datacenter)})
	}
	return current
}

// FollowPolicies returns what Consul has, in the order of the state. A block of the state with the same template and variables keeps
// the spelling of what did not change.
func FollowPolicies(prior []TemplatedPolicy, found []*api.ACLTemplatedPolicy) []TemplatedPolicy {
	before := WirePolicies(prior)
	order := keys(before, policyKey)
	var current []TemplatedPolicy
	for _, policy := range Arrange(found, before, policyKey, func(policy *api.ACLTemplatedPolicy) string { return policy.TemplateName }) {
		block := TemplatedPolicy{Datacenters: types.ListNull(types.StringType)}
		if at := slices.Index(order, policyKey(policy)); at >= 0 {
			block = prior[at]
		} else if policy.TemplateVariables != nil && policy.TemplateVariables.Name != "" {
			block.Variables = []TemplateVariable{{types.StringValue(policy.TemplateVariables.Name)}}
		}
		block.TemplateName = types.StringValue(policy.TemplateName)
		FollowUnordered(&block.Datacenters, policy.Datacenters)
		current = append(current, block)
	}
	return current
}

// KeepNodes returns the blocks of the state if the plan has the same in another order, else those of the plan.
func KeepNodes(plan, prior []Node) []Node {
	if SameInAnyOrder(WireNodes(plan), WireNodes(prior), nodeKey) {
		return prior
	}
	return plan
}

// KeepPolicies returns the blocks of the state if the plan has the same in another order, else those of the plan.
func KeepPolicies(plan, prior []TemplatedPolicy) []TemplatedPolicy {
	same := SameInAnyOrder(WirePolicies(plan), WirePolicies(prior), func(policy *api.ACLTemplatedPolicy) string {
		return policyKey(policy) + "\x00" + strings.Join(slices.Sorted(slices.Values(policy.Datacenters)), " ")
	})
	if same && SameNulls(plan, prior, func(block TemplatedPolicy) bool { return block.Datacenters.IsNull() }) &&
		SameNulls(plan, prior, func(block TemplatedPolicy) bool { return len(block.Variables) == 0 }) {
		return prior
	}
	return plan
}

func nodeKey(identity *api.ACLNodeIdentity) string {
	return identity.NodeName + "\x00" + identity.Datacenter
}

func policyKey(policy *api.ACLTemplatedPolicy) string {
	if policy.TemplateVariables == nil {
		return policy.TemplateName + "\x00"
	}
	return policy.TemplateName + "\x00" + policy.TemplateVariables.Name
}

func keys[E any](elements []E, key func(E) string) []string {
	all := make([]string, len(elements))
	for i, element := range elements {
		all[i] = key(element)
	}
	return all
}

// Arrange puts what Consul has in the order of the state. An element without a counterpart takes the place of a missing one, one with
// the same name if there is one, so that a plan shows one changed block and not a shifted list. Others come last, sorted by key.
func Arrange[E any](found, prior []E, key, name func(E) string) []E {
	places, rest := make([][]E, len(prior)), slices.Clone(found)
	slices.SortStableFunc(rest, func(a, b E) int { return strings.Compare(key(a), key(b)) })
	for _, isCounterpart := range []func(a, b E) bool{
		func(a, b E) bool { return key(a) == key(b) },
		func(a, b E) bool { return name(a) == name(b) },
		func(E, E) bool { return true },
	} {
		for at := range prior {
			index := slices.IndexFunc(rest, func(element E) bool { return isCounterpart(element, prior[at]) })
			if index >= 0 && places[at] == nil {
				places[at] = []E{rest[index]}
				rest = slices.Delete(rest, index, index+1)
			}
		}
	}
	return slices.Concat(append(places, rest)...)
}

// SameInAnyOrder reports whether two lists that are not empty have the same keys.
func SameInAnyOrder[E any](a, b []E, key func(E) string) bool {
	return len(a) > 0 && slices.Equal(slices.Sorted(slices.Values(keys(a, key))), slices.Sorted(slices.Values(keys(b, key))))
}

// SameNulls reports whether the same blocks leave something out. Terraform accepts another value for one that is given, but
// none for one that is not.
func SameNulls[E any](a, b []E, null func(E) bool) bool {
	return slices.EqualFunc(a, b, func(x, y E) bool { return null(x) == null(y) })
}

// FollowUnordered keeps the order of the state as long as the elements are the same.
func FollowUnordered(target *types.List, current []string) {
	before := follow.Strings(*target)
	slices.Sort(before)
	now := slices.Sorted(slices.Values(current))
	if len(now) == 0 || !slices.Equal(before, now) {
		follow.List(target, current)
	}
}
