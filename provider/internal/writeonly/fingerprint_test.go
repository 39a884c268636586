package writeonly

import (
	"strings"
	"testing"
	"time"
)

func TestAFingerprintIsThatOfTheValueAndTheSaltAndHasNeitherValueNorName(t *testing.T) {
	salt, other := NewSalt(), NewSalt()
	if salt == other {
		t.Fatal("two salts are equal")
	}
	first := Of(salt, map[string]string{"password": "planted", "user": "ann"})
	if again := Of(salt, map[string]string{"user": "ann", "password": "planted"}); again != first {
		t.Errorf("got %s and %s for the same map", first, again)
	}
	for name, changed := range map[string]string{
		"value": Of(salt, map[string]string{"password": "planted2", "user": "ann"}),
		"name":  Of(salt, map[string]string{"password2": "planted", "user": "ann"}),
		"salt":  Of(other, map[string]string{"password": "planted", "user": "ann"}),
	} {
		if changed == first {
			t.Errorf("another %s has the same fingerprint", name)
		}
	}
	if strings.Contains(first, "planted") || strings.Contains(first, "password") {
		t.Errorf("the fingerprint %s has the secret", first)
	}
}

func TestASaltIsReadFromAFingerprintOfThisSchemeOnly(t *testing.T) {
	salt := NewSalt()
	if got := SaltOf(Of(salt, "x")); got != salt {
		t.Errorf("got %q, want %q", got, salt)
	}
	for _, text := range []string{"", "x", "sha256:" + salt + ":x", scheme + ":" + salt} {
		if got := SaltOf(text); got != "" {
			t.Errorf("%q: got %q, want nothing", text, got)
		}
	}
}

// A state that was read by others is safe only for as long as a guess takes.
func TestAGuessIsSlowAndARepeatedQuestionIsNot(t *testing.T) {
	salt := NewSalt()
	began := time.Now()
	Of(salt, "guess")
	once := time.Since(began)
	if once < 5*time.Millisecond {
		t.Errorf("a guess took %s, want at least 5 ms", once)
	}
	began = time.Now()
	for range 10 {
		Of(salt, "guess")
	}
	if again := time.Since(began); again > once {
		t.Errorf("ten repetitions took %s, and the first time %s", again, once)
	}
}

func TestATrustedFingerprintIsNotComputed(t *testing.T) {
	fingerprint := strings.Join([]string{scheme, NewSalt(), "not computed"}, ":")
	Trust(fingerprint, "value")
	if got := Of(SaltOf(fingerprint), "value"); got != fingerprint {
		t.Errorf("got %s, want %s", got, fingerprint)
	}
	if got := Of(SaltOf(fingerprint), "other value"); got == fingerprint {
		t.Error("another value has the trusted fingerprint")
	}
}
