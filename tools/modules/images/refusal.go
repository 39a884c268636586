package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"github.com/google/go-containerregistry/pkg/v1/remote/transport"
)

// refusal is an answer to a node that container engines show to their user. They show the message of a status below 500 only.
type refusal struct {
	status  int
	code    string
	message string
}

func (r refusal) Error() string { return r.message }

func (r refusal) write(w http.ResponseWriter) {
	type one struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(r.status)
	json.NewEncoder(w).Encode(map[string][]one{"errors": {{r.code, r.message}}})
}

// errOffline is the answer of a lab that asks no registry.
var errOffline = errors.New("this lab asks no registry (--offline)")

// errNotPushed is the answer for an image that only labs can have.
var errNotPushed = errors.New("no lab has it")

// incomplete is a download that ended early.
type incomplete struct{ error }

func (e incomplete) Unwrap() error { return e.error }

// isDenied reports whether a registry does not give an image to a user.
func isDenied(err error) bool {
	var answered *transport.Error
	return errors.As(err, &answered) && (answered.StatusCode == http.StatusUnauthorized || answered.StatusCode == http.StatusForbidden)
}

// refused says in the words of a registry why there is no image, and what a user can do.
func refused(i image, task login, err error) refusal {
	load := fmt.Sprintf("cdknomad lab image load docker-daemon:%s", strings.TrimPrefix(i.String(), hub+"/"))
	var answered *transport.Error
	if errors.As(err, &answered) {
		switch answered.StatusCode {
		case http.StatusUnauthorized, http.StatusForbidden:
			if task.isSet() {
				return refusal{http.StatusForbidden, "DENIED", fmt.Sprintf(
					"%s does not give %s to user %q: it does not exist, or the login in the task's auth block is wrong", i.registry, i, task.user)}
			}
			return refusal{http.StatusForbidden, "DENIED", fmt.Sprintf(
				"%s does not give %s to this machine's user: it does not exist, or it needs the task's auth block or `docker login %s` on this machine", i.registry, i, i.registry)}
		case http.StatusNotFound:
			return refusal{http.StatusNotFound, "MANIFEST_UNKNOWN", fmt.Sprintf("%s has no %s", i.registry, i)}
		case http.StatusTooManyRequests:
			return refusal{http.StatusForbidden, "TOOMANYREQUESTS", fmt.Sprintf(
				"%s allows no more pulls for now; log in with `docker login %s` on this machine, or use `%s`", i.registry, i.registry, load)}
		}
		return refusal{http.StatusNotFound, "MANIFEST_UNKNOWN", fmt.Sprintf("%s answered %d when asked for %s", i.registry, answered.StatusCode, i)}
	}
	var broken incomplete
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return refusal{http.StatusNotFound, "UNKNOWN", fmt.Sprintf("%s cannot be kept: %v", i, err)}
	case errors.Is(err, errNotPushed):
		return refusal{http.StatusNotFound, "MANIFEST_UNKNOWN", fmt.Sprintf(
			"no lab has %s; push it to the address in `cdknomad lab status`, or use `cdknomad lab image load`", i)}
	case errors.As(err, &broken):
		return refusal{http.StatusNotFound, "UNKNOWN", fmt.Sprintf("the download of %s failed: %s", i, cause(broken.error))}
	}
	if errors.Is(err, errOffline) {
		return refusal{http.StatusNotFound, "MANIFEST_UNKNOWN", fmt.Sprintf("%s: %v; give it the image with `%s`", i, err, load)}
	}
	return refusal{http.StatusNotFound, "MANIFEST_UNKNOWN", fmt.Sprintf(
		"%s cannot be reached from this machine: %s; if the image is on this machine, use `%s`", i.registry, cause(err), load)}
}

// cause leaves out the address of a request, which can contain credentials.
func cause(err error) string {
	var request *url.Error
	if errors.As(err, &request) {
		return request.Err.Error()
	}
	return err.Error()
}

// reason says in a few words why the image of a registry cannot be had.
func reason(i image, err error) string {
	var answered *transport.Error
	switch {
	case errors.Is(err, errOffline):
		return err.Error()
	case isDenied(err):
		return i.registry + " needs a login"
	case errors.As(err, &answered) && answered.StatusCode == http.StatusNotFound:
		return i.registry + " does not have it"
	case errors.As(err, &answered):
		return fmt.Sprintf("%s answers %d", i.registry, answered.StatusCode)
	}
	return i.registry + " cannot be reached from this machine"
}
