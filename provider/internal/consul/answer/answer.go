// Package answer reads what Consul answers.
package answer

import (
	"errors"
	"net/http"
	"strings"

	"github.com/hashicorp/consul/api"
)

// NotFound says whether Consul answered that there is no such object. For a missing token it answers 403, in words that
// differ from those for a token without rights or one that the provider uses and Consul does not know.
func NotFound(err error) bool {
	var status api.StatusError
	return errors.As(err, &status) && (status.Code == http.StatusNotFound ||
		status.Code == http.StatusForbidden && strings.Contains(status.Body, "token does not exist"))
}

// Denied says whether the provider's token lacks the right for what was asked.
func Denied(err error) bool {
	var status api.StatusError
	return errors.As(err, &status) && status.Code == http.StatusForbidden && !NotFound(err)
}

// LacksRight says whether Consul knows the token and refuses it this one thing. A token that it does not know is answered
// with the same status, and must not pass for one that has few rights.
func LacksRight(err error) bool {
	var status api.StatusError
	return Denied(err) && errors.As(err, &status) && strings.Contains(status.Body, "Permission denied")
}

// NotCompared is what a read tells where the token lacks the right for it: a plan goes on from the state as it is, so that a
// token with few rights can plan the rest.
const NotCompared = "the token lacks the right to read it, so what somebody changed of it on the cluster is not seen; " +
	"plan with a token that has the right to see that too"

// Reason puts an error into one line: Consul's own words if it answered, else why it did not.
func Reason(err error) string {
	var status api.StatusError
	if !errors.As(err, &status) || status.Body == "" {
		return err.Error()
	}
	body := strings.TrimSpace(status.Body)
	if Denied(err) {
		return body + " (the token that the provider uses is not known or lacks the right for this)"
	}
	return body
}
