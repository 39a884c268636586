package nomad

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/nomad/aclpolicy"
	"cdknomad/provider/internal/nomad/job"
	"cdknomad/provider/internal/nomad/namespace"
)

// resourceTypes are all resource types of this provider. A new one is a package beside these and a line here.
var resourceTypes = []func() resource.Resource{
	aclpolicy.New,
	job.New,
	namespace.New,
}
