package job

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// failureKey holds, beside the state, the last failed apply.
const failureKey = "failure"

// failure says which specification did not run, and why. Without it a job whose update failed would look as if all were
// well: the server does have the specification that was asked for.
type failure struct {
	Jobspec string `json:"jobspec"` // hash of the specification, however it is written
	Reason  string `json:"reason"`
}

// hash is the same for two texts that ask for the same.
func hash(text string) string {
	if job, wrong := jobspec.Decode(text); len(wrong) == 0 {
		if meaning, err := jobspec.Meaning(job); err == nil {
			text = meaning
		}
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
}

func rememberFailure(ctx context.Context, private privateData, jobspec, reason string) diag.Diagnostics {
	value, err := json.Marshal(failure{hash(jobspec), reason})
	if err != nil {
		var problems diag.Diagnostics
		problems.AddError("failure cannot be remembered", err.Error())
		return problems
	}
	return private.SetKey(ctx, failureKey, value)
}

func recallFailure(ctx context.Context, private privateData) (*failure, diag.Diagnostics) {
	value, problems := private.GetKey(ctx, failureKey)
	if len(value) == 0 {
		return nil, problems
	}
	failed := new(failure)
	if err := json.Unmarshal(value, failed); err != nil {
		problems.AddError("what the provider remembered of a failure is damaged", err.Error())
	}
	return failed, problems
}

// of says whether it was this specification that failed.
func (f *failure) of(jobspec string) bool { return f != nil && f.Jobspec == hash(jobspec) }

type failedJob struct {
	cluster *cluster.Cluster
	key     cluster.Key
}

// failures are those that the refresh of this plan has seen. Terraform plans a job whose first apply failed as one to be made
// anew, and does not say then what is kept beside its state. One process serves one walk: nothing in here outlives a plan.
var failures sync.Map

func (r *Resource) noteFailure(key cluster.Key, failed *failure) {
	if failed != nil {
		failures.Store(failedJob{r.cluster, key}, failed)
	}
}

func (r *Resource) notedFailure(key cluster.Key) *failure {
	noted, _ := failures.Load(failedJob{r.cluster, key})
	failed, _ := noted.(*failure)
	return failed
}

// mended says whether a job runs after all, though the apply that registered it gave up on it: a node came, or somebody
// promoted what waited for it.
func (r *Resource) mended(ctx context.Context, key cluster.Key, index uint64) bool {
	w := watch{cluster: r.cluster, key: key, index: index}
	deployment, err := w.deployment(ctx)
	if err != nil {
		return false
	}
	if deployment != nil {
		return deployment.Status == "successful"
	}
	allocations, err := w.allocations(ctx)
	return err == nil && len(allocations) > 0 && !slices.ContainsFunc(allocations, func(a *api.AllocationListStub) bool { return !healthy(a) })
}
