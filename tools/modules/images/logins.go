package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
)

// tokenPath is where engines exchange the login of a task for a token.
const tokenPath = "/cdknomad/token"

// login is what the auth block of a task contains; the zero value is a task without one. It is never logged.
type login struct{ user, password string }

func (l login) isSet() bool { return l != login{} }

// key is different for each login, and does not contain it.
func (l login) key(what string) string {
	if !l.isSet() {
		return what
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q", l.user, l.password))
	return what + " " + hex.EncodeToString(sum[:])
}

type loginKey struct{}

// loginOf returns the login of the task that an image is pulled for.
func loginOf(ctx context.Context) login {
	found, _ := ctx.Value(loginKey{}).(login)
	return found
}

// logins gives tokens to engines, as the token server of a registry does. An engine shows the login of a task only to a registry that
// asks for a token, and gets one without a login, too.
//
// See https://distribution.github.io/distribution/spec/auth/token/
type logins struct {
	mu      sync.Mutex
	byToken map[string]login
	tokens  map[login]string
}

func newLogins() *logins {
	return &logins{byToken: map[string]login{}, tokens: map[login]string{}}
}

// answer gives a token for a login, or for none.
func (l *logins) answer(w http.ResponseWriter, r *http.Request) {
	user, password, _ := r.BasicAuth()
	if r.Method == http.MethodPost {
		if r.PostFormValue("grant_type") != "password" {
			refusal{http.StatusUnauthorized, "UNSUPPORTED", "a lab supports logins with a user and a password only"}.write(w)
			return
		}
		user, password = r.PostFormValue("username"), r.PostFormValue("password")
	}
	token := l.token(login{user, password})
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"token": token, "access_token": token, "expires_in": 3600})
}

func (l *logins) token(of login) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if token, ok := l.tokens[of]; ok {
		return token
	}
	token := rand.Text()
	l.tokens[of], l.byToken[token] = token, of
	return token
}

// identify adds the login to the context of a request; without a token it asks for one and returns false.
func (l *logins) identify(w http.ResponseWriter, r *http.Request, scheme string) (*http.Request, bool) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	l.mu.Lock()
	found, ok := l.byToken[token]
	l.mu.Unlock()
	if ok {
		return r.WithContext(context.WithValue(r.Context(), loginKey{}, found)), true
	}
	w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="%s://%s%s",service="%s"`, scheme, r.Host, tokenPath, r.Host))
	refusal{http.StatusUnauthorized, "UNAUTHORIZED", "a token is needed"}.write(w)
	return nil, false
}
