package main

import (
	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/nomad/nomad/structs"
)

// A union is the set of strings that Nomad accepts in a field. It uses Nomad's own constants where Nomad exports them,
// so that a change of Nomad breaks the build or a test here.
type union struct {
	values []string
	open   bool // Nomad or a plugin accepts other values too
}

var comparisons = []string{"=", "==", "is", "!=", "not", "<", "<=", ">", ">="}

var setOperators = []string{
	api.ConstraintRegex, api.ConstraintVersion, api.ConstraintSemver,
	api.ConstraintSetContains, api.ConstraintSetContainsAll, api.ConstraintSetContainsAny,
}

var unions = map[string]union{
	"Job.Type": {values: []string{api.JobTypeService, api.JobTypeBatch, api.JobTypeSystem, api.JobTypeSysbatch}},
	"Constraint.Operand": {values: append(append(append([]string{}, comparisons...), setOperators...),
		api.ConstraintDistinctHosts, api.ConstraintDistinctProperty, api.ConstraintAttributeIsSet, api.ConstraintAttributeIsNotSet)},
	"Affinity.Operand":               {values: append(append([]string{}, comparisons...), setOperators...)},
	"UpdateStrategy.HealthCheck":     {values: []string{structs.UpdateStrategyHealthCheck_Checks, structs.UpdateStrategyHealthCheck_TaskStates, structs.UpdateStrategyHealthCheck_Manual}},
	"MigrateStrategy.HealthCheck":    {values: []string{structs.MigrateStrategyHealthChecks, structs.MigrateStrategyHealthStates}},
	"ReschedulePolicy.DelayFunction": {values: structs.RescheduleDelayFunctions[:]},
	"MultiregionStrategy.OnFailure":  {values: []string{"fail_all", "fail_local"}},
	"ParameterizedJobConfig.Payload": {values: []string{structs.DispatchPayloadOptional, structs.DispatchPayloadRequired, structs.DispatchPayloadForbidden}},
	"RestartPolicy.Mode":             {values: []string{api.RestartPolicyModeDelay, api.RestartPolicyModeFail}},
	"DisconnectStrategy.Reconcile": {values: []string{
		api.ReconcileOptionBestScore, api.ReconcileOptionKeepOriginal, api.ReconcileOptionKeepReplacement, api.ReconcileOptionLongestRunning}},
	"VolumeRequest.Type": {values: []string{structs.VolumeTypeHost, api.CSIVolumeTypeCSI}},
	"VolumeRequest.AccessMode": {values: []string{
		string(api.CSIVolumeAccessModeSingleNodeReader), string(api.CSIVolumeAccessModeSingleNodeWriter),
		string(api.CSIVolumeAccessModeMultiNodeReader), string(api.CSIVolumeAccessModeMultiNodeSingleWriter), string(api.CSIVolumeAccessModeMultiNodeMultiWriter),
		string(api.HostVolumeAccessModeSingleNodeSingleWriter), string(api.HostVolumeAccessModeSingleNodeMultiWriter)}},
	"VolumeRequest.AttachmentMode":             {values: []string{string(api.CSIVolumeAttachmentModeFilesystem), string(api.CSIVolumeAttachmentModeBlockDevice)}},
	"ScalingPolicy.Type":                       {values: []string{api.ScalingPolicyTypeHorizontal}},
	"TaskScalingPolicy.Type":                   {values: []string{"cpu", "mem"}},
	"TaskLifecycle.Hook":                       {values: []string{api.TaskLifecycleHookPrestart, api.TaskLifecycleHookPoststart, api.TaskLifecycleHookPoststop}},
	"TaskArtifact.GetterMode":                  {values: []string{structs.GetterModeAny, structs.GetterModeFile, structs.GetterModeDir}},
	"Vault.ChangeMode":                         {values: []string{structs.VaultChangeModeNoop, structs.VaultChangeModeRestart, structs.VaultChangeModeSignal}},
	"Template.ChangeMode":                      {values: []string{structs.TemplateChangeModeNoop, structs.TemplateChangeModeRestart, structs.TemplateChangeModeSignal, structs.TemplateChangeModeScript}},
	"WorkloadIdentity.ChangeMode":              {values: []string{structs.WIChangeModeNoop, structs.WIChangeModeRestart, structs.WIChangeModeSignal}},
	"VolumeMount.PropagationMode":              {values: []string{api.VolumeMountPropagationPrivate, api.VolumeMountPropagationHostToTask, api.VolumeMountPropagationBidirectional}},
	"TaskCSIPluginConfig.Type":                 {values: []string{string(api.CSIPluginTypeNode), string(api.CSIPluginTypeController), string(api.CSIPluginTypeMonolith)}},
	"Secret.Provider":                          {values: []string{"nomad", structs.SecretProviderVault}, open: true},
	"NUMAResource.Affinity":                    {values: []string{structs.NoneNUMA, structs.PreferNUMA, structs.RequireNUMA}},
	"Service.Provider":                         {values: []string{structs.ServiceProviderConsul, structs.ServiceProviderNomad}},
	"Service.AddressMode":                      {values: []string{structs.AddressModeAuto, structs.AddressModeHost, structs.AddressModeDriver, structs.AddressModeAlloc, structs.AddressModeAllocIPv6}},
	"Service.OnUpdate":                         {values: []string{api.OnUpdateRequireHealthy, api.OnUpdateIgnoreWarn, api.OnUpdateIgnore}},
	"ServiceCheck.Type":                        {values: []string{structs.ServiceCheckHTTP, structs.ServiceCheckTCP, structs.ServiceCheckGRPC, structs.ServiceCheckScript}},
	"ServiceCheck.Protocol":                    {values: []string{"http", "https"}},
	"ServiceCheck.AddressMode":                 {values: []string{structs.AddressModeHost, structs.AddressModeDriver, structs.AddressModeAlloc, structs.AddressModeAllocIPv6}},
	"ServiceCheck.InitialStatus":               {values: []string{consul.HealthPassing, consul.HealthWarning, consul.HealthCritical}},
	"ServiceCheck.Method":                      {values: []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}, open: true},
	"ServiceCheck.OnUpdate":                    {values: []string{api.OnUpdateRequireHealthy, api.OnUpdateIgnoreWarn, api.OnUpdateIgnore}},
	"ConsulExposePath.Protocol":                {values: []string{"http", "http2"}},
	"ConsulUpstream.DestinationType":           {values: []string{"service", "prepared_query"}},
	"ConsulMeshGateway.Mode":                   {values: []string{"none", "local", "remote"}},
	"ConsulGatewayProxy.EnvoyDNSDiscoveryType": {values: []string{"LOGICAL_DNS", "STRICT_DNS"}},
	"ConsulIngressListener.Protocol":           {values: []string{"tcp", "http", "http2", "grpc"}},
	"ConsulGatewayTLSConfig.TLSMinVersion":     {values: []string{"TLS_AUTO", "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3"}},
	"ConsulGatewayTLSConfig.TLSMaxVersion":     {values: []string{"TLS_AUTO", "TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3"}},
}
