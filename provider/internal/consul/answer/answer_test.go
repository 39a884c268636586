package answer

import (
	"errors"
	"testing"

	"github.com/hashicorp/consul/api"
)

func TestAMissingTokenIsToldFromATokenWithoutRights(t *testing.T) {
	for body, c := range map[string]struct {
		code            int
		missing, denied bool
	}{
		"token does not exist: ACL not found": {403, true, false},
		"ACL not found":                       {403, false, true},
		"Permission denied":                   {403, false, true},
		"Config entry not found":              {404, true, false},
		"rpc error":                           {500, false, false},
	} {
		err := api.StatusError{Code: c.code, Body: body}
		if NotFound(err) != c.missing || Denied(err) != c.denied {
			t.Errorf("%d %s: missing %t, denied %t", c.code, body, NotFound(err), Denied(err))
		}
	}
	if got := Reason(errors.New("connection refused")); got != "connection refused" {
		t.Errorf("got %q", got)
	}
}
