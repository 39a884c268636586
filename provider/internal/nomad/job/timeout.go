package job

import (
	"fmt"
	"time"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// defaultProgressDeadline is the deadline that Nomad gives a deployment unless the job sets one.
//
// See https://developer.hashicorp.com/nomad/docs/job-specification/update#progress_deadline
const defaultProgressDeadline = 10 * time.Minute

// limit is the time that an apply waits.
type limit struct {
	total   time.Duration
	blocked time.Duration // while an allocation cannot be placed

	unreachable time.Duration // while a node cannot reach the registry of an image
}

// blockedGrace is how long a placement may be blocked before the apply fails. A user who sets a timeout, for example because
// an autoscaler adds nodes, gets the full timeout.
const blockedGrace = 10 * time.Second

// unreachableGrace is the same for a registry. It is short, because Nomad's next attempt comes only after the restart delay.
const unreachableGrace = 3 * time.Second

// limit returns the resource's timeout. Without one, an apply waits until Nomad ends the deployment.
func (m *model) limit(job *api.Job, create bool) (limit, error) {
	set := m.timeout(func(t *timeouts) types.String {
		if create {
			return t.Create
		}
		return t.Update
	})
	if !set.IsNull() && !set.IsUnknown() {
		total, err := parseTimeout(set.ValueString())
		return limit{total, total, total}, err
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
		// The deadline starts again with every allocation that becomes healthy.
		longest = max(longest, deadline*time.Duration(count))
	}
	return limit{longest + time.Minute, blockedGrace, unreachableGrace}, nil
}

func parseTimeout(text string) (time.Duration, error) {
	duration, err := time.ParseDuration(text)
	if err != nil || duration <= 0 {
		return 0, fmt.Errorf("got %q, want a duration above zero such as 90s or 10m", text)
	}
	return duration, nil
}
