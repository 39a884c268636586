// Package answer reads what Consul answers.
package answer

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"github.com/hashicorp/consul/api"
)

// NotFound says whether Consul answered that there is no such object. For a missing object of its ACLs it may answer 403, in words
// that differ from those for a token without rights or one that the provider uses and Consul does not know, such as one that expired.
func NotFound(err error) bool {
	var status api.StatusError
	return errors.As(err, &status) && (status.Code == http.StatusNotFound ||
		status.Code == http.StatusForbidden && strings.Contains(status.Body, "does not exist"))
}

// Deleted returns nil if an object is gone after a deletion that ended with an error. Consul answers 404 to the deletion of an object
// of its ACLs with a token that it does not know, too, so only a read shows whether the object is there.
func Deleted(err error, read func() (isThere bool, err error)) error {
	if !NotFound(err) {
		return err
	}
	isThere, readErr := read()
	if NotFound(readErr) || readErr == nil && !isThere {
		return nil
	}
	return cmp.Or(readErr, err)
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

// NotCompared explains a read for which the token lacks the right. The plan continues with the state as it is, so that a token
// with few rights can plan the rest.
const NotCompared = "the token lacks the right to read it, so changes on the cluster are not reported; " +
	"plan with a token that has the right to see that too"

// Reason puts an error into one line: Consul's own words if it answered, else why it did not.
func Reason(err error) string {
	var status api.StatusError
	if !errors.As(err, &status) || status.Body == "" {
		return err.Error()
	}
	body := strings.TrimSpace(status.Body)
	if Denied(err) && strings.Contains(body, "ACL not found") { // what Consul answers to a token that it has deleted, also because it expired
		return body + " (the token that the provider uses has expired or was deleted; log in again, or set CONSUL_HTTP_TOKEN to a valid token)"
	}
	if Denied(err) {
		return body + " (the token that the provider uses is not known or lacks the right for this)"
	}
	return body
}
