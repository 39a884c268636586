package guard

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Environment variables that override the settings for one run.
const (
	switchVariable  = "CDKNOMAD_GUARD"
	shareVariable   = "CDKNOMAD_GUARD_SHARE"
	confirmVariable = "CDKNOMAD_CONFIRM"
)

const (
	defaultShare = 50 // percent
	defaultLeast = 3
)

// Settings is the `guard` attribute of a provider block.
type Settings struct {
	Off       types.Bool     `tfsdk:"off"`
	Share     types.Int64    `tfsdk:"share"`
	Least     types.Int64    `tfsdk:"least"`
	Confirm   []types.String `tfsdk:"confirm"`
	Resources types.Int64    `tfsdk:"resources"`
	Jobs      []types.String `tfsdk:"jobs"`
	Others    []types.String `tfsdk:"others"`
}

// Attribute returns the schema of the `guard` attribute.
func Attribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "What a plan must not destroy without a confirmation. CDKNOMAD_CONFIRM confirms for one run, `confirm` in the reviewed program.",
		Attributes: map[string]schema.Attribute{
			"off": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, nothing needs a confirmation. CDKNOMAD_GUARD (`on` or `off`) overrides it. Default: false."},
			"share": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "Share of the jobs, in percent, that a plan may destroy. CDKNOMAD_GUARD_SHARE overrides it. Default: 50."},
			"least": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "Number of destroyed jobs from which the share counts. Default: 3."},
			"confirm": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Objects of this state that a plan may destroy, in the words of the refusal, such as `namespace/dns`; `all` is not allowed. Default: none."},
			"resources": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "Number of resources that the program has in this state; a program with 0 must not destroy anything. Default: unknown, and not checked."},
			"jobs": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Jobs of the program, such as `namespace/id`, to compute the share. Requires resources. Default: none."},
			"others": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "Objects that other states of the program manage on this cluster, such as `job/default/web`; a plan must not destroy them. Default: none."},
		},
	}
}

// limits are the settings of one run.
type limits struct {
	off          bool
	share, least int
	confirmed    map[string]bool
	others       map[string]bool
	program      *program // nil if the configuration does not describe the program
}

// program describes the program after this plan.
type program struct {
	resources int
	jobs      map[string]bool
}

const all = "all"

func (l limits) confirms(what string) bool { return l.off || l.confirmed[all] || l.confirmed[what] }

// from returns the limits of the settings, which may be nil, and of the environment.
func from(settings *Settings, environment func(string) string) (limits, error) {
	found := limits{share: defaultShare, least: defaultLeast, confirmed: map[string]bool{}, others: map[string]bool{}}
	if settings != nil {
		found.off = settings.Off.ValueBool()
		if !settings.Share.IsNull() {
			found.share = int(settings.Share.ValueInt64())
		}
		if !settings.Least.IsNull() {
			found.least = int(settings.Least.ValueInt64())
		}
		if err := found.confirmInProgram(settings.Confirm); err != nil {
			return found, err
		}
		for _, name := range settings.Others {
			found.others[name.ValueString()] = true
		}
		if !settings.Resources.IsNull() {
			found.program = &program{resources: int(settings.Resources.ValueInt64()), jobs: map[string]bool{}}
			for _, name := range settings.Jobs {
				found.program.jobs[name.ValueString()] = true
			}
		}
	}
	switch value := environment(switchVariable); value {
	case "":
	case "on", "off":
		found.off = value == "off"
	default:
		return found, fmt.Errorf("%s: got %q, want on or off", switchVariable, value)
	}
	if value := environment(shareVariable); value != "" {
		share, err := strconv.Atoi(value)
		if err != nil {
			return found, fmt.Errorf("%s: got %q, want a whole number of percent", shareVariable, value)
		}
		found.share = share
	}
	if found.share < 0 || found.share > 100 {
		return found, fmt.Errorf("share: got %d, want 0 to 100 percent", found.share)
	}
	if found.least < 1 {
		return found, fmt.Errorf("least: got %d, want at least 1 job", found.least)
	}
	for _, name := range strings.FieldsFunc(environment(confirmVariable), func(r rune) bool { return r == ',' || r == ' ' }) {
		found.confirmed[name] = true
	}
	return found, nil
}

// confirmInProgram adds the confirmations of the configuration. Each one must name its object, because later plans read them too.
func (l *limits) confirmInProgram(words []types.String) error {
	var problems []error
	for _, word := range words {
		switch text := word.ValueString(); {
		case text == all:
			problems = append(problems, errors.New(`confirm: got "all", which would also confirm what a later change destroys; `+
				`name its objects, such as namespace/dns or job/default/db`))
		case !isConfirmation(text):
			problems = append(problems, fmt.Errorf("confirm: got %q, want a confirmation as in the refusal, one of %s", text, strings.Join(confirmations(), ", ")))
		default:
			l.confirmed[text] = true
		}
	}
	return errors.Join(problems...)
}

// Configure sets the limits from the provider block, nil if it has none, and from the environment.
func (g *Guard) Configure(settings *Settings) error {
	found, err := from(settings, os.Getenv)
	if err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.limits = found
	return nil
}
