package tokencommand

import (
	"context"
	"strings"
	"testing"
)

func TestItIsWhatTheCommandPrints(t *testing.T) {
	token, err := Read(context.Background(), []string{"printf", "%s\n", "s3cret token"})
	if err != nil || token != "s3cret token" {
		t.Fatalf("got %q, %v", token, err)
	}
}

func TestNoShellReadsTheArguments(t *testing.T) {
	token, err := Read(context.Background(), []string{"printf", "%s", "$HOME;`id`"})
	if err != nil || token != "$HOME;`id`" {
		t.Fatalf("got %q, %v", token, err)
	}
}

func TestAFailureReportsStandardErrorAndNotStandardOutput(t *testing.T) {
	for name, c := range map[string]struct {
		argv []string
		want string
	}{
		"no command":     {nil, `token_command: is empty; give a program and its arguments, as ["pass", "nomad/token"]`},
		"no such":        {[]string{"no-such-program-here"}, `token_command "no-such-program-here": exec: "no-such-program-here": executable file not found in $PATH: `},
		"it fails":       {[]string{"sh", "-c", "echo s3cret; echo store is locked >&2; exit 3"}, `token_command "sh": exit status 3: store is locked`},
		"it says nought": {[]string{"true"}, `token_command "true": it has to print one line, the token`},
		"two lines":      {[]string{"printf", "s3cret\nmore"}, `token_command "printf": it has to print one line, the token`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(context.Background(), c.argv)
			if err == nil || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Error("it contains the token")
			}
		})
	}
}
