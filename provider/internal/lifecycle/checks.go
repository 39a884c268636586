package lifecycle

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"cdknomad/provider/internal/problem"
)

// textCheck validates a text that is known.
type textCheck struct {
	want   string
	accept func(string) bool
	got    func(string) string
}

func (c textCheck) Description(context.Context) string { return c.want }

func (c textCheck) MarkdownDescription(context.Context) string { return c.want }

func (c textCheck) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	value := request.ConfigValue
	if value.IsNull() || value.IsUnknown() || c.accept(value.ValueString()) {
		return
	}
	response.Diagnostics.AddAttributeError(request.Path, problem.NotValid.Of(request.Path.String()),
		fmt.Sprintf("%s: got %s, want %s", request.Path, c.got(value.ValueString()), c.want))
}

func quoted(text string) string { return fmt.Sprintf("%q", text) }

var name = regexp.MustCompile(`^[a-zA-Z0-9-]{1,128}$`)

// Name accepts the names that Nomad accepts for namespaces, node pools, and ACL objects.
func Name() []validator.String {
	return []validator.String{textCheck{"1 to 128 letters, digits and dashes", name.MatchString, quoted}}
}

// AtMost accepts a text of at most so many bytes, which is how Nomad counts.
func AtMost(most int) []validator.String {
	return []validator.String{textCheck{
		fmt.Sprintf("at most %d bytes", most),
		func(text string) bool { return len(text) <= most },
		func(text string) string {
			return fmt.Sprintf("%d bytes (%d characters)", len(text), utf8.RuneCountInString(text))
		},
	}}
}

// OneOf accepts one of a closed set of texts.
func OneOf(allowed ...string) []validator.String {
	return []validator.String{textCheck{
		"one of " + strings.Join(allowed, ", "),
		func(text string) bool {
			for _, each := range allowed {
				if each == text {
					return true
				}
			}
			return false
		},
		quoted,
	}}
}

// oneBlock validates that a block is not repeated. The schema of the framework has no maximum for blocks.
type oneBlock struct{}

func (oneBlock) Description(context.Context) string { return "at most one block" }

func (oneBlock) MarkdownDescription(context.Context) string { return "at most one block" }

func (oneBlock) ValidateList(_ context.Context, request validator.ListRequest, response *validator.ListResponse) {
	if blocks := len(request.ConfigValue.Elements()); blocks > 1 {
		response.Diagnostics.AddAttributeError(request.Path, problem.NotValid.Of(request.Path.String()),
			fmt.Sprintf("%s: got %d blocks, at most one is allowed", request.Path, blocks))
	}
}

// OneBlock accepts at most one block of a list.
func OneBlock() []validator.List { return []validator.List{oneBlock{}} }

// keepSpelling plans the text of the state if the configuration has another spelling of the same value.
type keepSpelling struct{ same func(a, b string) bool }

func (keepSpelling) Description(context.Context) string {
	return "another spelling of the same value is not a change"
}

func (k keepSpelling) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

func (k keepSpelling) PlanModifyString(_ context.Context, request planmodifier.StringRequest, response *planmodifier.StringResponse) {
	if request.StateValue.IsNull() || request.PlanValue.IsNull() || request.PlanValue.IsUnknown() {
		return
	}
	if k.same(request.PlanValue.ValueString(), request.StateValue.ValueString()) {
		response.PlanValue = request.StateValue
	}
}

// KeepSpelling keeps the text of the state where same says that it means the same as the planned one.
func KeepSpelling(same func(a, b string) bool) []planmodifier.String {
	return []planmodifier.String{keepSpelling{same}}
}
