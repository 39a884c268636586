package acceptance

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// wordsOfSigningKeys returns the words of two RSA keys with a certificate each, as text and as files. The servers of a lab read the
// files, because they share the temporary folder of this machine.
func wordsOfSigningKeys(t *testing.T) (words []string) {
	t.Helper()
	folder := t.TempDir()
	add := func(name, path string, block *pem.Block) {
		text := pem.EncodeToMemory(block)
		file := filepath.Join(folder, name+".pem")
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		words = append(words, name, strings.ReplaceAll(string(text), "\n", `\n`), path, file)
	}
	for _, letter := range []string{"A", "B"} {
		key, err := rsa.GenerateKey(rand.Reader, 2048)
		if err != nil {
			t.Fatal(err)
		}
		template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
		certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
		if err != nil {
			t.Fatal(err)
		}
		add("$pemKey"+letter, "$pathOfKey"+letter, &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
		add("$cert"+letter, "$pathOfCert"+letter, &pem.Block{Type: "CERTIFICATE", Bytes: certificate})
	}
	return words
}

// giveKeyBack writes the key of an auth method in place of "redacted", which Nomad returns for a key but does not accept as one.
func giveKeyBack(written, attributes object) {
	at := func(in object, path ...string) object {
		for _, key := range path {
			in, _ = in[key].(object)
		}
		return in
	}
	if key := at(written, "Config", "OIDCClientAssertion", "PrivateKey"); key["PemKey"] == "redacted" {
		key["PemKey"] = at(attributes, "config", "oidc_client_assertion", "private_key")["pem_key"]
	}
}
