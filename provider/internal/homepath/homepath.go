// Package homepath lets a path begin at the home directory, so that one configuration is right for every user.
package homepath

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/problem"
)

// Expand gives the path in full: a leading ~/ is the home directory of the user who runs Terraform.
func Expand(file string) (string, error) {
	rest, ok := strings.CutPrefix(file, "~/")
	if !ok {
		return file, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("the home directory is not known (%w); give the path in full", err)
	}
	return filepath.Join(home, rest), nil
}

// Set puts the path that an attribute of the provider gives, in full, into target. One that is not given changes nothing,
// and one that cannot be had is among the problems.
func Set(problems *diag.Diagnostics, target *string, attribute string, value types.String) {
	full, err := Expand(value.ValueString())
	if err != nil {
		problems.AddAttributeError(path.Root(attribute), problem.ProviderSettings.Summary(attribute+" cannot be used"), err.Error())
	} else if full != "" {
		*target = full
	}
}
