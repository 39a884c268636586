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
