package lifecycle

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/problem"
)

// private is how the framework lets one at what is kept beside the state, out of sight.
type private interface {
	GetKey(context.Context, string) ([]byte, diag.Diagnostics)
	SetKey(context.Context, string, []byte) diag.Diagnostics
}

// Remember keeps a value beside the state under a name.
func (c *Call[S, M]) Remember(ctx context.Context, name string, value any) {
	text, err := json.Marshal(value)
	if err != nil {
		c.AddError(problem.StateDamaged.Summary(name+" cannot be remembered"), err.Error())
		return
	}
	c.Append(c.private.SetKey(ctx, name, text)...)
}

// Recall gives back what was remembered; false if there is nothing, as after an import or a change of provider.
func (c *Call[S, M]) Recall(ctx context.Context, name string, value any) bool {
	text, problems := c.private.GetKey(ctx, name)
	return !problems.HasError() && len(text) > 0 && json.Unmarshal(text, value) == nil
}
