package volume

import (
	"fmt"
	"math"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Bytes reads a size such as 10GiB or 500 MB, the way Nomad's command line does. None is 0.
func Bytes(text types.String) (int64, error) {
	if text.ValueString() == "" {
		return 0, nil
	}
	bytes, err := humanize.ParseBytes(text.ValueString())
	if err != nil || bytes > math.MaxInt64 {
		return 0, fmt.Errorf("got %q, want a size such as 10GiB or 500MB", text.ValueString())
	}
	return int64(bytes), nil
}

// Text writes a size in the largest binary unit in which it is a whole number, so that reading it gives the same size.
func Text(bytes int64) string {
	unit := 0
	units := []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}
	for bytes != 0 && bytes%1024 == 0 && unit < len(units)-1 {
		bytes /= 1024
		unit++
	}
	return fmt.Sprintf("%d %s", bytes, units[unit])
}

// FollowCapacity brings a size of the state to what the server has, and keeps another spelling of the same.
func FollowCapacity(target *types.String, bytes int64) {
	if now, err := Bytes(*target); err == nil && now == bytes && !target.IsUnknown() {
		return
	}
	*target = types.StringValue(Text(bytes))
}

// KeepCapacity keeps the spelling of the state for a planned size that is the same.
func KeepCapacity(planned *types.String, prior types.String) {
	if planned.IsUnknown() || planned.IsNull() || prior.IsNull() {
		return
	}
	now, wrong := Bytes(*planned)
	before, unread := Bytes(prior)
	if wrong == nil && unread == nil && now == before {
		*planned = prior
	}
}

// CheckCapacity gives what is wrong with the sizes that are asked for.
func CheckCapacity(least, most types.String) []string {
	var problems []string
	low, err := Bytes(least)
	if err != nil {
		problems = append(problems, "capacity_min: "+err.Error())
	}
	high, err := Bytes(most)
	if err != nil {
		problems = append(problems, "capacity_max: "+err.Error())
	}
	known := !least.IsUnknown() && !most.IsUnknown() && strings.TrimSpace(most.ValueString()) != ""
	if len(problems) == 0 && known && high < low {
		problems = append(problems, fmt.Sprintf("capacity_max: got %q, which is less than capacity_min %q", most.ValueString(), least.ValueString()))
	}
	return problems
}
