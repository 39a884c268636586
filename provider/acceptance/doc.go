// Package acceptance tests the providers through terraform against a real cluster. NOMAD_ADDR and NOMAD_TOKEN name it:
// a throwaway one with ACLs, the raw_exec driver and a management token. Without them the tests are skipped.
package acceptance
