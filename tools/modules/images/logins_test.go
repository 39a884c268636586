package main

import (
	"bytes"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
)

var (
	ann   = &authn.Basic{Username: "ann", Password: "swordfish"}
	wrong = &authn.Basic{Username: "ann", Password: "guessed-it"}
)

// private makes the internet ask for the login of ann, and notes the users that asked.
func (n *internet) private() *[]string {
	users := &[]string{}
	n.answer = func(w http.ResponseWriter, r *http.Request) bool {
		user, password, _ := r.BasicAuth()
		*users = append(*users, user)
		if user == ann.Username && password == ann.Password {
			return false
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="team"`)
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	return users
}

// logged captures what is logged until the test ends.
func logged(t *testing.T) *bytes.Buffer {
	var text bytes.Buffer
	log.SetOutput(&text)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	return &text
}

func TestTheLoginOfATaskIsUsedForItsRegistryAndForNobodyElse(t *testing.T) {
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	text := logged(t)
	net := newInternet(t)
	want := net.push("team/private:1")
	net.private()
	lab := newLab(t, settings{Registries: net.registries("registry.example.com")})
	const image = "registry.example.com/team/private:1"

	_, err := lab.pull(image)
	expectRefusal(t, err, "the task's auth block", "docker login registry.example.com")
	_, err = lab.pullAs(image, wrong)
	expectRefusal(t, err, `registry.example.com does not give `+image+` to user "ann"`, "the login in the task's auth block is wrong")
	got, err := lab.pullAs(image, ann)
	expectSame(t, want, got, err)

	// The image is in the cache now, and still nobody gets it without the login.
	_, err = lab.pull(image)
	expectRefusal(t, err, "the task's auth block")
	_, err = lab.pullAs(image, wrong)
	expectRefusal(t, err, "the login in the task's auth block is wrong")
	got, err = lab.pullAs(image, ann)
	expectSame(t, want, got, err)

	net.server.Close()
	got, err = lab.pullAs(image, ann)
	expectSame(t, want, got, err)
	for _, secret := range []string{ann.Password, wrong.Password} {
		if strings.Contains(text.String(), secret) {
			t.Errorf("the log has the password: %s", text)
		}
	}
	if text.Len() == 0 {
		t.Error("nothing was logged")
	}
	filepath.Walk(lab.settings.Cache, func(path string, info os.FileInfo, _ error) error {
		if content, err := os.ReadFile(path); err == nil && bytes.Contains(content, []byte(ann.Password)) {
			t.Errorf("%s has the password", path)
		}
		return nil
	})
}

func TestTheLoginOfATaskTakesPrecedenceOverThatOfThisMachine(t *testing.T) {
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	net := newInternet(t)
	net.push("team/private:1")
	users := net.private()
	config := `{"auths":{"` + strings.TrimPrefix(net.server.URL, "http://") + `":{"username":"machine","password":"other"}}}`
	if err := os.WriteFile(filepath.Join(os.Getenv("DOCKER_CONFIG"), "config.json"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	lab := newLab(t, settings{Registries: net.registries("registry.example.com")})
	if _, err := lab.pullAs("registry.example.com/team/private:1", ann); err != nil {
		t.Fatal(err)
	}
	for _, user := range *users {
		if user == "machine" {
			t.Error("the login of this machine was used")
		}
	}
}

func TestAWrongLoginOfATaskGetsNoStandIn(t *testing.T) {
	net := newInternet(t)
	net.private()
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	_, err := lab.pullAs("some/app:1", wrong)
	expectRefusal(t, err, "the login in the task's auth block is wrong")
}

func TestARegistryThatHangsIsLeftAndSaid(t *testing.T) {
	before := stallLimit
	stallLimit = 100 * time.Millisecond
	t.Cleanup(func() { stallLimit = before })
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	release := make(chan struct{})
	net.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodGet || !strings.Contains(r.URL.Path, "/blobs/") {
			return false
		}
		w.Header().Set("Content-Length", "1000")
		w.Write([]byte("the beginning"))
		http.NewResponseController(w).Flush()
		<-release
		return true
	}
	t.Cleanup(func() { close(release) })
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	_, err := lab.pull("nginx:1.27.0")
	expectRefusal(t, err, "the download of docker.io/library/nginx", "failed: the registry sent nothing for 100ms")
	parts, _ := filepath.Glob(filepath.Join(lab.settings.Cache, "blobs", "sha256", ".part-*"))
	if len(parts) != 0 {
		t.Errorf("left %v", parts)
	}
}
