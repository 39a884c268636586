// Package fuzz gives the providers whatever a configuration may hold.
package fuzz
