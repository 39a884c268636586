// Package volume is what the resource types of volumes have in common: how a size is written, what a volume may be used
// for, who uses it, and the listing from which a refresh is answered.
package volume
