package ephemerals_test

import (
	"testing"

	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/source/sourcetest"
)

func TestEachEphemeralResourceReturnsWhatTheServerAnswers(t *testing.T) {
	sourcetest.Ephemerals.Run(t, nomad.New, "testdata")
}
