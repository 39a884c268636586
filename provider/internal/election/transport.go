package election

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"
)

// patience is how long requests wait for a leader. Servers elect one in a few seconds, and in about 15 on a slow network.
const patience = 30 * time.Second

const (
	firstPause = 250 * time.Millisecond
	longPause  = 2 * time.Second
)

// maxBroken is how often a request is sent again whose connection ended before the answer, as it does when the server that has it, such as
// the leader, is lost.
const maxBroken = 5

// maxText is how much of an answer is read to see whether it is about an election.
const maxText = 64 << 10

// Transport repeats requests that fail because the servers have no leader.
type Transport struct {
	http.RoundTripper

	product  string
	patience time.Duration
	pause    time.Duration // before the first repetition

	mu sync.Mutex
	// since is when the servers were first seen without a leader, zero while they have one. All requests share it: with a thousand
	// resources, a plan must not wait a thousand times.
	since time.Time
}

// Await returns a transport that waits for a leader.
//
// product names the program that serves the API, for messages.
func Await(product string, next http.RoundTripper) *Transport {
	return &Transport{RoundTripper: next, product: product, patience: patience, pause: firstPause}
}

// CloseIdleConnections closes those of the transport behind this one.
func (t *Transport) CloseIdleConnections() {
	if behind, can := t.RoundTripper.(interface{ CloseIdleConnections() }); can {
		behind.CloseIdleConnections()
	}
}

// RoundTrip sends a request, and sends it again while the servers elect a leader, if that cannot do anything twice.
func (t *Transport) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := keep(request)
	if err != nil {
		return nil, err
	}
	broken := 0
	for pause := t.pause; ; pause = min(2*pause, longPause) {
		response, err := t.RoundTripper.RoundTrip(withBody(request, body))
		if isBroken(err) && !repeatable(request) {
			return nil, fmt.Errorf("%w; %s", err, notKnown)
		}
		if broken++; isBroken(err) && broken <= maxBroken {
			if waitErr := wait(request.Context(), pause); waitErr != nil {
				return nil, err
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		text, of, err := look(response)
		if err != nil {
			return nil, err
		}
		if of == answered {
			t.lead(request, response)
			return response, nil
		}
		left := t.left()
		switch {
		case of == unclear && !repeatable(request):
			return replace(response, text+"; "+notKnown), nil
		case left <= 0:
			return replace(response, text+"; "+t.advice()), nil
		}
		response.Body.Close()
		if err := wait(request.Context(), min(pause, left)); err != nil {
			return nil, fmt.Errorf("%w during the election of a leader (%s)", err, text)
		}
	}
}

// wait returns the reason if the context ends first.
func wait(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(pause):
		return nil
	}
}

// lead records that the servers have a leader. The agent answers some questions without one.
func (t *Transport) lead(request *http.Request, response *http.Response) {
	if response.StatusCode >= http.StatusInternalServerError ||
		strings.HasPrefix(request.URL.Path, "/v1/agent/") || strings.HasPrefix(request.URL.Path, "/v1/status/") {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.since = time.Time{}
}

// left returns how long requests still wait for a leader.
func (t *Transport) left() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.since.IsZero() {
		t.since = time.Now()
	}
	return t.patience - time.Since(t.since)
}

func (t *Transport) advice() string {
	command := "nomad server members"
	if t.product == "consul" {
		command = "consul operator raft list-peers -stale"
	}
	return fmt.Sprintf("%s had no leader for %s, and nothing can be read or written without one; start as many of its servers as form a majority "+
		"(%s shows them), then run the command again (no-leader)", t.product, t.patience, command)
}

// isBroken reports whether a connection ended after it was made, so that a server may have the request.
func isBroken(err error) bool {
	var operation *net.OpError
	if err == nil || errors.As(err, &operation) && operation.Op == "dial" {
		return false
	}
	for _, end := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE} {
		if errors.Is(err, end) {
			return true
		}
	}
	return false
}

// keep returns the body of a request, for each time that it is sent.
func keep(request *http.Request) ([]byte, error) {
	if request.Body == nil || request.Body == http.NoBody {
		return nil, nil
	}
	defer request.Body.Close()
	return io.ReadAll(request.Body)
}

func withBody(request *http.Request, body []byte) *http.Request {
	if body == nil {
		return request
	}
	sent := request.Clone(request.Context())
	sent.Body = io.NopCloser(bytes.NewReader(body))
	return sent
}

// look reads an answer that may be about an election, and leaves it as it was.
func look(response *http.Response) (text string, of effect, err error) {
	if response.StatusCode < http.StatusInternalServerError {
		return "", answered, nil
	}
	behind := response.Body
	start, err := io.ReadAll(io.LimitReader(behind, maxText))
	if err != nil {
		behind.Close()
		return "", answered, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(start), behind), behind}
	if response.Header.Get("Content-Encoding") == "gzip" {
		start = unpacked(start)
	}
	text = strings.TrimSpace(string(start))
	return text, effectOf(text), nil
}

// unpacked returns nothing if the text is not what its header says.
func unpacked(start []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(start))
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(io.LimitReader(reader, maxText))
	if err != nil {
		return nil
	}
	return text
}

// replace gives an answer another text.
func replace(response *http.Response, text string) *http.Response {
	response.Body.Close()
	response.Body = io.NopCloser(strings.NewReader(text))
	response.ContentLength = int64(len(text))
	response.Header.Del("Content-Encoding")
	response.Header.Del("Content-Length")
	return response
}
