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

	"cdknomad/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
	"cdknomad/provider/internal/problem"
)

// failureKey is the key of the last failed apply in the private data next to the state.
const failureKey = "failure"

// failure is the specification that did not run, and the reason. Without it, the next plan would find nothing to do,
// because the server already has the specification.
type failure struct {
	Jobspec string `json:"jobspec"` // hash of the specification's meaning
	Reason  string `json:"reason"`
}

// hash returns the same text for all specifications that ask for the same.
func hash(text string) string {
	if job, _, wrong := jobspec.DecodeNewer(text); len(wrong) == 0 {
		if meaning, err := jobspec.Meaning(job); err == nil {
			text = meaning
		}
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
}

func storeFailure(ctx context.Context, private privateData, jobspec, reason string) diag.Diagnostics {
	value, err := json.Marshal(failure{hash(jobspec), reason})
	if err != nil {
		var problems diag.Diagnostics
		problems.AddError(problem.StateDamaged.Summary("the failure cannot be stored"), err.Error())
		return problems
	}
	return private.SetKey(ctx, failureKey, value)
}

func loadFailure(ctx context.Context, private privateData) (*failure, diag.Diagnostics) {
	value, problems := private.GetKey(ctx, failureKey)
	if len(value) == 0 {
		return nil, problems
	}
	stored := new(failure)
	if err := json.Unmarshal(value, stored); err != nil {
		problems.AddError(problem.StateDamaged.Summary("the stored failure is damaged"), err.Error())
	}
	return stored, problems
}

// isOf reports whether it was this specification that failed.
func (f *failure) isOf(jobspec string) bool { return f != nil && f.Jobspec == hash(jobspec) }

type failedJob struct {
	cluster *cluster.Cluster
	key     cluster.Key
}

// failures are those that the refresh found. Terraform plans a job whose creation failed as a new one, and then does not
// give access to its private data. Terraform starts a process per run, so no entry outlives a plan.
var failures sync.Map

func (r *Resource) shareFailure(key cluster.Key, failed *failure) {
	if failed != nil {
		failures.Store(failedJob{r.cluster, key}, failed)
	}
}

func (r *Resource) sharedFailure(key cluster.Key) *failure {
	shared, _ := failures.Load(failedJob{r.cluster, key})
	failed, _ := shared.(*failure)
	return failed
}

// hasRecovered reports whether a job runs although its apply failed: a node joined, or a user promoted the deployment.
func (r *Resource) hasRecovered(ctx context.Context, key cluster.Key, index uint64) bool {
	w := watch{cluster: r.cluster, key: key, index: index}
	deployment, err := w.deployment(ctx, 0)
	if err != nil {
		return false
	}
	if deployment != nil {
		return deployment.Status == "successful"
	}
	allocations, err := w.allocations(ctx)
	return err == nil && len(allocations) > 0 && !slices.ContainsFunc(allocations, func(a *api.AllocationListStub) bool { return !isHealthy(a) })
}
