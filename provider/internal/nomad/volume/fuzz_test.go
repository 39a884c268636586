package volume

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

// FuzzCapacity checks that an accepted size is the same size after the server has returned it.
func FuzzCapacity(f *testing.F) {
	for _, seed := range []string{"10GiB", "500 MB", "1.5 g", "", "0", "-1", "1e3", "9007199254740993", "8EiB", "16 EB", ".", "NaN", "Inf", "1,000"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		bytes, err := Bytes(types.StringValue(text))
		if err != nil {
			return
		}
		if again, err := Bytes(types.StringValue(Text(bytes))); bytes < 0 || err != nil || again != bytes {
			t.Errorf("%q is %d bytes, which are written %q and read as %d, %v", text, bytes, Text(bytes), again, err)
		}
		followed := types.StringValue(text)
		if FollowCapacity(&followed, bytes); followed.ValueString() != text && text != "" {
			t.Errorf("the server has the same size, and %q became %q", text, followed.ValueString())
		}
	})
}
