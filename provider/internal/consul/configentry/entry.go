package configentry

import (
	"context"
	"maps"
	"net/url"

	"github.com/hashicorp/consul/api"

	"cdknomad/provider/internal/consul/answer"
)

// entry is an entry as JSON. The structs of Consul's API would lose what they do not know.
type entry struct {
	kind, name string
	document   object
}

// MarshalJSON writes the document with its kind and name.
func (e entry) MarshalJSON() ([]byte, error) {
	whole := maps.Clone(e.document)
	for key := range e.document {
		if servers[fold(key)] {
			delete(whole, key)
		}
	}
	whole["Kind"] = e.kind
	if e.kind != api.MeshConfig { // the one kind whose name is not a key
		whole["Name"] = e.name
	}
	return []byte(render(whole)), nil
}

// These make it an entry of Consul's API client.

func (e entry) GetKind() string            { return e.kind }
func (e entry) GetName() string            { return e.name }
func (e entry) GetPartition() string       { return "" }
func (e entry) GetNamespace() string       { return "" }
func (e entry) GetMeta() map[string]string { return nil }
func (e entry) GetCreateIndex() uint64     { return 0 }
func (e entry) GetModifyIndex() uint64     { return 0 }

// get gives nil if there is no such entry, and its index.
func get(ctx context.Context, client *api.Client, kind, name string) (object, uint64, error) {
	var found object
	_, err := client.Raw().Query("/v1/config/"+url.PathEscape(kind)+"/"+url.PathEscape(name), &found, (&api.QueryOptions{RequireConsistent: true}).WithContext(ctx))
	if answer.NotFound(err) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	index, _ := found["ModifyIndex"].(float64)
	return found, uint64(index), nil
}
