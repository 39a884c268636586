package configentry

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/consul/api"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func document(t *testing.T, text string) object {
	t.Helper()
	parsed, err := parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestEntriesThatMeanTheSameAreTheSame(t *testing.T) {
	for name, c := range map[string]struct {
		kind, a, b string
		same       bool
	}{
		"order of keys":            {"service-defaults", `{"A":1,"B":2}`, `{"B":2,"A":1}`, true},
		"spelling of keys":         {"service-resolver", `{"connect_timeout":"15s"}`, `{"ConnectTimeout":"15s"}`, true},
		"spelling of durations":    {"service-resolver", `{"ConnectTimeout":"60s"}`, `{"ConnectTimeout":"1m0s"}`, true},
		"empty values":             {"service-defaults", `{"Protocol":"http","TransparentProxy":{},"X":null,"Y":false}`, `{"Protocol":"http"}`, true},
		"what consul keeps itself": {"mesh", `{"Kind":"mesh","Hash":1,"CreateIndex":2,"ModifyIndex":3,"Status":{"Conditions":[1]},"P":1}`, `{"P":1}`, true},
		"computed by consul":       {"service-intentions", `{"Sources":[{"Name":"a","Precedence":9,"Type":"consul"}]}`, `{"Sources":[{"Name":"a"}]}`, true},
		"consul's default":         {"http-route", `{"Rules":[{"Services":[{"Name":"a","Weight":1}]}]}`, `{"Rules":[{"Services":[{"Name":"a"}]}]}`, true},
		"not consul's default":     {"http-route", `{"Rules":[{"Services":[{"Name":"a","Weight":2}]}]}`, `{"Rules":[{"Services":[{"Name":"a"}]}]}`, false},
		"order of a list":          {"service-router", `{"Routes":[{"Name":"a"},{"Name":"b"}]}`, `{"Routes":[{"Name":"b"},{"Name":"a"}]}`, false},
		"order that consul sorts":  {"service-intentions", `{"Sources":[{"Name":"a"},{"Name":"b"}]}`, `{"Sources":[{"Name":"b"},{"Name":"a"}]}`, true},
		"another value":            {"service-defaults", `{"Protocol":"http"}`, `{"Protocol":"grpc"}`, false},
		"something less":           {"service-defaults", `{"Protocol":"http"}`, `{}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := same(essential(c.kind, document(t, c.a)), essential(c.kind, document(t, c.b))); got != c.same {
				t.Errorf("%s and %s: same is %t", c.a, c.b, got)
			}
		})
	}
}

func TestWhatChangedOnTheServerIsCarriedIntoTheShapeOfTheConfiguration(t *testing.T) {
	for name, c := range map[string]struct{ config, before, now, want string }{
		"nothing":           {`{"connect_timeout":"60s"}`, `{"ConnectTimeout":"1m0s","Hidden":1}`, `{"ConnectTimeout":"1m0s","Hidden":1}`, `{"connect_timeout":"60s"}`},
		"a value":           {`{"connect_timeout":"60s","B":1}`, `{"ConnectTimeout":"1m0s","B":1,"Hidden":1}`, `{"ConnectTimeout":"5s","B":1,"Hidden":1}`, `{"B":1,"connect_timeout":"5s"}`},
		"a new key":         {`{"A":1}`, `{"A":1}`, `{"A":1,"B":{"C":2}}`, `{"A":1,"B":{"C":2}}`},
		"a key less":        {`{"A":1,"B":2}`, `{"A":1,"B":2}`, `{"A":1}`, `{"A":1}`},
		"what consul added": {`{"A":1}`, `{"A":1,"Added":2}`, `{"A":1,"Added":3}`, `{"A":1,"Added":3}`},
		"inside a list":     {`{"L":[{"a":1},{"a":2}]}`, `{"L":[{"A":1,"H":9},{"A":2,"H":9}]}`, `{"L":[{"A":1,"H":9},{"A":5,"H":9}]}`, `{"L":[{"a":1},{"a":5}]}`},
		"a longer list":     {`{"L":[1]}`, `{"L":[1]}`, `{"L":[1,2]}`, `{"L":[1,2]}`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := render((carrier{}).fields(nil, document(t, c.config), document(t, c.before), document(t, c.now))); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestMisspeltNamesGetTheNearestAndUnknownOnesAreLeftToConsul(t *testing.T) {
	for text, want := range map[string]string{
		`{"Protocl":"http"}`: "config_json.Protocl: consul knows no such key here; did you mean Protocol?",
		`{"upstream_config":{"defaults":{"conect_timeout_ms":1}}}`: "config_json.upstream_config.defaults.conect_timeout_ms: consul knows no such key here; did you mean ConnectTimeoutMs?",
		`{"SomethingOfANewerConsul":1}`:                            "",
		`{"protocol":"http","Meta":{"anything":"goes"}}`:           "",
	} {
		if got := strings.Join(checkNames("service-defaults", document(t, text)), "\n"); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	for kind, want := range map[string]string{
		"service-defaults": "", "of-a-newer-consul": "",
		"service-intention": `kind: consul knows no kind "service-intention"; did you mean service-intentions?`,
	} {
		if got := checkKind(kind); got != want {
			t.Errorf("%s: got %q, want %q", kind, got, want)
		}
	}
}

func TestAnEntryIsWrittenWithKindAndNameAndWithoutWhatConsulKeeps(t *testing.T) {
	for of, want := range map[string]string{"service-defaults": `{"Kind":"service-defaults","Name":"web","Protocol":"a<b"}`, "mesh": `{"Kind":"mesh","Protocol":"a<b"}`} {
		got, err := entry{of, "web", document(t, `{"Protocol":"a<b","Hash":1,"name":"other"}`)}.MarshalJSON()
		if err != nil || string(got) != want {
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
}

func TestWhatIsNoJSONObjectIsAnError(t *testing.T) {
	for text, want := range map[string]string{`{`: "not JSON: unexpected end of JSON input", `[]`: "got []interface {}, want a JSON object"} {
		if _, err := parse(text); err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", text, err, want)
		}
	}
}

// Public reports: hashicorp/consul-k8s 416, hashicorp/terraform-provider-consul 281.
func TestDriftOfAnIntentionIsReportedOnItsSource(t *testing.T) {
	for name, c := range map[string]struct{ config, before, now, want string }{
		"a deny becomes an allow": {
			`{"Sources":[{"Name":"*","Action":"allow"},{"Name":"web","Action":"deny"}]}`,
			`{"Sources":[{"Name":"web","Action":"deny","Precedence":9,"Type":"consul"},{"Name":"*","Action":"allow","Precedence":8,"Type":"consul"}]}`,
			`{"Sources":[{"Name":"web","Action":"allow","Precedence":9,"Type":"consul"},{"Name":"*","Action":"allow","Precedence":8,"Type":"consul"}]}`,
			`{"Sources":[{"Action":"allow","Name":"*"},{"Action":"allow","Name":"web"}]}`,
		},
		"a source is added": {
			`{"Sources":[{"Name":"web","Action":"deny"}]}`,
			`{"Sources":[{"Name":"web","Action":"deny","Precedence":9,"Type":"consul"}]}`,
			`{"Sources":[{"Name":"api","Action":"allow","Precedence":9,"Type":"consul"},{"Name":"web","Action":"deny","Precedence":9,"Type":"consul"}]}`,
			`{"Sources":[{"Action":"deny","Name":"web"},{"Action":"allow","Name":"api"}]}`,
		},
		"the order alone": {
			`{"Sources":[{"Name":"*","Action":"allow"},{"Name":"web","Action":"deny"}]}`,
			`{"Sources":[{"Name":"*","Action":"allow"},{"Name":"web","Action":"deny"}]}`,
			`{"Sources":[{"Name":"web","Action":"deny"},{"Name":"*","Action":"allow"}]}`,
			`{"Sources":[{"Action":"allow","Name":"*"},{"Action":"deny","Name":"web"}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := model{Kind: types.StringValue("service-intentions"), ConfigJSON: types.StringValue(c.config)}
			if follow(&m, document(t, c.before), document(t, c.now)); m.ConfigJSON.ValueString() != c.want {
				t.Errorf("got %s, want %s", m.ConfigJSON.ValueString(), c.want)
			}
		})
	}
}

// What another client adds, removes, or changes in one element leaves the other elements as the configuration spells them, without what
// Consul adds.
func TestDriftOfAListIsReportedOnItsElement(t *testing.T) {
	for name, c := range map[string]struct{ kind, config, before, now, want string }{
		"a listener is added": {
			"ingress-gateway", `{"listeners":[{"port":1,"services":[{"name":"a"}]}]}`,
			`{"Listeners":[{"Port":1,"Protocol":"tcp","Services":[{"Name":"a"}]}]}`,
			`{"Listeners":[{"Port":2,"Protocol":"tcp","Services":[{"Name":"b"}]},{"Port":1,"Protocol":"tcp","Services":[{"Name":"a"}]}]}`,
			`{"listeners":[{"Port":2,"Protocol":"tcp","Services":[{"Name":"b"}]},{"port":1,"services":[{"name":"a"}]}]}`,
		},
		"a service of a listener is added": {
			"ingress-gateway", `{"listeners":[{"port":1,"services":[{"name":"a"}]}]}`,
			`{"Listeners":[{"Port":1,"Protocol":"http","Services":[{"Name":"a","Hidden":1}]}]}`,
			`{"Listeners":[{"Port":1,"Protocol":"http","Services":[{"Name":"b"},{"Name":"a","Hidden":1}]}]}`,
			`{"listeners":[{"port":1,"services":[{"Name":"b"},{"name":"a"}]}]}`,
		},
		"a listener is removed": {
			"api-gateway", `{"listeners":[{"name":"a","port":1},{"name":"b","port":2},{"name":"c","port":3}]}`,
			`{"Listeners":[{"Name":"a","Port":1,"Protocol":"tcp"},{"Name":"b","Port":2,"Protocol":"tcp"},{"Name":"c","Port":3,"Protocol":"tcp"}]}`,
			`{"Listeners":[{"Name":"a","Port":1,"Protocol":"tcp"},{"Name":"c","Port":9,"Protocol":"tcp"}]}`,
			`{"listeners":[{"name":"a","port":1},{"name":"c","port":9}]}`,
		},
		"a consumer is added": {
			"exported-services", `{"services":[{"name":"a","consumers":[{"peer":"x"}]}]}`,
			`{"Services":[{"Name":"a","Namespace":"default","Consumers":[{"Peer":"x","Partition":"p"}]}]}`,
			`{"Services":[{"Name":"a","Namespace":"default","Consumers":[{"Peer":"y"},{"Peer":"x","Partition":"p"}]}]}`,
			`{"services":[{"consumers":[{"Peer":"y"},{"peer":"x"}],"name":"a"}]}`,
		},
		"a target of a failover is added": {
			"service-resolver", `{"failover":{"v1":{"targets":[{"service":"a"}]}}}`,
			`{"Failover":{"v1":{"Targets":[{"Service":"a","H":1}]}}}`,
			`{"Failover":{"v1":{"Targets":[{"Peer":"p"},{"Service":"a","H":1}]}}}`,
			`{"failover":{"v1":{"targets":[{"Peer":"p"},{"service":"a"}]}}}`,
		},
		"the routes of a router are in another order, which counts": {
			"service-router", `{"routes":[{"match":{"http":{"path_prefix":"/a"}}},{"match":{"http":{"path_prefix":"/b"}},"destination":{"request_timeout":"60s"}}]}`,
			`{"Routes":[{"Match":{"HTTP":{"PathPrefix":"/a"}}},{"Match":{"HTTP":{"PathPrefix":"/b"}},"Destination":{"RequestTimeout":"1m0s"}}]}`,
			`{"Routes":[{"Match":{"HTTP":{"PathPrefix":"/b"}},"Destination":{"RequestTimeout":"1m0s"}},{"Match":{"HTTP":{"PathPrefix":"/a"}}}]}`,
			`{"routes":[{"destination":{"request_timeout":"60s"},"match":{"http":{"path_prefix":"/b"}}},{"match":{"http":{"path_prefix":"/a"}}}]}`,
		},
		"a permission of a source is added": {
			"service-intentions", `{"sources":[{"name":"a","permissions":[{"action":"deny","http":{"path_exact":"/a"}}]}]}`,
			`{"Sources":[{"Name":"a","Precedence":9,"Permissions":[{"Action":"deny","HTTP":{"PathExact":"/a"}}]}]}`,
			`{"Sources":[{"Name":"a","Precedence":9,"Permissions":[{"Action":"allow","HTTP":{"PathPrefix":"/"}},{"Action":"deny","HTTP":{"PathExact":"/a"}}]}]}`,
			`{"sources":[{"name":"a","permissions":[{"Action":"allow","HTTP":{"PathPrefix":"/"}},{"action":"deny","http":{"path_exact":"/a"}}]}]}`,
		},
		"one of two splits is another service": {
			"service-splitter", `{"splits":[{"weight":90,"service_subset":"v1"},{"weight":10,"service":"a"}]}`,
			`{"Splits":[{"Weight":90,"ServiceSubset":"v1","H":1},{"Weight":10,"Service":"a","H":1}]}`,
			`{"Splits":[{"Weight":90,"ServiceSubset":"v1","H":1},{"Weight":10,"Service":"b","H":1}]}`,
			`{"splits":[{"service_subset":"v1","weight":90},{"service":"b","weight":10}]}`,
		},
		"a text is added to a list of texts": {
			"jwt-provider", `{"audiences":["a","b"]}`, `{"Audiences":["a","b"]}`, `{"Audiences":["x","a","b"]}`, `{"audiences":["x","a","b"]}`,
		},
		"a location is added": {
			"jwt-provider", `{"locations":[{"header":{"name":"a"}}]}`, `{"Locations":[{"Header":{"Name":"a"}}]}`,
			`{"Locations":[{"Cookie":{"Name":"c"}},{"Header":{"Name":"a"}}]}`, `{"locations":[{"Cookie":{"Name":"c"}},{"header":{"name":"a"}}]}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := model{Kind: types.StringValue(c.kind), ConfigJSON: types.StringValue(c.config)}
			if follow(&m, document(t, c.before), document(t, c.now)); m.ConfigJSON.ValueString() != c.want {
				t.Errorf("got  %s\nwant %s", m.ConfigJSON.ValueString(), c.want)
			}
		})
	}
}

func TestEveryListOfObjectsInConsulsAPIHasARow(t *testing.T) {
	for _, kind := range kinds {
		entry, err := api.MakeConfigEntry(kind, "")
		if err != nil {
			t.Fatal(err)
		}
		rows := map[string]elements{}
		for _, row := range identities[kind] {
			rows[row.path] = row
		}
		eachList(reflect.TypeOf(entry), nil, func(path []string, element reflect.Type) {
			name := strings.Join(path, ".")
			row, found := rows[name]
			if !found {
				t.Errorf("%s: no row says what identifies the elements of %s", kind, name)
			}
			delete(rows, name)
			for _, key := range row.by {
				if _, exists := element.FieldByName(key); !exists {
					t.Errorf("%s: an element of %s has no %s", kind, name, key)
				}
			}
		})
		for name := range rows {
			t.Errorf("%s: Consul's API has no list %s", kind, name)
		}
	}
}

// eachList visits the lists of objects below a type of Consul's API.
func eachList(of reflect.Type, path []string, visit func(path []string, element reflect.Type)) {
	switch of.Kind() {
	case reflect.Pointer:
		eachList(of.Elem(), path, visit)
	case reflect.Map:
		eachList(of.Elem(), append(slices.Clone(path), "*"), visit)
	case reflect.Slice:
		element := of.Elem()
		if element.Kind() == reflect.Pointer {
			element = element.Elem()
		}
		if element.Kind() == reflect.Struct {
			visit(path, element)
			eachList(element, path, visit)
		}
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(of) {
			if !servers[fold(field.Name)] && len(field.Index) == 1 && field.IsExported() {
				eachList(field.Type, append(slices.Clone(path), field.Name), visit)
			}
		}
	}
}
