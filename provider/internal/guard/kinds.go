package guard

import (
	"maps"
	"slices"
	"strings"

	"cdknomad/provider/internal/resourcetype"
)

// kind is a row of the table of resource types with the behavior that the table cannot describe.
type kind struct {
	resourcetype.Type
	// guarded returns what would be lost with the object, "" if it needs no confirmation. Nil means the table's reason.
	guarded func(attributes) string
	// leaves is whether the object stays on the cluster when Terraform destroys its resource. Nil means never.
	leaves func(attributes) bool
}

const job = "nomad_job"

// kindOf returns the kind of a resource type; the zero kind for a type without a row.
func kindOf(typeName string) kind {
	of := kind{Type: resourcetype.Of(typeName)}
	switch typeName {
	case job:
		of.guarded, of.leaves = whyKeepJob, isKeptOnDestroy
	case "nomad_namespace":
		of.leaves = isDefaultNamespace
	}
	return of
}

// whyKeep returns what would be lost with the object, "" if it needs no confirmation.
func (k kind) whyKeep(a attributes) string {
	switch {
	case k.Confirmation == nil || k.Confirmation.OnlyInUse:
		return ""
	case k.guarded != nil:
		return k.guarded(a)
	}
	return k.Confirmation.Reason
}

// identity returns what distinguishes an object from others of its kind, "" if that is not known yet.
func (k kind) identity(a attributes) string {
	switch k.Word {
	case "":
		return "" // no refusal could name it
	case kindOf(job).Word:
		return a.jobName()
	}
	var parts []string
	suffix := ""
	for _, name := range k.Identity {
		switch text := a.text(name); {
		case name == "namespace":
			parts = append(parts, a.namespace())
		case name == "node_id": // each node may have a host volume of the same name
			if len(text) >= 8 {
				suffix = "@" + text[:8]
			}
		case text == "":
			return ""
		default:
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "/") + suffix
}

// confirmations returns the forms of everything that can be confirmed.
func confirmations() []string {
	forms := map[string]bool{emptyProgram: true, manyJobs: true}
	for _, name := range resourcetype.Names() {
		if row := resourcetype.Of(name); row.Confirmation != nil {
			forms[row.Word+"/"+row.Confirmation.Form] = true
		}
	}
	return slices.Sorted(maps.Keys(forms))
}

// isConfirmation reports whether a text has one of these forms.
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
		// The id of a job or a volume and the path of a variable may have a slash in it.
		return len(parts) == len(wanted) || len(parts) > len(wanted) && !strings.HasSuffix(form, "/NAME")
	})
}

// isKeptOnDestroy reports whether Nomad keeps running the job when Terraform destroys its resource.
func isKeptOnDestroy(a attributes) bool { return !a.flag("deregister_on_destroy", true) }

// isDefaultNamespace reports whether it is the namespace that Nomad always has: its deletion only resets the description.
func isDefaultNamespace(a attributes) bool { return a.text("name") == "default" }

func whyKeepJob(a attributes) string {
	switch {
	case a.flag("protect", false):
		return "is protected"
	case a.hasVolumes():
		return "has volumes"
	}
	return ""
}

// title names an object as the other messages of the providers do.
func (k kind) title(name string) string {
	if k.Word == kindOf(job).Word {
		return "[" + name + "]"
	}
	return k.Title(name)
}
