package guard

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/vmihailenco/msgpack/v5"
)

// attributes are those of a resource that a guard asks for; what is null or not known yet is not in there.
type attributes map[string]any

// wanted are their names. All others, of which a job has long ones, are skipped.
var wanted = map[string]bool{
	"id": true, "name": true, "namespace": true, "node_id": true, "kind": true, "path": true, "path_prefix": true,
	"volume_id": true, "protect": true, "deregister_on_destroy": true, "jobspec": true,
}

func attributesOf(value *tfprotov6.DynamicValue) attributes {
	found := attributes{}
	if value == nil || len(value.MsgPack) == 0 {
		return found
	}
	decoder := msgpack.NewDecoder(bytes.NewReader(value.MsgPack))
	count, err := decoder.DecodeMapLen()
	for ; err == nil && count > 0; count-- {
		var name string
		var raw msgpack.RawMessage
		if name, err = decoder.DecodeString(); err != nil {
			break
		}
		if raw, err = decoder.DecodeRaw(); err != nil || !wanted[name] {
			continue
		}
		var content any
		if msgpack.Unmarshal(raw, &content) == nil && content != nil { // a value that is not known yet is no value
			found[name] = content
		}
	}
	return found
}

func isNull(value *tfprotov6.DynamicValue) bool {
	if value == nil {
		return true
	}
	null, err := value.IsNull()
	return err == nil && null
}

func (a attributes) text(name string) string {
	text, _ := a[name].(string)
	return text
}

func (a attributes) namespace() string { return orDefault(a.text("namespace")) }

func orDefault(namespace string) string {
	if namespace == "" {
		return "default"
	}
	return namespace
}

func (a attributes) flag(name string, unset bool) bool {
	if set, known := a[name].(bool); known {
		return set
	}
	return unset
}

// specification is what a guard reads of a job's: of one that is to be made nothing else tells it.
type specification struct {
	ID, Namespace string
	TaskGroups    []struct{ Volumes map[string]any }
}

func (a attributes) specification() specification {
	var document struct {
		specification
		Job *specification
	}
	if json.Unmarshal([]byte(a.text("jobspec")), &document) != nil {
		return specification{}
	}
	if document.Job != nil {
		return *document.Job
	}
	return document.specification
}

// jobName is namespace/id.
func (a attributes) jobName() string {
	if id := a.text("id"); id != "" {
		return a.namespace() + "/" + id
	}
	job := a.specification()
	if job.ID == "" {
		return ""
	}
	return orDefault(job.Namespace) + "/" + job.ID
}

// hasVolumes says whether a group of the job claims a volume.
func (a attributes) hasVolumes() bool {
	return slices.ContainsFunc(a.specification().TaskGroups, func(group struct{ Volumes map[string]any }) bool {
		return len(group.Volumes) > 0
	})
}
