// Package homepath lets a path begin at the home directory, so that one configuration is right for every user.
package homepath

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Expand gives the path in full: a leading ~/ is the home directory of the user who runs Terraform.
func Expand(path string) (string, error) {
	rest, ok := strings.CutPrefix(path, "~/")
	if !ok {
		return path, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("the home directory is not known (%w); give the path in full", err)
	}
	return filepath.Join(home, rest), nil
}
