package volume

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Capability is one way in which a volume may be used: by whom, and as what.
type Capability struct {
	AccessMode     types.String `tfsdk:"access_mode"`
	AttachmentMode types.String `tfsdk:"attachment_mode"`
}

var attachmentModes = []string{"file-system", "block-device"}

// CheckCapabilities gives what is wrong with a volume's capabilities, of which there has to be one.
func CheckCapabilities(capabilities []Capability, accessModes []string) []string {
	if len(capabilities) == 0 {
		return []string{"capability: is missing; say with one block at least how the volume may be used"}
	}
	var problems []string
	for _, capability := range capabilities {
		problems = append(problems, outside("capability.access_mode", capability.AccessMode, accessModes)...)
		problems = append(problems, outside("capability.attachment_mode", capability.AttachmentMode, attachmentModes)...)
	}
	return problems
}

func outside(field string, value types.String, allowed []string) []string {
	if value.IsUnknown() || slices.Contains(allowed, value.ValueString()) {
		return nil
	}
	return []string{fmt.Sprintf("%s: got %q, want one of %s", field, value.ValueString(), strings.Join(allowed, ", "))}
}
