package election

import (
	"net/http"
	"regexp"
)

// sameAgain are the paths of writes that change nothing if they are carried out twice: they name the object, or they only ask. Any
// write that is not in this list is repeated only if it was certainly not carried out.
var sameAgain = regexp.MustCompile(`^/v1/(` +
	`job/.+/plan|validate/job|jobs/parse|search|` + // questions to Nomad
	`namespace|namespace/.+|namespaces|node/pool/.+|node/pools|operator/scheduler/configuration|var/.+|volume/csi/.+|` +
	`acl/policy/.+|acl/role/.+|acl/token/[0-9a-f-]{36}|acl/auth-method|acl/auth-method/.+|acl/binding-rule/.+|` + // Nomad and Consul
	`config|kv/.+` + // Consul
	`)$`)

// repeatable reports whether a request that may have been carried out can be sent again.
func repeatable(request *http.Request) bool {
	query := request.URL.Query()
	for _, condition := range []string{"cas", "acquire", "release", "lock-acquire", "lock-release", "lock-renew"} {
		if query.Has(condition) {
			return false // the first one makes the condition of the second one false
		}
	}
	switch request.Method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, "":
		return true
	}
	return sameAgain.MatchString(request.URL.Path)
}
