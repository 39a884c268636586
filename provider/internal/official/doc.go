// Package official compares our schemas with those of the official providers.
package official
