package writeonly

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/problem"
)

// Argument is one write-only argument of a resource, and the hash of it.
type Argument struct {
	Path  path.Path
	Value Value
	Hash  *types.String // of the plan
	Prior types.String  // hash of the state
}

// Arguments are those of one resource.
type Arguments []Argument

// Plan sets the planned hashes.
func (a Arguments) Plan() {
	for _, each := range a {
		*each.Hash = each.Value.PlannedHash(each.Prior)
	}
}

// Settle completes the hashes of the plan before an apply. It reports the arguments whose value is not that of the plan.
func (a Arguments) Settle(title string) (problems diag.Diagnostics) {
	for _, each := range a {
		if !each.Value.Has(*each.Hash) {
			problems.AddAttributeError(each.Path, problem.ChangedSincePlan.Of(title),
				each.Path.String()+" has another value than the plan has seen; apply with the same value, or plan again")
			continue
		}
		*each.Hash = each.Value.Settled(*each.Hash, each.Prior)
	}
	return problems
}

// Without ends the description of a write-only argument.
const Without = " It is in no state and in no saved plan. It needs Terraform 1.11 or OpenTofu 1.11."

// VersionAttribute is the number that the official providers need next to a write-only argument.
func VersionAttribute(argument string) schema.Int64Attribute {
	return schema.Int64Attribute{Optional: true,
		MarkdownDescription: "Not needed: a plan notices that `" + argument + "` changed. Another number writes it again."}
}

// HashAttribute is what the state has in place of a write-only argument.
func HashAttribute(argument string) schema.StringAttribute {
	return schema.StringAttribute{Computed: true, Sensitive: true,
		MarkdownDescription: "Salted hash of `" + argument + "`, by which a plan notices a change."}
}
