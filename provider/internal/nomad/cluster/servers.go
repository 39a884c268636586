package cluster

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"cdknomad/jobspec"
	"cdknomad/provider/internal/problem"
)

// Server is a server of the region, with the version of its Nomad.
type Server struct{ Name, Version string }

// serverListing is read from the server once.
type serverListing struct {
	once    sync.Once
	servers []Server
}

// Servers returns the servers of the region that gets the requests; none if the token may not list them, which is the right to read
// nodes, and without those that do not report a version.
func (c *Cluster) Servers(ctx context.Context) []Server {
	c.servers.once.Do(func() {
		if err := c.Connect(ctx); err != nil {
			return // the request that matters reports it
		}
		answer, err := c.Client.Agent().Members()
		if err != nil {
			return
		}
		region := answer.ServerRegion
		if c.Region != "" {
			region = c.Region
		}
		for _, member := range answer.Members {
			version := member.Tags["build"]
			if own, has := member.Tags["region"]; has && own != region || version == "" || version[0] < '0' || version[0] > '9' {
				continue
			}
			c.servers.servers = append(c.servers.servers, Server{member.Name, version})
		}
	})
	return c.servers.servers
}

// RefuseOlder adds an error if a server of the region is older than the release that introduced an attribute: it would ignore the
// attribute without an error.
func RefuseOlder(ctx context.Context, c *Cluster, problems *diag.Diagnostics, title, attribute, release string) {
	older := c.Lacking(ctx, func(version string) bool { return jobspec.IsOlder(version, release) })
	if older != "" {
		problems.AddAttributeError(path.Root(attribute), problem.FieldNotInVersion.Summary(title+" has an attribute that servers ignore"),
			fmt.Sprintf("%s (since Nomad %s)\n%s would ignore it without an error; upgrade, or remove it", attribute, release, older))
	}
}

// Lacking names the servers of the region with a version that lacks something; "" if there is none.
func (c *Cluster) Lacking(ctx context.Context, lacks func(version string) bool) string {
	var names []string
	for _, server := range c.Servers(ctx) {
		if lacks(server.Version) {
			names = append(names, fmt.Sprintf("%s (Nomad %s)", server.Name, server.Version))
		}
	}
	return strings.Join(names, ", ")
}
