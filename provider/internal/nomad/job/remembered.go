package job

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/jobspec"
)

// remembered is what the provider keeps beside the state, out of sight: the job as the server wrote it down right after
// our own change, so that a later difference is somebody else's, never the server's own completion of our job. It is kept
// small: it is there for every job of a state, and each layer down to the state's file makes it a third larger.
type remembered struct {
	Index uint64 `json:"index"`          // JobModifyIndex of the job
	Spec  []byte `json:"spec,omitempty"` // the job without the server's bookkeeping, packed
	Job   []byte `json:"job,omitempty"`  // the server's JSON of the job, gzipped: so a state of an earlier version has it
}

const rememberedKey = "job"

// privateData is how the framework's responses and requests let one at the data beside the state.
type privateData interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

func remember(ctx context.Context, private privateData, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	text, err := jobspec.Specified(job)
	if err != nil {
		problems.AddError("job cannot be written as json", err.Error())
		return problems
	}
	value, err := json.Marshal(remembered{Index: *job.JobModifyIndex, Spec: pack(text)})
	if err != nil {
		problems.AddError("job cannot be remembered", err.Error())
		return problems
	}
	return private.SetKey(ctx, rememberedKey, value)
}

// recall gives nil if nothing is remembered: the resource was just imported, or comes from another provider.
func recall(ctx context.Context, private privateData) (*remembered, diag.Diagnostics) {
	value, problems := private.GetKey(ctx, rememberedKey)
	if len(value) == 0 || problems.HasError() {
		return nil, problems
	}
	kept := new(remembered)
	if err := json.Unmarshal(value, kept); err != nil {
		return nil, problems
	}
	return kept, problems
}

// job is what was asked for and what Nomad made of it, without indexes, status and the like.
func (r *remembered) job() (*api.Job, error) {
	read, packed := unpack, r.Spec
	if len(packed) == 0 {
		read, packed = unzip, r.Job
	}
	text, err := read(packed)
	if err != nil {
		return nil, err
	}
	job := new(api.Job)
	return job, json.Unmarshal(text, job)
}
