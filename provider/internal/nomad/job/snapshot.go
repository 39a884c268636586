package job

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

// snapshot is the job as the server stored it right after our last change. The provider keeps it in the private data
// next to the state, so that a later difference is a change by another user and never a default value that the server
// filled in. It is small because every job of a state has one, and the state's encodings make it larger.
type snapshot struct {
	Index uint64 `json:"index"`          // JobModifyIndex of the job
	Spec  []byte `json:"spec,omitempty"` // the job without the server's bookkeeping, packed
	Job   []byte `json:"job,omitempty"`  // the server's JSON of the job, gzipped: the form of earlier versions
}

const snapshotKey = "job"

// privateData is the part of the framework's requests and responses that stores data next to the state.
type privateData interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

func storeSnapshot(ctx context.Context, private privateData, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	text, err := jobspec.Specified(job)
	if err != nil {
		problems.AddError(problem.StateDamaged.Summary("the job cannot be written as JSON"), err.Error())
		return problems
	}
	value, err := json.Marshal(snapshot{Index: *job.JobModifyIndex, Spec: pack(text)})
	if err != nil {
		problems.AddError(problem.StateDamaged.Summary("the job cannot be stored"), err.Error())
		return problems
	}
	return private.SetKey(ctx, snapshotKey, value)
}

// loadSnapshot returns nil if there is no snapshot: the resource was just imported, or comes from another provider.
func loadSnapshot(ctx context.Context, private privateData) (*snapshot, diag.Diagnostics) {
	value, problems := private.GetKey(ctx, snapshotKey)
	if len(value) == 0 || problems.HasError() {
		return nil, problems
	}
	stored := new(snapshot)
	if err := json.Unmarshal(value, stored); err != nil {
		return nil, problems
	}
	return stored, problems
}

// job returns the specification with all that Nomad filled in, without indexes, status, and similar fields.
func (s *snapshot) job() (*api.Job, error) {
	read, packed := unpack, s.Spec
	if len(packed) == 0 {
		read, packed = unzip, s.Job
	}
	text, err := read(packed)
	if err != nil {
		return nil, err
	}
	job := new(api.Job)
	return job, json.Unmarshal(text, job)
}
