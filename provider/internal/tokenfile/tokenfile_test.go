package tokenfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func write(t *testing.T, content string, mode os.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTakesTheTokenOfAFileOnlyItsOwnerReads(t *testing.T) {
	if token, err := Read(write(t, "abc\n", 0o600)); token != "abc" || err != nil {
		t.Errorf("got %q, error %v", token, err)
	}
}

func TestReadExpandsTheHomeDirectory(t *testing.T) {
	path := write(t, "abc", 0o600)
	t.Setenv("HOME", filepath.Dir(path))
	if token, err := Read("~/token"); token != "abc" || err != nil {
		t.Errorf("got %q, error %v", token, err)
	}
}

func TestReadFailsWithTheCommandThatFixesIt(t *testing.T) {
	path := write(t, "secret", 0o640)
	_, err := Read(path)
	want := `token_file "` + path + `": its mode is 0640, so others than its owner can read the token; run chmod 600 ` + path
	if err == nil || err.Error() != want {
		t.Errorf("got:  %v\nwant: %s", err, want)
	}
	if strings.Contains(err.Error(), "secret") {
		t.Error("the error holds the token")
	}
}

func TestReadFailsForAnEmptyAndAMissingFile(t *testing.T) {
	path := write(t, " \n", 0o600)
	if _, err := Read(path); err == nil || err.Error() != `token_file "`+path+`": is empty; write the token into it` {
		t.Errorf("empty: got %v", err)
	}
	if _, err := Read(path + "-not"); err == nil || !strings.Contains(err.Error(), "cannot be found") {
		t.Errorf("missing: got %v", err)
	}
}
