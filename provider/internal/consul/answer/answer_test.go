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
		"token does not exist: ACL not found":            {403, true, false, false},
		"ACL not found":                                  {403, false, true, false},
		"Requested policy does not exist: ACL not found": {403, true, false, false},
		"Permission denied":                              {403, false, true, true},
		"Config entry not found":                         {404, true, false, false},
		"rpc error":                                      {500, false, false, false},
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

func TestADeletionWithAnUnknownTokenLeavesTheObject(t *testing.T) {
	missing, unknown := api.StatusError{Code: 404, Body: "Cannot find policy to delete"}, api.StatusError{Code: 403, Body: "ACL not found"}
	for _, c := range []struct {
		name            string
		deleted, read   error
		isThere, isGone bool
	}{
		{"deleted", nil, nil, true, true},
		{"was missing", missing, nil, false, true},
		{"was missing, as older servers say it", missing, api.StatusError{Code: 403, Body: "Requested policy does not exist: ACL not found"}, false, true},
		{"the token is not known", missing, unknown, false, false},
		{"is still there", missing, nil, true, false},
		{"refused", api.StatusError{Code: 403, Body: "Permission denied"}, nil, true, false},
	} {
		if err := Deleted(c.deleted, func() (bool, error) { return c.isThere, c.read }); (err == nil) != c.isGone {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}
