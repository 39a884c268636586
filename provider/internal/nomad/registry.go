package nomad

import (
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"cdknomad/provider/internal/nomad/aclauthmethod"
	"cdknomad/provider/internal/nomad/aclbindingrule"
	"cdknomad/provider/internal/nomad/aclpolicy"
	"cdknomad/provider/internal/nomad/aclrole"
	"cdknomad/provider/internal/nomad/acltoken"
	"cdknomad/provider/internal/nomad/csivolume"
	"cdknomad/provider/internal/nomad/dynamichostvolume"
	"cdknomad/provider/internal/nomad/job"
	"cdknomad/provider/internal/nomad/namespace"
	"cdknomad/provider/internal/nomad/nodepool"
	"cdknomad/provider/internal/nomad/schedulerconfig"
	"cdknomad/provider/internal/nomad/variable"
)

// resourceTypes are all resource types of this provider. A new one is a package beside these and a line here.
var resourceTypes = []func() resource.Resource{
	aclauthmethod.New,
	aclbindingrule.New,
	aclpolicy.New,
	aclrole.New,
	acltoken.New,
	csivolume.New,
	csivolume.NewRegistration,
	dynamichostvolume.New,
	dynamichostvolume.NewRegistration,
	job.New,
	namespace.New,
	nodepool.New,
	schedulerconfig.New,
	variable.New,
}
