package election

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// notKnown ends the error of a write of which it is not known whether it was carried out.
const notKnown = "the leader was lost during this write, and whether it was carried out is not known; plan again, which shows it (no-leader)"

// IsUnclear reports whether an error leaves open whether its write was carried out.
func IsUnclear(err error) bool { return err != nil && strings.Contains(err.Error(), notKnown) }

// Write is a write that must not be carried out twice.
type Write[T any] struct {
	Do func() (T, error)
	// Find looks for the result of the write. It must read what the leader has, and nothing older.
	Find func() (found T, isThere bool, err error)
	// IsGuarded is whether the server refuses the second one of two such writes, because of an index, an id, or a name.
	IsGuarded bool
}

// ErrRefused is the error of a write whose answer says that it was not carried out because of its index.
var ErrRefused = errors.New("another client wrote it first")

// attempts is how often a write is sent that was certainly not carried out, or that cannot be carried out twice.
const attempts = 5

// settling is how long a former leader may take to carry out what it had received, after the connection to it ended.
var settling = 2 * time.Second

// Once carries out a write exactly once, also if the leader is lost on the way.
//
// The log of a new leader has everything that was or will be carried out, so what it does not have after the former one has given up its
// leadership, it will never have. If only the connection to the former leader ended, that one may still be at work: an unguarded write is
// then looked for, and never repeated.
func Once[T any](write Write[T]) (T, error) {
	result, err := write.Do()
	for attempt := 1; IsUnclear(err) && attempt < attempts; attempt++ {
		isLost := isUncommitted(err)
		if !isLost {
			time.Sleep(settling)
		}
		if found, isThere, readErr := write.Find(); readErr != nil {
			return result, err
		} else if isThere {
			return found, nil
		}
		if !isLost && !write.IsGuarded {
			return result, err
		}
		first := err
		if result, err = write.Do(); err != nil && !IsUnclear(err) {
			// The server may have refused this one because of the first one.
			if found, isThere, readErr := write.Find(); readErr == nil && isThere {
				return found, nil
			} else if readErr != nil {
				return result, first
			}
		}
	}
	return result, err
}

// isUncommitted reports whether the former leader itself answered that it lost its leadership.
func isUncommitted(err error) bool {
	return slices.ContainsFunc(known.Uncommitted, func(words string) bool {
		return strings.Contains(err.Error(), words+"; "+notKnown)
	})
}

// Only returns the one object that can be the result of a write: nothing if none was found, and an error if there are several.
//
// what names such objects in the plural.
func Only[T any](found []T, what string) (only T, isThere bool, err error) {
	switch len(found) {
	case 0:
		return only, false, nil
	case 1:
		return found[0], true, nil
	}
	return only, false, fmt.Errorf("%d %s like this one were created during the election", len(found), what)
}
