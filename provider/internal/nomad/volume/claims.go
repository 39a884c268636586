package volume

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// planGrace is how long a plan waits for the plans of the jobs that use a volume: Terraform makes them at the same time
// unless they depend on each other.
const planGrace = 2 * time.Second

// Standing gives the users of a volume that this plan does not destroy, one a line. A job that is only changed counts:
// Terraform changes it after the volume that it used is gone.
func Standing(ctx context.Context, server *cluster.Cluster, users []*api.AllocationListStub) []string {
	for deadline := time.Now().Add(planGrace); ; time.Sleep(50 * time.Millisecond) {
		var standing []string
		for _, user := range users {
			key := cluster.Key{Namespace: user.Namespace, ID: user.JobID}
			if live(user) && !server.DestroyPlanned(cluster.Object{Kind: cluster.Job, Key: key}) {
				standing = append(standing, describe(user))
			}
		}
		if len(standing) == 0 || time.Now().After(deadline) || ctx.Err() != nil {
			return standing
		}
	}
}

// Await asks until nobody uses a volume any more, and gives who still does when patience ends. A claim outlasts its
// allocation for as long as the volume takes to be unmounted.
func Await(ctx context.Context, patience time.Duration, users func() ([]string, error)) ([]string, error) {
	for deadline := time.Now().Add(patience); ; time.Sleep(250 * time.Millisecond) {
		left, err := users()
		if err != nil || len(left) == 0 || time.Now().After(deadline) || ctx.Err() != nil {
			return left, err
		}
	}
}

// Describe gives each allocation a line.
func Describe(users []*api.AllocationListStub) []string {
	lines := make([]string, len(users))
	for i, user := range users {
		lines[i] = describe(user)
	}
	return lines
}

// Free is how a volume becomes free to be deleted.
const Free = "take the volume out of these jobs, or stop them, in an apply of its own first; or keep the volume"

// InUse is what is said of a volume that has users.
func InUse(users []string, fix string) string {
	return "it is used by:\n  " + strings.Join(users, "\n  ") + "\n" + fix
}

func live(user *api.AllocationListStub) bool {
	return user.ClientStatus == api.AllocClientStatusPending || user.ClientStatus == api.AllocClientStatusRunning
}

func describe(user *api.AllocationListStub) string {
	return fmt.Sprintf("job %s in namespace %s, allocation %.8s on node %s (%s)", user.JobID, user.Namespace, user.ID, user.NodeName, user.ClientStatus)
}
