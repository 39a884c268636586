// Package cert is the part of client-go's package that Consul uses.
package cert

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
)

// ParseCertsPEM returns the certificates of a text in PEM, which has at least one.
func ParseCertsPEM(text []byte) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" || len(block.Headers) != 0 {
			continue
		}
		one, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return all, err
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		return nil, errors.New("data does not contain any valid RSA or ECDSA certificates")
	}
	return all, nil
}
