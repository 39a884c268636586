package guard

import (
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"cdknomad/provider/internal/dynamicvalue"
	"cdknomad/provider/internal/resourcetype"
)

// attributes are the attributes of a resource that a guard reads, without null and unknown values.
type attributes map[string]any

// wanted holds the names of the attributes that a guard reads. It skips all others, some of which are long.
var wanted = func() map[string]bool {
	names := map[string]bool{"protect": true, "deregister_on_destroy": true, "jobspec": true}
	for _, typeName := range resourcetype.Names() {
		for _, name := range resourcetype.Of(typeName).Identity {
			names[name] = true
		}
	}
	return names
}()

func attributesOf(value *tfprotov6.DynamicValue) attributes {
	return dynamicvalue.Attributes(value, func(name string) bool { return wanted[name] })
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

// specification is the part of a job that a guard reads. A planned job has nothing else that identifies it.
type specification struct {
	ID, Namespace string
	TaskGroups    []struct{ Volumes map[string]any }
}

func (a attributes) specification() specification {
	if known, has := a[specificationKey].(specification); has {
		return known
	}
	var document struct {
		specification
		Job *specification
	}
	found := specification{}
	if json.Unmarshal([]byte(a.text("jobspec")), &document) == nil {
		found = document.specification
		if document.Job != nil {
			found = *document.Job
		}
	}
	if a != nil {
		a[specificationKey] = found
	}
	return found
}

// specificationKey is the key of the specification that was read from the attributes. No attribute has such a name.
const specificationKey = "jobspec, read"

// jobName returns namespace/id.
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

// hasVolumes reports whether a group of the job claims a volume.
func (a attributes) hasVolumes() bool {
	return slices.ContainsFunc(a.specification().TaskGroups, func(group struct{ Volumes map[string]any }) bool {
		return len(group.Volumes) > 0
	})
}
