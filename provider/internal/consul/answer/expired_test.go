package answer

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"
)

func TestReasonNamesAnExpiredToken(t *testing.T) {
	expired := api.StatusError{Code: http.StatusForbidden, Body: "rpc error making call: ACL not found"}
	if reason := Reason(expired); !strings.Contains(reason, "has expired or was deleted") {
		t.Errorf("got %q", reason)
	}
	denied := api.StatusError{Code: http.StatusForbidden, Body: "Permission denied: token lacks permission 'key:write'"}
	if reason := Reason(denied); strings.Contains(reason, "expired") {
		t.Errorf("got %q", reason)
	}
}
