package guard

import (
	"maps"
	"slices"
	"strings"
)

// kind is what a guard has to know of a resource type.
type kind struct {
	word string // the first part of a confirmation, as in namespace/dns
	noun string // as messages call it
	// form is the rest of a confirmation, as people read it; only what is guarded has one.
	form string
	// identify gives what tells an object from others of its kind, "" if that is not known yet.
	identify func(attributes) string
	// guarded says what would be lost with the object, "" if it may go unasked. Nil is never.
	guarded func(attributes) string
	// leaves says that the object stays when its resource goes. Nil is never.
	leaves func(attributes) bool
	// several says that more than one object may have the same identity, so that the one is not taken for the other.
	several bool
}

const job = "nomad_job"

// kinds are all resource types whose objects have a name that somebody chose. A further one is a line here.
var kinds = map[string]kind{
	job:                                      {word: "job", form: "NAMESPACE/ID", noun: "job", identify: attributes.jobName, guarded: whyKeepJob, leaves: runsOn},
	"nomad_namespace":                        {word: "namespace", form: "NAME", noun: "namespace", identify: by("name"), guarded: whyKeepNamespace, leaves: isDefault},
	"nomad_acl_auth_method":                  {word: "auth-method", form: "NAME", noun: "acl auth method", identify: by("name"), guarded: whyKeepLogin},
	"nomad_csi_volume":                       {word: "volume", form: "NAMESPACE/ID", noun: "volume", identify: within("volume_id"), guarded: whyKeepVolume},
	"nomad_csi_volume_registration":          {word: "volume", form: "NAMESPACE/ID", noun: "volume", identify: within("volume_id"), guarded: whyKeepVolume},
	"nomad_dynamic_host_volume":              {word: "volume", form: "NAMESPACE/ID", noun: "volume", identify: hostVolume, guarded: whyKeepVolume, several: true},
	"nomad_dynamic_host_volume_registration": {word: "volume", form: "NAMESPACE/ID", noun: "volume", identify: hostVolume, guarded: whyKeepVolume, several: true},
	"nomad_acl_policy":                       {word: "policy", noun: "acl policy", identify: by("name")},
	"nomad_acl_role":                         {word: "role", noun: "acl role", identify: by("name")},
	"nomad_node_pool":                        {word: "node-pool", noun: "node pool", identify: by("name")},
	"nomad_variable":                         {word: "variable", noun: "variable", identify: within("path")},
	"consul_acl_auth_method":                 {word: "consul-auth-method", form: "NAMESPACE/NAME", noun: "consul acl auth method", identify: within("name"), guarded: whyKeepLogin},
	"consul_acl_policy":                      {word: "consul-policy", noun: "consul acl policy", identify: within("name")},
	"consul_acl_role":                        {word: "consul-role", noun: "consul acl role", identify: within("name")},
	"consul_config_entry":                    {word: "consul-config-entry", noun: "consul config entry", identify: by("kind", "name")},
	"consul_key_prefix":                      {word: "consul-key-prefix", noun: "consul key prefix", identify: by("path_prefix")},
}

// confirmations are the forms of all that can be confirmed, as people read them.
func confirmations() []string {
	forms := map[string]bool{emptyProgram: true, manyJobs: true}
	for _, each := range kinds {
		if each.guarded != nil {
			forms[each.word+"/"+each.form] = true
		}
	}
	return slices.Sorted(maps.Keys(forms))
}

// isConfirmation says whether a text has one of these forms.
func isConfirmation(text string) bool {
	parts := strings.Split(text, "/")
	if slices.Contains(parts, "") || strings.ContainsAny(text, ", ") {
		return false
	}
	return slices.ContainsFunc(confirmations(), func(form string) bool {
		wanted := strings.Split(form, "/")
		if wanted[0] != parts[0] {
			return false
		}
		// The id of a job or a volume may have a slash in it.
		return len(parts) == len(wanted) || len(wanted) == 3 && len(parts) > 3
	})
}

// by makes the identity of attributes that are all needed.
func by(names ...string) func(attributes) string {
	return func(a attributes) string {
		parts := make([]string, 0, len(names))
		for _, name := range names {
			if a.text(name) == "" {
				return ""
			}
			parts = append(parts, a.text(name))
		}
		return strings.Join(parts, "/")
	}
}

// within is an identity within a namespace.
func within(name string) func(attributes) string {
	return func(a attributes) string {
		if a.text(name) == "" {
			return ""
		}
		return a.namespace() + "/" + a.text(name)
	}
}

// hostVolume goes by the node too: each node may have a volume of the same name.
func hostVolume(a attributes) string {
	name := within("name")(a)
	if node := a.text("node_id"); name != "" && len(node) >= 8 {
		return name + "@" + node[:8]
	}
	return name
}

// runsOn is a job that Terraform only forgets.
func runsOn(a attributes) bool { return !a.flag("deregister_on_destroy", true) }

// isDefault is the namespace that Nomad always has: its deletion only resets the description.
func isDefault(a attributes) bool { return a.text("name") == "default" }

func whyKeepJob(a attributes) string {
	switch {
	case a.flag("protect", false):
		return "is protected"
	case a.hasVolumes():
		return "has volumes"
	}
	return ""
}

func whyKeepNamespace(attributes) string { return "holds what its jobs share" }

func whyKeepVolume(attributes) string { return "may hold data" }

func whyKeepLogin(attributes) string { return "lets people and programs log in" }

// title names an object as the other messages of the providers do.
func (k kind) title(name string) string {
	if k.word == "job" {
		return "[" + name + "]"
	}
	return "[" + k.noun + " " + name + "]"
}
