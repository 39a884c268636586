package official

const (
	secret  = "it gives rights or is a key: no output should show it"
	guards  = "a plan that destroys what nobody meant to destroy is stopped"
	command = "a token from a program is neither in the configuration nor in the state"
	single  = "the official provider after 2.5.2 has single blocks, in version 1 of the state"
	file    = "a token in a file is neither in the configuration nor in the state"
)

// differences are the places where a schema of ours is not the official one, with the reason.
var differences = map[string]map[string]string{
	"nomad": {
		"provider.address":                                   "NOMAD_ADDR and Nomad's own default do as well",
		"provider.token_file":                                file,
		"provider.token_command":                             command,
		"provider.guard":                                     guards,
		"provider.secret_id":                                 secret,
		"provider.http_auth":                                 secret,
		"provider.key_pem":                                   secret,
		"provider.auth_jwt.login_token":                      secret,
		"nomad_acl_auth_method.config":                       single,
		"nomad_acl_auth_method.config.oidc_client_assertion": single,
		"nomad_acl_auth_method.config.oidc_client_assertion.private_key": single,
		"nomad_acl_auth_method.config.oidc_client_assertion.key_source":  "terraform would require it without the block too",
		"nomad_acl_policy.job_acl.job_id":                                "nomad accepts a namespace without a job: all workloads of it have the policy",
		"nomad_job.protect":                                              guards,
		"nomad_job.fail_fast":                                            "an apply ends when what it waits for cannot happen any more",
		"nomad_job.newer_fields":                                         "a field that is newer than the provider reaches Nomad as it was written",
		"nomad_job.task_groups":                                          "the specification says the same, and to say it twice took a fifth of a plan with nothing to do",
		"nomad_job.scheduler":                                            "a plan shows what Nomad's scheduler would do",
	},
	"consul": {
		"provider.token_file":            file,
		"provider.token_command":         command,
		"provider.guard":                 guards,
		"provider.http_auth":             secret,
		"provider.key_pem":               secret,
		"provider.auth_jwt.bearer_token": secret,
		"consul_keys.key.value":          "a key without a value is only read, and what is read is in var: nothing is there to compute",
	},
}
