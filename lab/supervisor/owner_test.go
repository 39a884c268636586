package main

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Root creates the folders of the tests, and gives them to a user whom no account has.
const someUser = 54321

func userFolder(t *testing.T) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder to another user")
	}
	folder := filepath.Join(t.TempDir(), "lab")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(folder, someUser, someUser); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestALogBelongsToTheOwnerOfItsFolder(t *testing.T) {
	folder := userFolder(t)
	path := filepath.Join(folder, "nomad.log")
	file, err := openLog(path)
	if err != nil {
		t.Fatal(err)
	}
	file.Close()
	info, _ := os.Stat(path)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode: got %v", info.Mode())
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != someUser {
		t.Errorf("owner: got %d", uid)
	}
}

func TestALinkInThePlaceOfALogIsNotFollowed(t *testing.T) {
	folder := userFolder(t)
	victim := filepath.Join(t.TempDir(), "shadow")
	if err := os.WriteFile(victim, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	symbolic, hard := filepath.Join(folder, "symbolic.log"), filepath.Join(folder, "hard.log")
	os.Symlink(victim, symbolic)
	if err := os.Link(victim, hard); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{symbolic, hard} {
		if file, err := openLog(path); err == nil {
			file.Close()
			t.Errorf("%s was opened", path)
		}
	}
	info, err := os.Stat(victim)
	if err != nil {
		t.Fatal(err)
	}
	if uid := info.Sys().(*syscall.Stat_t).Uid; uid != 0 {
		t.Errorf("the file was given to user %d", uid)
	}
}

func TestALabIsActedOnForItsOwnerOnly(t *testing.T) {
	folder := userFolder(t)
	t.Setenv("SUDO_UID", "54321")
	if _, err := checkOwner(folder); err != nil {
		t.Errorf("its owner: %v", err)
	}
	t.Setenv("SUDO_UID", "54322")
	if _, err := checkOwner(folder); err == nil || !strings.Contains(err.Error(), "but user 54322 ran sudo") {
		t.Errorf("another user: got %v", err)
	}
	t.Setenv("SUDO_UID", "54321")
	os.Chmod(folder, 0o770)
	if _, err := checkOwner(folder); err == nil || !strings.Contains(err.Error(), "want mode 0700, got 0770") {
		t.Errorf("an open folder: got %v", err)
	}
	link := filepath.Join(t.TempDir(), "link")
	os.Symlink(folder, link)
	if _, err := checkOwner(link); err == nil || !strings.Contains(err.Error(), "want a folder") {
		t.Errorf("a link: got %v", err)
	}
}

func TestRemovingALabFollowsNoLink(t *testing.T) {
	folder, elsewhere := userFolder(t), t.TempDir()
	kept := filepath.Join(elsewhere, "kept")
	os.WriteFile(kept, nil, 0o600)
	os.Symlink(elsewhere, filepath.Join(folder, "hosts"))
	os.MkdirAll(filepath.Join(folder, "log", "deep"), 0o700)
	if err := removeContent(folder); err != nil {
		t.Fatal(err)
	}
	if !isThere(kept) {
		t.Error("a file outside of the lab was removed")
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Errorf("got %v, %v", entries, err)
	}
}

func TestOnlyASupervisorOfTheLabIsKilled(t *testing.T) {
	folder := userFolder(t)
	// This process has another name. If it is killed, the test fails.
	os.WriteFile(filepath.Join(folder, "supervisor.pid"), []byte(strconv.Itoa(os.Getpid())), 0o600)
	if err := killSupervisor("lab", folder); err != nil {
		t.Error(err)
	}
}

func TestUsersHaveControlGroupsOfTheirOwn(t *testing.T) {
	if got := (owner{0, 0}).cgroup("lab"); got != "cdknomad-lab" {
		t.Errorf("root: got %s", got)
	}
	if got := (owner{1000, 1000}).cgroup("lab"); got != "cdknomad-lab.1000" {
		t.Errorf("a user: got %s", got)
	}
}

func TestASocketKnowsWhoConnects(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		if conn, err := net.Dial("unix", path); err == nil {
			defer conn.Close()
		}
	}()
	conn, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if peer, err := peerOf(conn.(*net.UnixConn)); err != nil || peer != uint32(os.Getuid()) {
		t.Errorf("got %d, %v", peer, err)
	}
}
