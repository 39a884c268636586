package main

import (
	"time"

	"github.com/hashicorp/nomad/api"
)

// forgetParserDefaults takes back what Nomad's HCL parser writes into a job beyond what the file says. Nomad's server
// puts the same values where there are none, so the job is the same without them. What a person did write stays.
func forgetParserDefaults(job *api.Job, source *Source) {
	if job.Periodic != nil {
		// There is no argument for it in HCL: it follows from `cron` and `crons`.
		forget(&job.Periodic.SpecType, api.PeriodicSpecCron, false)
	}
	for _, group := range job.TaskGroups {
		inGroup := source.labelled("group", *group.Name)
		for _, task := range group.Tasks {
			inTask := inGroup.labelled("task", task.Name)
			if task.Vault != nil {
				vault := inTask.nth("vault", 0)
				if vault == nil {
					vault = source.nth("vault", 0)
				}
				forget(&task.Vault.Env, true, vault.has("env"))
				forget(&task.Vault.DisableFile, false, vault.has("disable_file"))
				forget(&task.Vault.ChangeMode, "restart", vault.has("change_mode"))
			}
			for i, template := range task.Templates {
				forgetTemplate(template, inTask.nth("template", i))
			}
		}
	}
}

func forgetTemplate(template *api.Template, written *Source) {
	forget(&template.ChangeMode, "restart", written.has("change_mode"))
	forget(&template.Perms, "0644", written.has("perms"))
	forget(&template.Splay, 5*time.Second, written.has("splay"))
	forget(&template.ErrMissingKey, false, written.has("error_on_missing_key"))
	if script := template.ChangeScript; script != nil {
		written = written.nth("change_script", 0)
		forget(&script.Timeout, 5*time.Second, written.has("timeout"))
	}
}

func forget[T comparable](field **T, value T, written bool) {
	if !written && *field != nil && **field == value {
		*field = nil
	}
}
