package job

import (
	"context"
	"fmt"
	"regexp"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/jobspec"
	"cdknomad/provider/internal/nomad/cluster"
)

// listHeading is what stands above a list of several errors, on a line of its own or behind what they are errors of.
var listHeading = regexp.MustCompile(`(^| )\d+ (error|warning)s?( occurred)?:$`)

// standing is how a job that Terraform does not hold yet stands on the server.
type standing int

const (
	absent    standing = iota
	stopped            // known to Nomad, but somebody stopped it: it may be started with any specification
	same               // runs just as we want it
	different          // runs, but not so: it is somebody else's
	unlike             // stopped, and of a sort that Nomad lets nobody change
)

// compare lets the server itself say whether the job that runs is the one we want.
func (r *Resource) compare(ctx context.Context, key cluster.Key, job *api.Job) (standing, error) {
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	if cluster.NotFound(err) {
		return absent, nil
	}
	if err != nil {
		return absent, err
	}
	if current.Stop != nil && *current.Stop {
		if len(frozen(current, job)) > 0 {
			return unlike, nil
		}
		return stopped, nil
	}
	asked, err := jobspec.KeepAutoscaledCounts(job, current, nil)
	if err != nil {
		return absent, err
	}
	answer, err := r.ask(ctx, key, asked)
	if err != nil {
		return absent, err
	}
	if asItRuns(asked, current, answer.Diff) {
		return same, nil
	}
	return different, nil
}

// refuseForeign is what is left of that comparison where the token may not plan: Nomad is not asked what it would change.
func (r *Resource) refuseForeign(ctx context.Context, key cluster.Key, job *api.Job) diag.Diagnostics {
	var problems diag.Diagnostics
	if r.cluster.Held(key) {
		return problems
	}
	current, _, err := r.cluster.Client.Jobs().Info(key.ID, query(ctx, key))
	stopped := current != nil && current.Stop != nil && *current.Stop
	switch {
	case cluster.NotFound(err):
	case err != nil:
		problems.AddError(title(key)+" cannot be read", r.cluster.Reason(err))
	case !stopped && !jobspec.Equal(job, current):
		problems.AddError(title(key)+" exists already", foreign(key))
	}
	return problems
}

// foreign says how to go on with a job that somebody else made.
func foreign(key cluster.Key) string {
	return fmt.Sprintf("nomad runs a job %q in namespace %q that is not in Terraform's state and differs from this one; take it over "+
		"with terraform import ADDRESS %s@%s, choose another id, or stop it with nomad job stop -namespace %s %s",
		key.ID, key.Namespace, key.ID, key.Namespace, key.Namespace, key.ID)
}
