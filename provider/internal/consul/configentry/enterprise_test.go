package configentry

import (
	"slices"
	"testing"

	"github.com/hashicorp/consul/api"
)

func TestFeaturesOfConsulEnterpriseAreFoundInEntries(t *testing.T) {
	for name, test := range map[string]struct {
		kind, text string
		want       []string
	}{
		"intentions": {api.ServiceIntentions, `{"Sources": [{"Name": "web", "Namespace": "apps", "Action": "allow"}, {"Name": "api", "Partition": "team", "SamenessGroup": "all"}]}`,
			[]string{`config_json.Sources[0].Namespace apps`, `config_json.Sources[1].Partition team`, `config_json.Sources[1].SamenessGroup all`}},
		"other case":     {api.ServiceResolver, `{"redirect": {"service": "web", "namespace": "apps"}}`, []string{`config_json.redirect.namespace apps`}},
		"a map of types": {api.ServiceResolver, `{"Failover": {"*": {"Namespace": "apps"}}}`, []string{`config_json.Failover["*"].Namespace apps`}},
		"default":        {api.ServiceIntentions, `{"Sources": [{"Name": "web", "Namespace": "default", "Partition": "default"}]}`, nil},
		"free text":      {api.ServiceDefaults, `{"Protocol": "http", "Meta": {"Namespace": "apps", "partition": "team"}}`, nil},
		"free settings":  {api.ProxyDefaults, `{"Config": {"namespace": "apps"}}`, nil},
		"the whole kind": {api.SamenessGroup, `{"Members": []}`, []string{`kind sameness-group`}},
		"a newer kind":   {"newer-kind", `{"Namespace": "apps"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			document, err := parse(test.text)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, value := range enterpriseValues(test.kind, document) {
				got = append(got, value.Path+" "+value.Got)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
