package cluster

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/nomad/api"
)

// ownToken is what is known of the token that the provider uses.
type ownToken struct {
	mu      sync.Mutex
	validAt time.Time // when the server last knew it
}

const (
	// validFor is how long an answer about the token counts, so that a plan that is denied a thousand reads asks a few times.
	validFor = time.Second
	// selfLimit is how long the server may take to answer about the token.
	selfLimit = 10 * time.Second
)

// TokenEnded says whether the provider's own token has expired or was deleted, so that no further request can succeed.
func (c *Cluster) TokenEnded(err error) bool { return c.reasonOfEnd(err) != "" }

// reasonOfEnd explains an error of a request whose token has ended; "" if it has not.
//
// Most of Nomad's endpoints answer an expired token like one that lacks the right. The one that reports the token itself,
// which every token may ask, gives the true reason.
//
// @see https://developer.hashicorp.com/nomad/api-docs/acl/tokens#read-self-token
func (c *Cluster) reasonOfEnd(err error) string {
	if reason := endOf(err); reason != "" || !refused(err) {
		return reason
	}
	c.token.mu.Lock()
	defer c.token.mu.Unlock()
	if time.Since(c.token.validAt) < validFor {
		return ""
	}
	ctx, cancel := context.WithTimeout(context.Background(), selfLimit)
	defer cancel()
	_, _, about := c.Client.ACLTokens().Self((&api.QueryOptions{}).WithContext(ctx))
	reason := endOf(about)
	if reason == "" {
		c.token.validAt = time.Now()
	}
	return reason
}

// endOf explains an answer that names the end of the token. Nomad deletes an expired token after a while.
func endOf(err error) string {
	var response api.UnexpectedResponseError
	if !errors.As(err, &response) || !response.HasBody() {
		return ""
	}
	body := strings.TrimSpace(response.Body())
	switch {
	case strings.Contains(body, "ACL token expired"):
		return "the token that the provider uses has expired; log in again, or set NOMAD_TOKEN to a valid token"
	case Denied(err) && strings.Contains(body, "ACL token not found"):
		return body + " (the token that the provider uses has expired or was deleted; log in again, or set NOMAD_TOKEN to a valid token)"
	}
	return ""
}
