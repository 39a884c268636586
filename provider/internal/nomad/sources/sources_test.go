package sources_test

import (
	"testing"

	"cdknomad/provider/internal/nomad"
	"cdknomad/provider/internal/source/sourcetest"
)

func TestEachDataSourceHasTheValuesOfTheOfficialProvider(t *testing.T) {
	sourcetest.Run(t, nomad.New, "testdata")
}
