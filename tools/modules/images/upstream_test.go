package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// answering makes the internet answer each request for a manifest with a status and the error of a registry.
func (n *internet) answering(status int, text string) {
	n.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.Contains(r.URL.Path, "/manifests/") {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		w.Write([]byte(text))
		return true
	}
}

func TestEachRefusalOfARegistryIsSaidAndNothingIsKept(t *testing.T) {
	for what, one := range map[string]struct {
		status int
		text   string
		words  []string
	}{
		"401":                   {401, `{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}`, []string{"docker.io does not give docker.io/library/nginx:1.27.0", "docker login docker.io"}},
		"403":                   {403, `{"errors":[{"code":"DENIED","message":"denied"}]}`, []string{"docker.io does not give docker.io/library/nginx:1.27.0", "docker login docker.io"}},
		"404 of a tag":          {404, `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}`, []string{"docker.io has no docker.io/library/nginx:1.27.0"}},
		"404 of a repository":   {404, `{"errors":[{"code":"NAME_UNKNOWN","message":"repository name not known to registry"}]}`, []string{"docker.io has no docker.io/library/nginx:1.27.0"}},
		"404 of another server": {404, `<html>not found</html>`, []string{"docker.io has no docker.io/library/nginx:1.27.0"}},
		"429":                   {429, `{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your unauthenticated pull rate limit."}]}`, []string{"docker.io allows no more pulls for now", "docker login docker.io"}},
		"500":                   {500, `oops`, []string{"docker.io answered 500 when asked for docker.io/library/nginx:1.27.0"}},
		"503":                   {503, ``, []string{"docker.io answered 503 when asked for docker.io/library/nginx:1.27.0"}},
	} {
		t.Run(what, func(t *testing.T) {
			net := newInternet(t)
			net.answering(one.status, one.text)
			lab := newLab(t, settings{Registries: net.registries("docker.io")})
			_, err := lab.pull("nginx:1.27.0")
			expectRefusal(t, err, one.words...)
			expectEmpty(t, store{lab.settings.Cache})
		})
	}
}

func TestARegistryThatNeverAnswersIsAskedOnce(t *testing.T) {
	before := answerLimit
	answerLimit = 300 * time.Millisecond
	t.Cleanup(func() { answerLimit = before })
	net := newInternet(t)
	release := make(chan struct{})
	net.answer = func(http.ResponseWriter, *http.Request) bool {
		<-release
		return true
	}
	t.Cleanup(func() { close(release) })
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	began := time.Now()
	_, err := lab.pull("nginx:1.27.0")
	expectRefusal(t, err, "docker.io cannot be reached from this machine", "timeout awaiting response headers", "cdknomad lab image load")
	// With retries and with the plain HTTP that is tried without TLS, it would be a multiple.
	if took := time.Since(began); took > 4*answerLimit {
		t.Errorf("it took %s", took)
	}
	expectEmpty(t, store{lab.settings.Cache})
}

func TestLabsThatPullTheSameImageAtTheSameTimeShareOneDownload(t *testing.T) {
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	net.blobs.Store(0)
	net.answer = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.URL.Path, "/blobs/") {
			time.Sleep(50 * time.Millisecond)
		}
		return false
	}
	cache := t.TempDir()
	var labs sync.WaitGroup
	for range 4 {
		lab := newLab(t, settings{Cache: cache, Registries: net.registries("docker.io")})
		labs.Go(func() {
			if _, err := lab.pull("nginx:1.27.0"); err != nil {
				t.Error(err)
			}
		})
	}
	labs.Wait()
	if got := net.blobs.Load(); got != 2 { // the two layers
		t.Errorf("%d downloads of two blobs", got)
	}
}

// Some registries do not support HEAD (crane digest has the same way out).
func TestLatestIsComparedWithARegistryThatAnswersNoHead(t *testing.T) {
	net := newInternet(t)
	net.answer = func(w http.ResponseWriter, r *http.Request) bool {
		isAsked := r.Method == http.MethodHead && strings.HasPrefix(r.UserAgent(), "cdknomad")
		if isAsked {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
		return isAsked
	}
	net.push("library/app:latest")
	lab := newLab(t, settings{Registries: net.registries("docker.io")})
	if _, err := lab.pull("app"); err != nil {
		t.Fatal(err)
	}
	newest := net.push("library/app:latest")
	got, err := lab.pull("app")
	expectSame(t, newest, got, err)
}

// proxiedTest is the variable with which the next test runs itself: the proxy is read once per process.
const proxiedTest = "CDKNOMAD_TEST_PROXIED"

func TestTheProxyOfTheEnvironmentIsUsed(t *testing.T) {
	if os.Getenv(proxiedTest) != "" {
		lab := newLab(t, settings{Registries: map[string]string{"docker.io": "http://registry.example.com"}})
		if _, err := lab.pull("nginx:1.27.0"); err != nil {
			t.Fatal(err)
		}
		return
	}
	net := newInternet(t)
	net.push("library/nginx:1.27.0")
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Host)
		net.server.Config.Handler.ServeHTTP(w, r)
	}))
	t.Cleanup(proxy.Close)
	command := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), proxiedTest+"=1", "HTTP_PROXY="+proxy.URL, "NO_PROXY=")
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	if len(asked) == 0 || asked[0] != "registry.example.com" {
		t.Errorf("the proxy was asked for %v", asked)
	}
}

func TestWhatWasPushedIsListed(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	here, _ := lab.pushable()
	for _, called := range []string{"/team/app:1", "/team/app:2", "/other:1"} {
		if err := push(t, here+called, someImage(t)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := load(store{lab.settings.Cache}, saved(t, someImage(t), "nginx:1"), ""); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"_catalog":           `200 {"repositories":["other","team/app"]}`,
		"team/app/tags/list": `200 {"name":"team/app","tags":["1","2"]}`,
		"nginx/tags/list":    `404 {"errors":[{"code":"NAME_UNKNOWN","message":"no lab has localhost/nginx"}]}`,
	} {
		status, text := request(t, http.MethodGet, "http://"+here+"/v2/"+path, nil, nil)
		if got := fmt.Sprintf("%d %s", status, strings.TrimSpace(text)); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
