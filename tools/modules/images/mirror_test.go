package main

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// internet is a registry that only this machine reaches.
type internet struct {
	t       *testing.T
	server  *httptest.Server
	handler http.Handler
	blobs   atomic.Int32
	// answer replaces the answer to a request, if it returns true.
	answer func(http.ResponseWriter, *http.Request) bool
}

func newInternet(t *testing.T) *internet {
	t.Helper()
	n := &internet{t: t, handler: registry.New()}
	n.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/blobs/") {
			n.blobs.Add(1)
		}
		if n.answer != nil && n.answer(w, r) {
			return
		}
		n.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(n.server.Close)
	return n
}

// push gives the internet a new image.
func (n *internet) push(called string) v1.Image {
	n.t.Helper()
	image, err := random.Image(2000, 2)
	if err != nil {
		n.t.Fatal(err)
	}
	n.pushImage(called, image)
	return image
}

func (n *internet) pushImage(called string, image v1.Image) {
	n.t.Helper()
	reference, err := name.ParseReference(strings.TrimPrefix(n.server.URL, "http://")+"/"+called, name.Insecure)
	if err != nil {
		n.t.Fatal(err)
	}
	if err := remote.Write(reference, image); err != nil {
		n.t.Fatal(err)
	}
}

func (n *internet) registries(names ...string) map[string]string {
	servers := map[string]string{}
	for _, each := range names {
		servers[each] = n.server.URL
	}
	return servers
}

func expectSame(t *testing.T, want v1.Image, got v1.Image, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	wanted, _ := want.Digest()
	if digest, _ := got.Digest(); digest != wanted {
		t.Errorf("got %s, want %s", digest, wanted)
	}
}

func expectRefusal(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("it was pulled")
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not say %q", err, word)
		}
	}
}

func TestAnImageOfAnyRegistryIsPulledByTagAndByDigest(t *testing.T) {
	net := newInternet(t)
	nginx, app := net.push("library/nginx:1.27.0"), net.push("team/app:3")
	lab := newLab(t, settings{Registries: net.registries("docker.io", "ghcr.io")})
	got, err := lab.pull("nginx:1.27.0")
	expectSame(t, nginx, got, err)
	got, err = lab.pull("ghcr.io/team/app:3")
	expectSame(t, app, got, err)
	digest, _ := app.Digest()
	got, err = lab.pull("ghcr.io/team/app@" + digest.String())
	expectSame(t, app, got, err)
}

func TestAnImageThatAnotherLabPulledIsNotDownloadedAgain(t *testing.T) {
	net := newInternet(t)
	want := net.push("library/nginx:1.27.0")
	first := newLab(t, settings{Registries: net.registries("docker.io")})
	if _, err := first.pull("nginx:1.27.0"); err != nil {
		t.Fatal(err)
	}
	net.server.Close()
	second := newLab(t, settings{Cache: first.settings.Cache, Registries: net.registries("docker.io")})
	got, err := second.pull("nginx:1.27.0")
	expectSame(t, want, got, err)
}

func TestNodesThatPullTheSameImageAtTheSameTimeShareOneDownload(t *testing.T) {
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	net.blobs.Store(0)
	net.answer = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/blobs/") {
			time.Sleep(50 * time.Millisecond)
		}
		return false
	}
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	var nodes sync.WaitGroup
	for range 8 {
		nodes.Go(func() {
			if _, err := lab.pull("nginx:1.27.0"); err != nil {
				t.Error(err)
			}
		})
	}
	nodes.Wait()
	if got := net.blobs.Load(); got > 3 { // two layers and the configuration
		t.Errorf("%d downloads of three blobs", got)
	}
}

func TestLatestIsAskedForAgainAndAnotherTagIsNot(t *testing.T) {
	net := newInternet(t)
	net.push("library/app:latest")
	fixed := net.push("library/app:1")
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	for _, tag := range []string{"latest", "1"} {
		if _, err := lab.pull("app:" + tag); err != nil {
			t.Fatal(err)
		}
	}
	newest := net.push("library/app:latest")
	net.push("library/app:1")
	got, err := lab.pull("app:latest")
	expectSame(t, newest, got, err)
	got, err = lab.pull("app:1")
	expectSame(t, fixed, got, err)
}

func TestTheRealImageTakesPrecedenceOverAStandIn(t *testing.T) {
	net := newInternet(t)
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	if _, err := lab.pull("some/app:1"); err != nil {
		t.Fatalf("no stand-in: %v", err)
	}
	real := net.push("some/app:1")
	got, err := lab.pull("some/app:1")
	expectSame(t, real, got, err)
}

func TestTheImagesOfTheLabItselfAreAskedOfNoRegistry(t *testing.T) {
	net := newInternet(t)
	net.answer = func(_ http.ResponseWriter, r *http.Request) bool {
		t.Errorf("asked for %s", r.URL)
		return false
	}
	lab := newLab(t, settings{StandIns: builtNamed(t, "cdknomad/pause:1"), Registries: net.registries("docker.io")})
	if _, err := lab.pull("cdknomad/pause:1"); err != nil {
		t.Fatal(err)
	}
}

func TestCredentialsOfThisMachineAreUsed(t *testing.T) {
	net := newInternet(t)
	want := net.push("team/private:1")
	net.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if user, password, _ := r.BasicAuth(); user == "ann" && password == "swordfish" {
			return false
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="team"`)
		w.WriteHeader(http.StatusUnauthorized)
		return true
	}
	t.Setenv("DOCKER_CONFIG", t.TempDir())
	without := newLab(t, settings{Registries: net.registries("registry.example.com")})
	_, err := without.pull("registry.example.com/team/private:1")
	expectRefusal(t, err, "docker login registry.example.com")

	config, _ := json.Marshal(map[string]any{"auths": map[string]any{
		strings.TrimPrefix(net.server.URL, "http://"): map[string]string{"auth": base64.StdEncoding.EncodeToString([]byte("ann:swordfish"))},
	}})
	if err := os.WriteFile(filepath.Join(os.Getenv("DOCKER_CONFIG"), "config.json"), config, 0o600); err != nil {
		t.Fatal(err)
	}
	lab := newLab(t, settings{Registries: net.registries("registry.example.com")})
	got, err := lab.pull("registry.example.com/team/private:1")
	expectSame(t, want, got, err)
}

func TestWhatARegistryDoesNotHaveIsSaidWithItsName(t *testing.T) {
	net := newInternet(t)
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	_, err := lab.pull("nginx:1.27.O")
	expectRefusal(t, err, "docker.io has no docker.io/library/nginx:1.27.O")
}

func TestARegistryThatCannotBeReachedIsSaidAndNotAskedAgainAtOnce(t *testing.T) {
	net := newInternet(t)
	registries := net.registries("docker.io")
	net.server.Close()
	lab := newLab(t, settings{Registries: registries})
	_, err := lab.pull("nginx:1.27.0")
	expectRefusal(t, err, "docker.io cannot be reached from this machine", "cdknomad lab image load")
}

func TestTooManyPullsAreSaid(t *testing.T) {
	net := newInternet(t)
	net.answer = func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusTooManyRequests)
		return true
	}
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	_, err := lab.pull("nginx:1.27.0")
	expectRefusal(t, err, "docker.io allows no more pulls for now")
}

func TestALayerThatIsNotWhatItsDigestSaysIsNotKept(t *testing.T) {
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	net.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/blobs/") {
			w.Write([]byte("something else"))
			return true
		}
		return false
	}
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	if _, err := lab.pull("nginx:1.27.0"); err == nil {
		t.Fatal("it was pulled")
	}
	blobs, _ := filepath.Glob(filepath.Join(lab.settings.Cache, "blobs", "sha256", "*"))
	if len(blobs) != 1 { // the manifest
		t.Errorf("kept %v", blobs)
	}
}

func TestAnOfflineLabAsksNoRegistry(t *testing.T) {
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	lab := newLab(t, settings{Offline: true, Registries: net.registries("docker.io")})
	_, err := lab.pull("nginx:1.27.0")
	expectRefusal(t, err, "this lab asks no registry", "cdknomad lab image load docker-daemon:library/nginx:1.27.0")
}

func TestANodeCannotAskWhatListensOnTheLoopbackOfThisMachine(t *testing.T) {
	net := newInternet(t)
	net.push("team/app:1")
	net.answer = func(_ http.ResponseWriter, r *http.Request) bool {
		t.Errorf("asked for %s", r.URL)
		return false
	}
	lab := newLab(t, settings{})
	_, port, _ := strings.Cut(strings.TrimPrefix(net.server.URL, "http://"), ":")
	_, err := lab.pull("127.0.0.2:" + port + "/team/app:1")
	expectRefusal(t, err, "is this machine itself")
}
