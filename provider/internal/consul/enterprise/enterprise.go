// Package enterprise refuses what only Consul Enterprise has.
package enterprise

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Attribute returns an attribute that exists so that a configuration for the official provider gets a clear error.
func Attribute() schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: "Not supported: a feature of Consul Enterprise."}
}

// Problems returns one message for each of the attributes namespace and partition that is set.
func Problems(namespace, partition types.String) []string {
	var problems []string
	for name, value := range map[string]types.String{"namespace": namespace, "partition": partition} {
		if value.IsUnknown() || value.ValueString() != "" { // the official provider stores "" where nothing is set
			problems = append(problems, fmt.Sprintf("%s: is a feature of consul enterprise, which this provider does not support; leave it out", name))
		}
	}
	return problems
}
