package sources_test

import (
	"testing"

	"cdknomad/provider/internal/consul"
	"cdknomad/provider/internal/source/sourcetest"
)

func TestEachDataSourceHasTheValuesOfTheOfficialProvider(t *testing.T) {
	sourcetest.Run(t, consul.New, "testdata")
}
