package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

const (
	// dialLimit is short, so that a pull without a network fails while its user still looks.
	dialLimit = 4 * time.Second
	// manifestLimit is for a manifest with everything before it, such as the login.
	manifestLimit = 20 * time.Second
	// downFor is how long a registry that could not be reached is not asked again.
	downFor = 15 * time.Second
)

// answerLimit is for the first byte of an answer; the content may take as long as it needs.
var answerLimit = 10 * time.Second

// stallLimit is how long the content of a blob may stand still.
var stallLimit = 30 * time.Second

// upstream asks the registries that images come from, with the credentials and proxies of this machine's user.
type upstream struct {
	// servers are other addresses for registries, such as {"docker.io": "http://127.0.0.1:5001"}.
	servers map[string]string
	options []remote.Option

	mu   sync.Mutex
	down map[string]failure
}

// failure is why and when a registry could not be reached.
type failure struct {
	at  time.Time
	err error
}

func newUpstream(servers map[string]string) *upstream {
	dialer := &net.Dialer{Timeout: dialLimit, Control: newLoopback(servers).control}
	return &upstream{
		servers: servers,
		down:    map[string]failure{},
		options: []remote.Option{
			remote.WithUserAgent("cdknomad"),
			remote.WithTransport(newPlain(servers, &http.Transport{
				Proxy:                 http.ProxyFromEnvironment,
				DialContext:           dialer.DialContext,
				TLSHandshakeTimeout:   dialLimit,
				ResponseHeaderTimeout: answerLimit,
				MaxIdleConnsPerHost:   8,
				IdleConnTimeout:       time.Minute,
			})),
			// Nomad and the drivers try again; a user waits for the answer.
			remote.WithRetryBackoff(remote.Backoff{Duration: 200 * time.Millisecond, Factor: 1, Steps: 2}),
			remote.WithRetryPredicate(isWorthRetrying),
		},
	}
}

// isWorthRetrying reports whether a request was cut off. A registry that does not answer in time is not asked twice, because the user
// waits.
func isWorthRetrying(err error) bool {
	var network net.Error
	if errors.As(err, &network) && network.Timeout() {
		return false
	}
	for _, cut := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.EPIPE, syscall.ECONNRESET, net.ErrClosed} {
		if errors.Is(err, cut) {
			return true
		}
	}
	return false
}

// optionsFor are the options of a request: with the login of the task that asks, else with that of this machine's user.
func (u *upstream) optionsFor(ctx context.Context) []remote.Option {
	options := append([]remote.Option{remote.WithContext(ctx)}, u.options...)
	if task := loginOf(ctx); task.isSet() {
		return append(options, remote.WithAuth(&authn.Basic{Username: task.user, Password: task.password}))
	}
	return append(options, remote.WithAuthFromKeychain(authn.DefaultKeychain))
}

// manifest returns the manifest or index that an image's name points to.
func (u *upstream) manifest(ctx context.Context, i image) (*remote.Descriptor, error) {
	reference, err := u.reference(i)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, manifestLimit)
	defer cancel()
	return ask(u, i, func() (*remote.Descriptor, error) {
		return remote.Get(reference, u.optionsFor(ctx)...)
	})
}

// digest returns the digest that a tag points to now. Docker Hub does not count this as a pull.
func (u *upstream) digest(ctx context.Context, i image) (v1.Hash, error) {
	reference, err := u.reference(i)
	if err != nil {
		return v1.Hash{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, manifestLimit)
	defer cancel()
	return ask(u, i, func() (v1.Hash, error) {
		found, err := remote.Head(reference, u.optionsFor(ctx)...)
		if err == nil {
			return found.Digest, nil
		}
		// Some registries answer HEAD with an error, or without a digest.
		var answered *transport.Error
		if ctx.Err() != nil || isDenied(err) || errors.As(err, &answered) && answered.StatusCode == http.StatusNotFound {
			return v1.Hash{}, err
		}
		got, err := remote.Get(reference, u.optionsFor(ctx)...)
		if err != nil {
			return v1.Hash{}, err
		}
		return got.Digest, nil
	})
}

// blob returns a layer or a configuration; reading it verifies the digest.
func (u *upstream) blob(ctx context.Context, i image) (v1.Layer, error) {
	reference, err := u.reference(i)
	if err != nil {
		return nil, err
	}
	digest, ok := reference.(name.Digest)
	if !ok {
		return nil, fmt.Errorf("%s: a blob has a digest", i)
	}
	return ask(u, i, func() (v1.Layer, error) {
		return remote.Layer(digest, u.optionsFor(ctx)...)
	})
}

// reference returns where to ask for an image.
func (u *upstream) reference(i image) (name.Reference, error) {
	registry := i.registry
	if server, ok := u.servers[i.registry]; ok {
		_, registry = splitServer(server)
	}
	if registry == hub {
		registry = name.DefaultRegistry
	}
	separator := ":"
	if _, ok := i.digest(); ok {
		separator = "@"
	}
	return name.ParseReference(registry + "/" + i.repository + separator + i.reference)
}

// ask runs a request, unless the registry could not be reached a moment ago.
func ask[T any](u *upstream, i image, request func() (T, error)) (T, error) {
	u.mu.Lock()
	last, isDown := u.down[i.registry]
	u.mu.Unlock()
	if isDown && time.Since(last.at) < downFor {
		var none T
		return none, last.err
	}
	answer, err := request()
	var answered *transport.Error
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.down, i.registry)
	if err != nil && !errors.As(err, &answered) && !errors.Is(err, context.Canceled) {
		u.down[i.registry] = failure{time.Now(), err}
	}
	return answer, err
}
