package job

import (
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// defaultProgressDeadline is what Nomad gives a deployment to make progress if the job does not say.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/update#progress_deadline
const defaultProgressDeadline = 10 * time.Minute

// limit is how long an apply waits.
type limit struct {
	total   time.Duration
	blocked time.Duration // how long of it while nothing can be placed
}

// blockedGrace is how long a placement may be blocked before that is reported as the failure it almost always is. Who
// sets a timeout, because an autoscaler brings nodes, is given all of it.
const blockedGrace = 10 * time.Second

// limit takes the resource's timeout; without one, Nomad's own verdict on the deployment is waited for.
func (m *model) limit(job *api.Job, create bool) (limit, error) {
	set := m.timeout(func(t *timeouts) types.String {
		if create {
			return t.Create
		}
		return t.Update
	})
	if !set.IsNull() && !set.IsUnknown() {
		total, err := parseTimeout(set.ValueString())
		return limit{total, total}, err
	}
	longest := time.Duration(0)
	for _, group := range job.TaskGroups {
		deadline := defaultProgressDeadline
		for _, update := range []*api.UpdateStrategy{job.Update, group.Update} {
			if update != nil && update.ProgressDeadline != nil {
				deadline = *update.ProgressDeadline
			}
		}
		count := 1
		if group.Count != nil {
			count = max(1, *group.Count)
		}
		// The deadline starts anew with every allocation that becomes healthy.
		longest = max(longest, deadline*time.Duration(count))
	}
	return limit{longest + time.Minute, blockedGrace}, nil
}

func parseTimeout(text string) (time.Duration, error) {
	duration, err := time.ParseDuration(text)
	if err != nil || duration <= 0 {
		return 0, fmt.Errorf("got %q, want a duration above zero such as 90s or 10m", text)
	}
	return duration, nil
}
