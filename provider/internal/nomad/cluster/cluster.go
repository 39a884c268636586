// Package cluster is what the resources of one provider process share: the API client, and what was already learned
// from the server or from other resources of the same plan.
package cluster

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"cdknomad/provider/internal/problem"
)

// Cluster is a Nomad cluster as this provider process knows it. Terraform starts one process for each walk over the
// configuration, so nothing kept here outlives one plan or one apply.
type Cluster struct {
	Client *api.Client
	// Region is the region that requests go to, "" for the one of the agent.
	Region string

	connect func(context.Context) error

	mu          sync.Mutex
	connected   bool
	namespaces  map[string]bool
	held        map[Key]bool
	destroyed   map[Object]bool
	unplaced    int
	denied      map[string]bool
	facts       namespaceFacts
	token       ownToken
	jobs        jobListing
	servers     serverListing
	deployments deploymentListing
	suspects    suspectListing
}

// Key names a job: its id is unique in its namespace only.
type Key struct{ Namespace, ID string }

// AuthMethod is the key of an auth method, which lives in no namespace.
func AuthMethod(name string) Key { return Key{ID: name} }

// New makes a cluster from a client. login, which may be nil, runs once before the first request; it is where a token
// is fetched that configuring the provider must not wait for.
func New(client *api.Client, login func(context.Context) error) *Cluster {
	return &Cluster{Client: client, connect: login, namespaces: map[string]bool{}, held: map[Key]bool{}, destroyed: map[Object]bool{}, denied: map[string]bool{},
		facts: namespaceFacts{existing: map[string]bool{}, readable: map[string]bool{}}}
}

// Connect logs in if that is needed and was not done; every resource calls it before it talks to the server.
func (c *Cluster) Connect(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.connected || c.connect == nil {
		return nil
	}
	if err := c.connect(ctx); err != nil {
		return err
	}
	c.connected = true
	return nil
}

// PlanNamespace remembers that this plan will create a namespace, so that a job in it can be planned before it exists.
func (c *Cluster) PlanNamespace(name string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.namespaces[name] = true
}

// NamespacePlanned says whether a resource of this plan creates the namespace.
func (c *Cluster) NamespacePlanned(name string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.namespaces[name]
}

// Hold remembers that Terraform's state holds this job, namespace or auth method: it is ours even if Terraform is about
// to replace it.
func (c *Cluster) Hold(key Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held[key] = true
}

// Held says whether the state was seen to hold it.
func (c *Cluster) Held(key Key) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held[key]
}

// CountUnplaced counts one more job of this plan that cannot be placed, and gives their number.
func (c *Cluster) CountUnplaced() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unplaced++
	return c.unplaced
}

// FirstDenial says whether a namespace is the first time one whose jobs the token may not plan.
func (c *Cluster) FirstDenial(namespace string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.denied[namespace]
	c.denied[namespace] = true
	return first
}

// NotFound says whether the server answered that there is no such object. It looks at the status of the answer and not
// into the text, where a name may contain "404".
func NotFound(err error) bool { return Status(err) == http.StatusNotFound }

// Denied says whether the token lacks the right for what was asked.
func Denied(err error) bool { return Status(err) == http.StatusForbidden }

// LacksRight says whether the server knows the token and refuses it this one thing. A token that has ended is answered with the
// same status, and must not pass for one that has few rights.
func (c *Cluster) LacksRight(err error) bool { return refused(err) && !c.TokenEnded(err) }

// refused says whether the server answered that the token must not do this, for whichever reason.
func refused(err error) bool {
	var response api.UnexpectedResponseError
	return Denied(err) && errors.As(err, &response) && strings.Contains(response.Body(), "Permission denied")
}

// notCompared explains a read for which the token lacks the right. The plan continues with the state as it is, so that a token
// with few rights can plan the rest.
const notCompared = "the token lacks the right to read it, so changes on the cluster are not reported; " +
	"plan with a token that has the right to see that too"

// EndsRead handles the error of a read for a refresh. It returns whether the read is over, and whether the state then stays as it is.
//
// imported is whether the state has only an id, so that there is nothing to continue with.
func (c *Cluster) EndsRead(problems *diag.Diagnostics, title string, imported bool, err error) (isOver, isKept bool) {
	switch {
	case err == nil:
		return false, false
	case NotFound(err):
		return true, false
	case !imported && c.LacksRight(err):
		problems.AddWarning(problem.NotCompared.Of(title), notCompared)
		return true, true
	}
	problems.AddError(problem.ReadFailed.Of(title), c.Reason(err))
	return true, false
}

// Status is the HTTP status of the server's answer, 0 if there was none.
func Status(err error) int {
	var response api.UnexpectedResponseError
	if errors.As(err, &response) && response.HasStatusCode() {
		return response.StatusCode()
	}
	return 0
}

// Reason puts an error of the API client into one line: the server's own words if it answered, else why it did not.
func (c *Cluster) Reason(err error) string {
	if reason := c.reasonOfEnd(err); reason != "" {
		return reason
	}
	var response api.UnexpectedResponseError
	if errors.As(err, &response) && response.HasBody() {
		body := strings.TrimSpace(response.Body())
		if response.StatusCode() == http.StatusForbidden {
			return body + " (the token that the provider uses lacks the right for this)"
		}
		return body
	}
	if Status(err) == 0 {
		return fmt.Sprintf("the server at %s did not answer: %s", c.Client.Address(), err)
	}
	return err.Error()
}

// Answered says whether the server answered at all.
func Answered(err error) bool { return Status(err) != 0 }
