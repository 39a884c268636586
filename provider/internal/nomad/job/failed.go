package job

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// failureKey holds, beside the state, the last failed apply.
const failureKey = "failure"

// failure says which specification did not run, and why. Without it a job whose update failed would look as if all were
// well: the server does have the specification that was asked for.
type failure struct {
	Jobspec string `json:"jobspec"` // hash of the text
	Reason  string `json:"reason"`
}

func hash(jobspec string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(jobspec))) }

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
