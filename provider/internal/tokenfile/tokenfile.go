// Package tokenfile reads an access token from a file that only its owner can read.
package tokenfile

import (
	"fmt"
	"os"
	"strings"

	"cdknomad/provider/internal/homepath"
)

// Read gives the token in the file at path, without surrounding white space. A leading ~/ is the home directory of the
// user who runs Terraform. It refuses a file that the group or others can read, an empty one, and one that is missing;
// no error holds any part of the content.
func Read(path string) (string, error) {
	full, err := homepath.Expand(path)
	if err != nil {
		return "", fmt.Errorf("token_file %q: %w", path, err)
	}
	info, err := os.Stat(full)
	if err != nil {
		return "", fmt.Errorf("token_file %q: cannot be found (%w); write the token there, or take token_file out", path, err)
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("token_file %q: is not a file; give the path of the file that holds the token", path)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return "", fmt.Errorf("token_file %q: its mode is %04o, so others than its owner can read the token; run chmod 600 %s", path, mode, full)
	}
	content, err := os.ReadFile(full)
	if err != nil {
		return "", fmt.Errorf("token_file %q: cannot be read (%w)", path, err)
	}
	token := strings.TrimSpace(string(content))
	if token == "" {
		return "", fmt.Errorf("token_file %q: is empty; write the token into it", path)
	}
	return token, nil
}
