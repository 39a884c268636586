package enterprise

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTheCommunityEditionIsAskedOnceAndRefusesWhatItDoesNotHave(t *testing.T) {
	places := func(namespace, partition string) []Value {
		return Places(types.StringValue(namespace), types.StringValue(partition))
	}
	const why = ", and the servers run the Community edition of Consul, which has no "
	for name, test := range map[string]struct {
		status   int
		self     string
		values   []Value
		want     []string
		requests int
	}{
		"community": {200, `{"Config": {"Version": "1.21.0", "VersionMetadata": ""}, "Member": {"Tags": {"build": "1.21.0:4e96098f"}}}`, places("apps", "team"), []string{
			`namespace: got "apps"` + why + `namespaces; leave it out, or use Consul Enterprise`,
			`partition: got "team"` + why + `partitions; leave it out, or use Consul Enterprise`,
		}, 1},
		"enterprise":           {200, `{"Config": {"Version": "1.21.0+ent"}}`, places("apps", "team"), nil, 1},
		"enterprise, metadata": {200, `{"Config": {"Version": "1.21.0", "VersionMetadata": "ent"}}`, places("apps", ""), nil, 1},
		"no right to know":     {403, "Permission denied", places("apps", ""), nil, 1},
		"nothing set":          {200, `{"Config": {"Version": "1.21.0"}}`, places("", ""), nil, 0},
		"not known yet":        {200, `{"Config": {"Version": "1.21.0"}}`, Places(types.StringUnknown(), types.StringNull()), nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			requests := 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				requests++
				w.WriteHeader(test.status)
				fmt.Fprint(w, test.self)
			}))
			defer server.Close()
			client, err := api.NewClient(&api.Config{Address: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if got := Refused(t.Context(), client, slices.Clone(test.values)); !slices.Equal(got, test.want) {
					t.Errorf("got %q, want %q", got, test.want)
				}
			}
			if requests != test.requests {
				t.Errorf("%d requests, want %d", requests, test.requests)
			}
		})
	}
	if got := Refused(t.Context(), nil, places("apps", "")); got != nil {
		t.Errorf("without a client: got %q", got)
	}
}
