package answer

import (
	"errors"
	"testing"

	"github.com/hashicorp/consul/api"
)

func TestAMissingTokenIsDistinguishedFromATokenWithoutRights(t *testing.T) {
	for body, c := range map[string]struct {
		code                     int
		missing, denied, lacking bool
	}{
		"token does not exist: ACL not found": {403, true, false, false},
		"ACL not found":                       {403, false, true, false},
		"Permission denied":                   {403, false, true, true},
		"Config entry not found":              {404, true, false, false},
		"rpc error":                           {500, false, false, false},
	} {
		err := api.StatusError{Code: c.code, Body: body}
		if NotFound(err) != c.missing || Denied(err) != c.denied || LacksRight(err) != c.lacking {
			t.Errorf("%d %s: missing %t, denied %t, lacking %t", c.code, body, NotFound(err), Denied(err), LacksRight(err))
		}
	}
	if got := Reason(errors.New("connection refused")); got != "connection refused" {
		t.Errorf("got %q", got)
	}
}
