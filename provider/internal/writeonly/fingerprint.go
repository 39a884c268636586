// Package writeonly notices changes of write-only arguments, whose values Terraform keeps neither in a plan nor in the state. The
// state has a fingerprint of the value in their place.
package writeonly

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
)

// scheme is before each fingerprint, so that another function can follow one day.
const scheme = "pbkdf2-sha256-600000"

// iterations makes each guess slow. A reader of the state can try passwords against a fingerprint, and a salt or the key of an HMAC
// that is in the same state does not hinder that: only the time of a guess does. The number is what OWASP recommends.
const iterations = 600_000

// NewSalt returns the salt of a new resource. The resource keeps it: Terraform plans a second time when it applies, passes nothing from
// the first plan, and requires the same fingerprint.
func NewSalt() string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // it never fails
	return base64.RawStdEncoding.EncodeToString(salt)
}

// SaltOf returns the salt of a fingerprint; empty if the text is no fingerprint of this scheme.
func SaltOf(fingerprint string) string {
	parts := strings.Split(fingerprint, ":")
	if len(parts) != 3 || parts[0] != scheme {
		return ""
	}
	return parts[1]
}

// known are the fingerprints of this process by the SHA-256 of salt and value: a refresh, a plan, and an apply need the same ones.
var known sync.Map

// Of returns the fingerprint of a value with a salt: the scheme, the salt, and the hash. The value is encoded as JSON, in which the
// keys of a map are sorted.
func Of(salt string, value any) string {
	key, text := keyOf(salt, value)
	if before, found := known.Load(key); found {
		return before.(string)
	}
	hash, err := pbkdf2.Key(sha256.New, text, []byte(salt), iterations, sha256.Size)
	if err != nil {
		panic(err) // only for a key length or a salt that FIPS 140 forbids, and both are constants
	}
	fingerprint := strings.Join([]string{scheme, salt, base64.RawStdEncoding.EncodeToString(hash)}, ":")
	known.Store(key, fingerprint)
	return fingerprint
}

// Trust remembers that a fingerprint is the one of a value, because the server says that the value did not change since. So a plan without
// changes computes none.
func Trust(fingerprint string, value any) {
	if salt := SaltOf(fingerprint); salt != "" {
		key, _ := keyOf(salt, value)
		known.Store(key, fingerprint)
	}
}

func keyOf(salt string, value any) ([sha256.Size]byte, string) {
	text, _ := json.Marshal(value) // values are texts, and lists and maps of texts
	return sha256.Sum256(append([]byte(salt+":"), text...)), string(text)
}
