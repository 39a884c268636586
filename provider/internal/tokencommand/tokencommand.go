// Package tokencommand gets an access token from a program, such as a password store.
package tokencommand

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// patience is how long a person may take to unlock the store.
const patience = 2 * time.Minute

// Read runs the command, without a shell, and gives what it prints, without surrounding white space. No error holds any
// part of that; what the program prints to standard error on a failure is reported.
func Read(ctx context.Context, argv []string) (string, error) {
	if len(argv) == 0 {
		return "", fmt.Errorf("token_command: is empty; give a program and its arguments, as [\"pass\", \"nomad/token\"]")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	command := exec.CommandContext(ctx, argv[0], argv[1:]...)
	command.Stdin = nil
	command.Env = os.Environ()
	var complaint strings.Builder
	command.Stderr = &complaint
	printed, err := command.Output()
	if ctx.Err() != nil {
		return "", fmt.Errorf("token_command %q: no token within %s; unlock the store and try again", argv[0], patience)
	}
	if err != nil {
		return "", fmt.Errorf("token_command %q: %w: %s", argv[0], err, strings.TrimSpace(complaint.String()))
	}
	token := strings.TrimSpace(string(printed))
	if token == "" || strings.ContainsAny(token, "\r\n") {
		return "", fmt.Errorf("token_command %q: it has to print one line, the token", argv[0])
	}
	return token, nil
}
