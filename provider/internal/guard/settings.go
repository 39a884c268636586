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

// The variables that have the last word, for one run: no program has to be changed for it.
const (
	switchVariable  = "CDKNOMAD_GUARD"
	shareVariable   = "CDKNOMAD_GUARD_SHARE"
	confirmVariable = "CDKNOMAD_CONFIRM"
)

const (
	defaultShare = 50 // percent
	defaultLeast = 3
)

// Settings is the attribute guard of a provider block.
type Settings struct {
	Off       types.Bool     `tfsdk:"off"`
	Share     types.Int64    `tfsdk:"share"`
	Least     types.Int64    `tfsdk:"least"`
	Confirm   []types.String `tfsdk:"confirm"`
	Resources types.Int64    `tfsdk:"resources"`
	Jobs      []types.String `tfsdk:"jobs"`
}

// Attribute is the schema of the attribute guard, for a provider's own.
func Attribute() schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional:            true,
		MarkdownDescription: "What a plan must not destroy unasked. CDKNOMAD_CONFIRM confirms what is meant for one run, `confirm` where it is reviewed.",
		Attributes: map[string]schema.Attribute{
			"off": schema.BoolAttribute{Optional: true,
				MarkdownDescription: "If true, nothing needs a confirmation. CDKNOMAD_GUARD (`on` or `off`) has the last word. Default: false."},
			"share": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "How many percent of the jobs a plan may destroy. CDKNOMAD_GUARD_SHARE has the last word. Default: 50."},
			"least": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "So many jobs at least have to go before the share counts. Default: 3."},
			"confirm": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "What of this state a plan may destroy, in the words of a refusal, as `namespace/dns`; `all` is none of them. Default: none."},
			"resources": schema.Int64Attribute{Optional: true,
				MarkdownDescription: "How many resources the program has in this state; 0 keeps it from destroying anything. Default: not known, and not asked."},
			"jobs": schema.SetAttribute{Optional: true, ElementType: types.StringType,
				MarkdownDescription: "The jobs of the program, as `namespace/id`, by which the share is reckoned. Counts with resources only. Default: none."},
		},
	}
}

// limits are the settings of one run.
type limits struct {
	off          bool
	share, least int
	confirmed    map[string]bool
	program      *program // nil where the configuration does not tell what the program has
}

// program is what the program has after this plan.
type program struct {
	resources int
	jobs      map[string]bool
}

const all = "all"

func (l limits) confirms(what string) bool { return l.off || l.confirmed[all] || l.confirmed[what] }

// from gives the limits of the settings, which may be nil, and of the environment.
func from(settings *Settings, environment func(string) string) (limits, error) {
	found := limits{share: defaultShare, least: defaultLeast, confirmed: map[string]bool{}}
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

// confirmInProgram adds what the configuration confirms. It stays there for plans to come, so that each word has to name what it
// is about.
func (l *limits) confirmInProgram(words []types.String) error {
	var problems []error
	for _, word := range words {
		switch text := word.ValueString(); {
		case text == all:
			problems = append(problems, errors.New(`confirm: got "all", which would also confirm what a later change destroys; `+
				`name what this one does, as namespace/dns or job/default/db`))
		case !isConfirmation(text):
			problems = append(problems, fmt.Errorf("confirm: got %q, want what a refusal names, one of %s", text, strings.Join(confirmations(), ", ")))
		default:
			l.confirmed[text] = true
		}
	}
	return errors.Join(problems...)
}

// Configure takes the settings of the provider block, nil if it has none, and of the environment.
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
