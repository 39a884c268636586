package volume

import (
	"context"
	"sync"

	"github.com/hashicorp/nomad/api"

	"cdknomad/provider/internal/nomad/cluster"
)

// Listing answers for all volumes of one kind with one request: it is read at the first question of a provider process,
// which serves one walk of Terraform over a configuration.
type Listing[Stub any] struct {
	read    func(context.Context, *api.Client) (map[cluster.Key]Stub, error)
	reading sync.Map // *cluster.Cluster to func() (map[cluster.Key]Stub, error)
}

// NewListing makes a listing that read fills.
func NewListing[Stub any](read func(context.Context, *api.Client) (map[cluster.Key]Stub, error)) *Listing[Stub] {
	return &Listing[Stub]{read: read}
}

// Find gives the entry of a volume. That there is none does not mean that there is no such volume: the token may lack
// the right to list it.
func (l *Listing[Stub]) Find(ctx context.Context, server *cluster.Cluster, key cluster.Key) (Stub, bool) {
	once, _ := l.reading.LoadOrStore(server, sync.OnceValues(func() (map[cluster.Key]Stub, error) {
		if err := server.Connect(ctx); err != nil {
			return nil, err
		}
		return l.read(context.WithoutCancel(ctx), server.Client)
	}))
	all, err := once.(func() (map[cluster.Key]Stub, error))()
	stub, found := all[key]
	return stub, found && err == nil
}

// AllNamespaces is the query of such a reading.
func AllNamespaces(ctx context.Context) *api.QueryOptions {
	return (&api.QueryOptions{Namespace: api.AllNamespacesNamespace}).WithContext(ctx)
}
