package planned

import (
	"context"
	"time"

	"cdknomad/provider/internal/nomad/cluster"
)

// Namespace says whether a namespace exists or a resource of this plan makes it. A no takes 2 s; an answer that the
// server does not give is left to the next request, which reports the reason.
func Namespace(ctx context.Context, server *cluster.Cluster, name string) bool {
	if err := server.Connect(ctx); err != nil {
		return true
	}
	if server.NamespaceExists(ctx, name) {
		return true
	}
	for deadline := time.Now().Add(grace); time.Now().Before(deadline) && ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		if server.NamespacePlanned(name) {
			return true
		}
	}
	return false
}
