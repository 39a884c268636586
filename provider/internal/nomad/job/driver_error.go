package job

import "regexp"

// persistence is whether a cause can resolve itself.
type persistence int

const (
	temporary   persistence = iota // nomad's next attempt may succeed
	unreachable                    // it resolves itself only if the network or a server comes back
	permanent                      // every attempt fails in the same way
)

// driverError is a kind of error with which a driver fails to start a task.
type driverError struct {
	pattern     *regexp.Regexp
	persistence persistence
	fix         string
}

const (
	fixImage    = "correct the name and the tag of the image; for a private registry, set its credentials in the config's auth block"
	fixRegistry = "check that the node reaches the registry: its name server, proxy, and firewall"
	fixLab      = "connect the machine of the lab to the registry, or give the lab the image with `cdknomad lab image load`"
	fixOption   = "correct the driver's config in the task"
	fixFormat   = "use a program or an image that is built for the node's CPU architecture; a script needs a first line such as #!/bin/sh"
	fixCommand  = "correct the command, or use an image that contains it"
)

// driverErrors are the known errors, the more specific ones first. The texts are those of Nomad's drivers, Docker, containerd,
// Podman, runc, crun, and Go.
var driverErrors = []driverError{
	{regexp.MustCompile(`(?i)exec format error`), permanent, fixFormat},
	{regexp.MustCompile(`(?i)executable file .*not found|file \S+ not found under path|(fork/exec \S+|exec: "[^"]+"(: stat \S+)?): no such file or directory`), permanent, fixCommand},
	{regexp.MustCompile(`(?i)failed to (decode|parse) (driver |task )*config`), permanent, fixOption},
	// The registry of a lab says so with the status of an unknown image, because engines show no message of another one.
	{regexp.MustCompile(`(?is)pull.* cannot be reached from this machine`), unreachable, fixLab},
	{regexp.MustCompile(`(?i)pull.*(manifest unknown|not found|does not exist|name (is )?unknown|name invalid|access denied|access to the resource is denied|` +
		`unauthorized|no such host|no matching manifest|invalid reference)`), permanent, fixImage},
	{regexp.MustCompile(`(?i)invalid reference format|image not known`), permanent, fixImage},
	{regexp.MustCompile(`(?i)pull.*(network is unreachable|no route to host|connection refused|server misbehaving|temporary failure in name resolution|i/o timeout)`),
		unreachable, fixRegistry},
}

// classify returns whether an error of a driver can resolve itself, and how to fix it.
func classify(message string) (persistence, string) {
	for _, known := range driverErrors {
		if known.pattern.MatchString(message) {
			return known.persistence, known.fix
		}
	}
	return temporary, ""
}
