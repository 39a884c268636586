package main

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/random"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

// pushable is the address on the user's machine that images are pushed to, and that address on a node.
func (l *testLab) pushable() (here, onNode string) {
	l.t.Helper()
	proxy, err := newProxy(l.settings)
	if err != nil {
		l.t.Fatal(err)
	}
	pushes := httptest.NewServer(newPushes(proxy.mirror))
	l.t.Cleanup(pushes.Close)
	registry := httptest.NewServer(proxy)
	l.t.Cleanup(registry.Close)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		l.t.Fatal(err)
	}
	onNode = listener.Addr().String()
	listener.Close()
	go relay(onNode, registry.Listener.Addr().String())
	for range 100 {
		if connection, err := net.Dial("tcp", onNode); err == nil {
			connection.Close()
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	port := func(address string) string { return "localhost:" + address[strings.LastIndex(address, ":")+1:] }
	return port(pushes.Listener.Addr().String()), port(onNode)
}

func push(t *testing.T, to string, image v1.Image) error {
	t.Helper()
	reference, err := name.ParseReference(to, name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	return remote.Write(reference, image, remote.WithRetryBackoff(remote.Backoff{Steps: 1}))
}

// pullPlain pulls without the proxy, as engines do from localhost.
func pullPlain(t *testing.T, from string) (v1.Image, error) {
	t.Helper()
	reference, err := name.ParseReference(from, name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	pulled, err := remote.Image(reference, remote.WithRetryBackoff(remote.Backoff{Steps: 1}))
	if err != nil {
		return nil, err
	}
	return pulled, readLayers(pulled)
}

func TestAPushedImageIsPulledOnANodeByTheSameName(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	here, onNode := lab.pushable()
	want := someImage(t)
	if err := push(t, here+"/team/app:1", want); err != nil {
		t.Fatal(err)
	}
	got, err := pullPlain(t, onNode+"/team/app:1")
	expectSame(t, want, got, err)
	digest, _ := want.Digest()
	got, err = pullPlain(t, onNode+"/team/app@"+digest.String())
	expectSame(t, want, got, err)
	images, err := list(store{lab.settings.Cache})
	if err != nil || len(images) != 1 || images[0].Name != "localhost/team/app:1" || images[0].Source != sourcePushed {
		t.Errorf("got %v, %v", images, err)
	}
	newer := someImage(t)
	if err := push(t, here+"/team/app:1", newer); err != nil {
		t.Fatal(err)
	}
	got, err = pullPlain(t, onNode+"/team/app:1")
	expectSame(t, newer, got, err)
}

func TestAnImageThatWasNotPushedIsMissedWithWhatToDo(t *testing.T) {
	net := newInternet(t)
	net.push("localhost/app:1")
	_, onNode := newLab(t, settings{Registries: net.registries("docker.io", "localhost")}).pushable()
	_, err := pullPlain(t, onNode+"/app:1")
	expectRefusal(t, err, "no lab has localhost/app:1", "push it", "cdknomad lab image load")
}

func TestAnImageThatPodmanNamesIsLoadedAndPulled(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	_, onNode := lab.pushable()
	want := someImage(t)
	records, err := load(store{lab.settings.Cache}, saved(t, want, "localhost/app:1"), "")
	if err != nil || len(records) != 1 || records[0].Name != "localhost/app:1" {
		t.Fatalf("got %v, %v", records, err)
	}
	got, err := pullPlain(t, onNode+"/app:1")
	expectSame(t, want, got, err)
}

func TestANodeCannotPush(t *testing.T) {
	_, onNode := newLab(t, settings{Offline: true}).pushable()
	expectRefusal(t, push(t, onNode+"/app:1", someImage(t)), "a node cannot push images")
}

func request(t *testing.T, method, url string, body []byte, headers map[string]string) (int, string) {
	t.Helper()
	sent, err := http.NewRequest(method, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for key, value := range headers {
		if key == "Host" {
			sent.Host = value
		}
		sent.Header.Set(key, value)
	}
	response, err := http.DefaultClient.Do(sent)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var text bytes.Buffer
	text.ReadFrom(response.Body)
	return response.StatusCode, text.String()
}

func TestAPageInABrowserCannotPush(t *testing.T) {
	here, _ := newLab(t, settings{Offline: true}).pushable()
	for _, headers := range []map[string]string{{"Host": "evil.example.com"}, {"Origin": "https://evil.example.com"}} {
		if status, text := request(t, http.MethodPost, "http://"+here+"/v2/app/blobs/uploads/", nil, headers); status != http.StatusForbidden {
			t.Errorf("%v: got %d %s", headers, status, text)
		}
	}
}

func TestWhatCannotBePushedIsRefusedAndLeavesNoName(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	here, _ := lab.pushable()
	other, err := random.Image(100, 1)
	if err != nil {
		t.Fatal(err)
	}
	config, _ := other.ConfigFile()
	config = config.DeepCopy()
	config.OS, config.Architecture = "linux", "s390x"
	other, err = mutate.ConfigFile(other, config)
	if err != nil {
		t.Fatal(err)
	}
	expectRefusal(t, push(t, here+"/app:1", other), "is for linux/s390x; the nodes of a lab are linux/")
	whole, _ := someImage(t).RawManifest()
	status, text := request(t, http.MethodPut, "http://"+here+"/v2/app/manifests/1", whole, nil)
	if status != http.StatusBadRequest || !strings.Contains(text, "has not been pushed; push again") {
		t.Errorf("got %d %s", status, text)
	}
	status, text = request(t, http.MethodPost, "http://"+here+"/v2/app/blobs/uploads/?digest=sha256:"+strings.Repeat("0", 64), []byte("x"), nil)
	if status != http.StatusBadRequest || !strings.Contains(text, "the content has digest sha256:") {
		t.Errorf("got %d %s", status, text)
	}
	status, text = request(t, http.MethodPut, "http://"+here+"/v2/app/manifests/1", []byte("{"), nil)
	if status != http.StatusBadRequest || !strings.Contains(text, "the manifest is not JSON") {
		t.Errorf("got %d %s", status, text)
	}
	if status, _ := request(t, http.MethodPut, "http://"+here+"/v2/../../x/manifests/1", whole, nil); status < 300 {
		t.Errorf("got %d for a path out of the store", status)
	}
	if records, _ := (store{lab.settings.Cache}).records(); len(records) != 0 {
		t.Errorf("left %v", records)
	}
	if left, _ := filepath.Glob(filepath.Join(store{lab.settings.Cache}.uploads(), "*")); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func TestPruneDoesNotTakeWhatWasLoadedOrPushedForWhatCanBePulledAgain(t *testing.T) {
	lab := newLab(t, settings{Offline: true})
	here, _ := lab.pushable()
	if err := push(t, here+"/app:1", someImage(t)); err != nil {
		t.Fatal(err)
	}
	result, err := prune(store{lab.settings.Cache}, pruneRules{pulledOnly: true})
	if err != nil || len(result.Names) != 0 {
		t.Errorf("pruned %v, %v", result, err)
	}
	result, err = prune(store{lab.settings.Cache}, pruneRules{dryRun: true})
	if err != nil || len(result.Names) != 1 || result.Bytes == 0 {
		t.Errorf("would prune %v, %v", result, err)
	}
	if records, _ := (store{lab.settings.Cache}).records(); len(records) != 1 {
		t.Errorf("a dry run left %v", records)
	}
}

// smallDisk returns a folder with room for little.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := mountSmall(dir); err != nil {
		t.Skipf("a small file system cannot be mounted: %v", err)
	}
	t.Cleanup(func() { unmount(dir) })
	return dir
}

func TestNoSpaceIsSaidAndNothingIsHalfKept(t *testing.T) {
	big, err := random.Image(200_000, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("load", func(t *testing.T) {
		cache := store{smallDisk(t)}
		_, err := load(cache, saved(t, big, "some/app:1"), "")
		expectRefusal(t, err, "no space left for images in "+cache.dir, "cdknomad cache prune")
		expectNothing(t, cache)
	})
	t.Run("push", func(t *testing.T) {
		lab := newLab(t, settings{Cache: smallDisk(t), Offline: true})
		here, _ := lab.pushable()
		err := push(t, here+"/app:1", big)
		expectRefusal(t, err, "no space left for images in ")
		expectNothing(t, store{lab.settings.Cache})
	})
	t.Run("pull", func(t *testing.T) {
		net := newInternet(t)
		net.pushImage("library/app:1", big)
		lab := newLab(t, settings{Cache: smallDisk(t), Registries: net.registries("docker.io")})
		_, err := lab.pull("app:1")
		expectRefusal(t, err, "no space left for images in ")
		if parts, _ := filepath.Glob(filepath.Join(lab.settings.Cache, "blobs", "sha256", ".part-*")); len(parts) != 0 {
			t.Errorf("left %v", parts)
		}
	})
}

func expectNothing(t *testing.T, cache store) {
	t.Helper()
	if records, _ := cache.records(); len(records) != 0 {
		t.Errorf("left %v", records)
	}
	if parts, _ := filepath.Glob(filepath.Join(cache.dir, "blobs", "sha256", ".part-*")); len(parts) != 0 {
		t.Errorf("left %v", parts)
	}
	// An upload that the engine has given up is empty, and prune removes it.
	uploads, _ := filepath.Glob(filepath.Join(cache.uploads(), "*"))
	for _, path := range uploads {
		if info, err := os.Stat(path); err == nil && info.Size() > 200_000 {
			t.Errorf("left %s", path)
		}
	}
}

func TestNamesAreGivenToAllImagesOfAFileOrToNone(t *testing.T) {
	cache := store{t.TempDir()}
	before := record{Name: "docker.io/some/a:1", Digest: "sha256:old"}
	if err := cache.name(before); err != nil {
		t.Fatal(err)
	}
	blocked := cache.recordPath("docker.io/some/c:1")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	var records []record
	for _, called := range []string{"a", "b", "c"} {
		records = append(records, record{Name: "docker.io/some/" + called + ":1", Digest: "sha256:new"})
	}
	if err := cache.nameAll(records); err == nil {
		t.Fatal("no error")
	}
	os.RemoveAll(blocked)
	if got, err := cache.records(); err != nil || len(got) != 1 || got[0].Digest != "sha256:old" {
		t.Errorf("left %v, %v", got, err)
	}
}
