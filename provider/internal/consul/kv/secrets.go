package kv

import (
	"cmp"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/writeonly"
)

// SecretHash returns the hash of the secrets in Consul by their paths, with the salt of the hash in the state; null if there is none. seen are
// the marks of the secrets at the last refresh: if no index changed since, the hash of the state is right, and is not computed.
func SecretHash(hash types.String, secrets map[string]Entry, seen Marks) types.String {
	if len(secrets) == 0 {
		return types.StringNull()
	}
	values, isSame := map[string]string{}, len(seen) == len(secrets)
	for path, entry := range secrets {
		values[path] = entry.Value
		isSame = isSame && seen[path].Index == entry.Index
	}
	if isSame {
		writeonly.Trust(hash.ValueString(), values)
	}
	return types.StringValue(writeonly.Of(cmp.Or(writeonly.SaltOf(hash.ValueString()), writeonly.NewSalt()), values))
}
