package official

// The reasons for differences. The page docs/reference/official-providers.md shows them, so each one is text for users.
const (
	authority   = "It can hold the private key of the authority, which a state would keep, and Consul cannot delete it. Set `connect.ca_config` in the configuration of the servers, or run `consul connect ca set-config`."
	peering     = "It needs the servers of two clusters and a token that works once, which a state would keep. Run `consul peering generate-token` and `consul peering establish`. The data sources `consul_peering` and `consul_peerings` read the result."
	agentSelf   = "The official provider has deprecated it. Use `consul_agent_config`."
	configEntry = "Use `consul_config_entry` with the same kind and the fields of Consul's API in `config_json`."
	enterprise  = "Only the Enterprise edition of the server has it."
	entrySource = "Use `consul_config_entry` with the kind `exported-services`."
	external    = "Services of Nomad's jobs are registered by the `service` block of the job. For one outside of Nomad, set `providers: \"hashicorp\"` for its stack."
	failFast    = "An apply stops as soon as what it waits for cannot happen anymore."
	guards      = "A plan that would destroy objects by mistake is stopped."
	changes     = "A plan notices a changed secret by it, so that nobody counts versions."
	jobService  = "The official provider has deprecated it. Let the `service` block of a job register the service."
	login       = "It signs a request with keys of AWS, for which the provider would need the libraries of AWS. Log in with `auth_jwt`, or give the provider a token."
	maySecret   = "It can hold a client secret, so no output shows it."
	mountFlags  = "Terraform's own plans show them, the reports of cdknomad do not. Put flags with a password into `mount_flags_wo`."
	newer       = "Nomad 2.0.3 has it, which is newer than the official provider."
	newerFields = "A field that is newer than the provider is sent to Nomad as it was written."
	noIDs       = "It was optional until version 2.5.2, so programs of that time may set it. A plan refuses a value."
	onlyRead    = "A key without a value is only read, and its value is in `var`."
	outOfState  = "The official provider has no write-only arguments: it keeps such secrets in the state."
	readOnly    = "The official provider fills in the server's default. Ours leaves unset what the program does not set."
	replaced    = "The official provider has deprecated it. Use `nomad_csi_volume` or `nomad_csi_volume_registration`."
	roleLists   = "List all policies of a role in `consul_acl_role`."
	scheduler   = "A plan shows what Nomad's scheduler would do."
	secret      = "It is a secret, so no output shows it."
	specified   = "The specification has it, or it changes while the job runs. Reading it for each job took a fifth of the time of a plan without changes. The data source `nomad_job` has it."
	tokenSource = "A token from a file or program is neither in the configuration nor in the state."
	uncounted   = "No version is needed, so none is computed."
)

// differences are the places where a schema of ours is not the official one, with the reason. A type or block that is missing is one
// place.
var differences = map[string]map[string]string{
	"nomad": {
		"provider.token_file":    tokenSource,
		"provider.token_command": tokenSource,
		"provider.guard":         guards,

		"nomad_external_volume":     replaced,
		"nomad_volume":              replaced,
		"nomad_quota_specification": enterprise,
		"nomad_sentinel_policy":     enterprise,

		"nomad_acl_auth_method.id":                                                          noIDs,
		"nomad_acl_auth_method.default":                                                     readOnly,
		"nomad_acl_auth_method.token_name_format":                                           readOnly,
		"nomad_acl_auth_method.config.clock_skew_leeway":                                    readOnly,
		"nomad_acl_auth_method.config.expiration_leeway":                                    readOnly,
		"nomad_acl_auth_method.config.not_before_leeway":                                    readOnly,
		"nomad_acl_auth_method.config.oidc_disable_userinfo":                                readOnly,
		"nomad_acl_auth_method.config.oidc_enable_pkce":                                     readOnly,
		"nomad_acl_auth_method.config.oidc_client_secret_wo_version":                        uncounted,
		"nomad_acl_auth_method.config.oidc_client_assertion.private_key.pem_key_wo_version": uncounted,
		"nomad_acl_auth_method.config.oidc_client_secret_wo_hash":                           changes,
		"nomad_acl_auth_method.config.oidc_client_assertion.private_key.pem_key_wo_hash":    changes,
		"nomad_acl_auth_method.config.verbose_logging":                                      readOnly,
		"nomad_acl_auth_method.config.oidc_client_assertion.private_key.key_id_header":      readOnly,
		"nomad_acl_binding_rule.id":                                                         noIDs,
		"nomad_acl_binding_rule.bind_name":                                                  readOnly,

		"nomad_csi_volume.id":                                   noIDs,
		"nomad_csi_volume.namespace":                            readOnly,
		"nomad_csi_volume.mount_options.mount_flags_wo_hash":    changes,
		"nomad_csi_volume.mount_options.mount_flags_wo_version": uncounted,
		"nomad_csi_volume.secrets_wo_version":                   uncounted,
		"nomad_csi_volume.secrets_wo_hash":                      changes,
		"nomad_csi_volume.mount_options.mount_flags":            mountFlags,

		"nomad_csi_volume_registration.id":                                   noIDs,
		"nomad_csi_volume_registration.namespace":                            readOnly,
		"nomad_csi_volume_registration.mount_options.mount_flags_wo_hash":    changes,
		"nomad_csi_volume_registration.mount_options.mount_flags_wo_version": uncounted,
		"nomad_csi_volume_registration.secrets_wo_version":                   uncounted,
		"nomad_csi_volume_registration.secrets_wo_hash":                      changes,
		"nomad_csi_volume_registration.mount_options.mount_flags":            mountFlags,
		"nomad_csi_volume_registration.context":                              readOnly,
		"nomad_csi_volume_registration.deregister_on_destroy":                readOnly,

		"nomad_variable.items_wo_hash": changes,

		"nomad_job.protect":            guards,
		"nomad_job.fail_fast":          failFast,
		"nomad_job.newer_fields":       newerFields,
		"nomad_job.scheduler":          scheduler,
		"nomad_job.all_at_once":        specified,
		"nomad_job.constraints":        specified,
		"nomad_job.create_index":       specified,
		"nomad_job.parent_id":          specified,
		"nomad_job.periodic_config":    specified,
		"nomad_job.priority":           specified,
		"nomad_job.stable":             specified,
		"nomad_job.status_description": specified,
		"nomad_job.stop":               specified,
		"nomad_job.submit_time":        specified,
		"nomad_job.task_groups":        specified,
		"nomad_job.update_strategy":    specified,
		"nomad_job.version":            specified,

		"nomad_namespace.consul_config":              enterprise,
		"nomad_namespace.optional_extra_claims":      newer,
		"nomad_namespace.required_extra_claims":      newer,
		"nomad_namespace.vault_config":               enterprise,
		"data.nomad_namespace.optional_extra_claims": newer,
		"data.nomad_namespace.required_extra_claims": newer,
	},
	"consul": {
		"provider.token_file":                        tokenSource,
		"provider.token_command":                     tokenSource,
		"provider.guard":                             guards,
		"provider.http_auth":                         secret,
		"provider.key_pem":                           secret,
		"provider.auth_jwt.bearer_token":             secret,
		"provider.auth_login_aws":                    login,
		"consul_keys.key.value":                      onlyRead,
		"consul_acl_auth_method.config_json_wo":      outOfState,
		"consul_key_prefix.subkeys_wo":               outOfState,
		"consul_key_prefix.subkeys_wo_hash":          changes,
		"consul_keys.values_wo":                      outOfState,
		"consul_keys.values_wo_hash":                 changes,
		"consul_acl_auth_method.config_json_wo_hash": changes,

		"consul_acl_role_policy_attachment":             roleLists,
		"consul_admin_partition":                        enterprise,
		"consul_agent_service":                          jobService,
		"consul_catalog_entry":                          jobService,
		"consul_certificate_authority":                  authority,
		"consul_config_entry_service_defaults":          configEntry,
		"consul_config_entry_service_intentions":        configEntry,
		"consul_config_entry_service_resolver":          configEntry,
		"consul_config_entry_service_router":            configEntry,
		"consul_config_entry_service_splitter":          configEntry,
		"consul_config_entry_v2_exported_services":      configEntry,
		"consul_intention":                              configEntry,
		"consul_license":                                enterprise,
		"consul_namespace":                              enterprise,
		"consul_namespace_policy_attachment":            enterprise,
		"consul_namespace_role_attachment":              enterprise,
		"consul_network_area":                           enterprise,
		"consul_node":                                   external,
		"consul_peering":                                peering,
		"consul_peering_token":                          peering,
		"consul_prepared_query.stored_token":            secret,
		"consul_service":                                external,
		"data.consul_acl_auth_method.config":            maySecret,
		"data.consul_acl_auth_method.config_json":       maySecret,
		"data.consul_agent_self":                        agentSelf,
		"data.consul_config_entry_v2_exported_services": entrySource,
		"data.consul_network_area_members":              enterprise,
		"data.consul_network_segments":                  enterprise,
	},
}
