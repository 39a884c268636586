package acceptance

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	consul "github.com/hashicorp/consul/api"
	"github.com/hashicorp/nomad/api"
)

// tableOfObjects tests each attribute of the other resource types on a cluster.
type tableOfObjects struct {
	t      *testing.T
	nomad  *api.Client
	consul *consul.Client
	words  []string   // replacements in the attributes
	turn   sync.Mutex // of the objects that are written one after the other
}

// newTableOfObjects skips the test if there is no cluster to test on. What the objects refer to is there until the end of the test.
func newTableOfObjects(t *testing.T) *tableOfObjects {
	t.Helper()
	client := nomadOfTables(t)
	s := &tableOfObjects{t: t, nomad: client, consul: consulClient(t)}
	nodes, _, err := client.Nodes().List(nil)
	if err != nil || len(nodes) == 0 {
		t.Fatalf("want a node, got %v, %v", nodes, err)
	}
	at := func(hours time.Duration) string { return time.Now().Add(hours * time.Hour).UTC().Format(time.RFC3339) }
	s.words = []string{"$key", strings.ReplaceAll(oneKey, "\n", `\n`), "$inKey", strings.ReplaceAll(oneKey, "\n", `\\n`), "$soon", at(3), "$later", at(4), "$node", nodes[0].ID}
	s.words = append(s.words, wordsOfSigningKeys(t)...)
	s.prepare()
	return s
}

// prepare creates what the objects refer to.
func (s *tableOfObjects) prepare() {
	s.t.Helper()
	must := func(err error) {
		s.t.Helper()
		if err != nil {
			s.t.Fatal(err)
		}
	}
	_, err := s.nomad.Namespaces().Register(&api.Namespace{Name: "acc-fields"}, nil)
	must(err)
	s.t.Cleanup(func() {
		_, _ = s.consul.KV().DeleteTree("acc-fields/", nil)
		_, _ = s.nomad.Namespaces().Delete("acc-fields", nil)
	})
	for _, letter := range []string{"a", "b"} {
		name := "acc-fields-" + letter
		_, err := s.nomad.ACLPolicies().Upsert(&api.ACLPolicy{Name: name, Rules: `namespace "default" { policy = "read" }`}, nil)
		must(err)
		role, _, err := s.nomad.ACLRoles().Create(&api.ACLRole{Name: name, Policies: []*api.ACLRolePolicyLink{{Name: name}}}, nil)
		must(err)
		s.words = append(s.words, "$role"+strings.ToUpper(letter), role.ID)
		_, _, err = s.nomad.ACLAuthMethods().Create(&api.ACLAuthMethod{Name: name, Type: "JWT", TokenLocality: "local", MaxTokenTTL: time.Hour,
			Config: &api.ACLAuthMethodConfig{JWKSURL: "https://issuer.test/keys", ClaimMappings: map[string]string{"a": "a"}}}, nil)
		must(err)
		consulPolicies(s.t, s.consul.ACL(), name)
		_, _, err = s.consul.ACL().AuthMethodCreate(&consul.ACLAuthMethod{Name: name, Type: "jwt",
			Config: map[string]any{"JWTValidationPubKeys": []string{oneKey}, "ClaimMappings": map[string]string{"a": "a"}}}, nil)
		must(err)
		s.t.Cleanup(func() {
			_, _ = s.consul.ACL().AuthMethodDelete(name, nil)
			_, _ = s.nomad.ACLAuthMethods().Delete(name, nil)
			_, _ = s.nomad.ACLRoles().Delete(role.ID, nil)
			_, _ = s.nomad.ACLPolicies().Delete(name, nil)
		})
	}
}

func (s *tableOfObjects) subject(number int, field fieldOfAnObject, table objectFields) *subject {
	kind := table.Types[field.kind]
	words := strings.NewReplacer(append([]string{"$name", fmt.Sprintf("acc-fields-o%03d", number),
		"$uuid", fmt.Sprintf("4e1f0000-1111-4222-8333-%012d", number), "$otherUUID", fmt.Sprintf("4e1f0000-1111-4222-8444-%012d", number)}, s.words...)...)
	attributes := func(of object) (replaced object) {
		_ = json.Unmarshal([]byte(words.Replace(asJSON(s.t, of))), &replaced)
		return replaced
	}
	one := &subject{
		key: field.id(), names: []string{field.id()}, resource: instance{kind: field.kind},
		field: field.path, derived: field.derived, first: attributes(field.first), second: attributes(field.second),
		ignored: []string{"ID", "AccessorID", "SecretID", "RulesJSON", "ResolvedIdentity"},
		shows:   func(before, after object) []string { return differences(before, after) },

		isSetting: slices.Contains(table.Settings, field.id()), isHidden: slices.Contains(table.Hidden, field.id()),
	}
	if kind.InTurn {
		one.turn = &s.turn
	}
	switch {
	case kind.Keys != "":
		s.useKeys(one, words.Replace(kind.Keys))
	case kind.Link != "":
		s.useLink(one, kind.Link, words.Replace("$uuid"), words.Replace("$otherUUID"))
	default:
		s.useObject(one, kind)
	}
	return one
}

var inBraces = regexp.MustCompile(`{(\w+)}`)

// inState replaces the names in braces by attributes of the state.
func inState(text string, state object) string {
	return inBraces.ReplaceAllStringFunc(text, func(name string) string {
		return strings.ReplaceAll(url.PathEscape(fmt.Sprint(state[strings.Trim(name, "{}")])), "%2F", "/")
	})
}

func (s *tableOfObjects) useObject(one *subject, kind objectType) {
	isConsul := strings.HasPrefix(one.resource.kind, "consul")
	one.get = func(state object) (got object, err error) {
		if path := inState(kind.Read, state); kind.List {
			var list []object
			if _, err = s.consul.Raw().Query(path, &list, nil); len(list) == 1 {
				got = list[0]
			}
		} else if isConsul {
			_, err = s.consul.Raw().Query(path, &got, nil)
		} else {
			_, err = s.nomad.Raw().Query(path, &got, &api.QueryOptions{})
		}
		if kind.Within != "" {
			got, _ = got[kind.Within].(object)
		}
		return got, err
	}
	one.put = func(state, written object) (err error) {
		written = maps.Clone(written)
		delete(written, "RulesJSON") // of a policy, made of its rules
		delete(written, "Allocations")
		giveKeyBack(written, one.first)
		if kind.Plugin { // another id would be another volume
			written["ID"], written["Namespace"] = state["volume_id"], state["namespace"]
			if kind.InTurn { // the plugin gave the id, and another one if the volume was replaced
				written["ExternalID"] = state["external_id"]
			}
		}
		if kind.As != "" {
			written = object{kind.As: written}
		}
		if kind.AsList != "" {
			written = object{kind.AsList: []any{written}}
		}
		if path := inState(cmp.Or(kind.Write, kind.Read), state); isConsul {
			delete(written, "SecretID") // of a token, which the provider may have replaced
			_, err = s.consul.Raw().Write(path, written, nil, nil)
		} else {
			_, err = s.nomad.Raw().Write(path, written, nil, nil)
		}
		return err
	}
}

func (s *tableOfObjects) useKeys(one *subject, prefix string) {
	one.get = func(state object) (object, error) {
		pairs, _, err := s.consul.KV().List(inState(prefix, state), nil)
		got := object{}
		for _, pair := range pairs {
			got[pair.Key] = object{"Value": string(pair.Value), "Flags": float64(pair.Flags)}
		}
		return got, err
	}
	one.put = func(state, written object) error {
		now, err := one.get(state)
		if err != nil {
			return err
		}
		for key := range now {
			if _, kept := written[key]; !kept {
				if _, err := s.consul.KV().Delete(key, nil); err != nil {
					return err
				}
			}
		}
		for key, value := range written {
			pair := value.(object)
			if _, err := s.consul.KV().Put(&consul.KVPair{Key: key, Value: []byte(pair["Value"].(string)), Flags: uint64(pair["Flags"].(float64))}, nil); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestEveryAttributeOfTheOtherTypesHasTwoValuesOrAnException(t *testing.T) {
	table := readObjectFields(t)
	schemas := newEngine(t).schemas
	fields, missing := fieldsOfObjects(t, table, schemas)
	for _, id := range missing {
		t.Errorf("%s: no start has it", id)
	}
	for _, one := range table.Exceptions {
		if one.Fails == "" {
			t.Errorf("%v: the exception does not say how the attributes fail", one.Fields)
		}
	}
	for _, field := range fields {
		if shown := differences(field.first, field.second); !matches(shown, field.path) {
			t.Errorf("%s: the two objects differ in %v", field.id(), shown)
		}
		for _, attributes := range []object{field.first, field.second} {
			if _, err := configurationOf(schemas[field.kind], attributes); err != nil {
				t.Errorf("%s: %v", field.id(), err)
			}
		}
	}
}

func TestEveryAttributeOfTheOtherTypesIsPlannedAndItsDriftIsReportedAndRepaired(t *testing.T) {
	everyAttributeIsPlannedAndRepaired(t, func(kind objectType) bool { return !kind.Plugin })
}

// everyAttributeOfACSIVolumeIsPlannedAndRepaired is a part of TestCSIVolumes, which runs the plugins.
func everyAttributeOfACSIVolumeIsPlannedAndRepaired(t *testing.T) {
	everyAttributeIsPlannedAndRepaired(t, func(kind objectType) bool { return kind.Plugin })
}

func everyAttributeIsPlannedAndRepaired(t *testing.T, belongs func(objectType) bool) {
	s := newTableOfObjects(t)
	table := readObjectFields(t)
	fields, _ := fieldsOfObjects(t, table, newEngine(t).schemas)
	var subjects, together []*subject
	for i, field := range fields {
		if only := os.Getenv("CDKNOMAD_FIELDS"); belongs(table.Types[field.kind]) && (only == "" || strings.Contains(field.id()+" ", only)) {
			subjects = append(subjects, s.subject(i, field, table))
			if !table.Types[field.kind].Single {
				together = append(together, subjects[len(subjects)-1])
			}
		}
	}
	t.Cleanup(func() {
		providers := newEngine(t)
		inParallel(len(subjects), func(i int) {
			defer subjects[i].takeTurn()()
			_ = providers.destroy(&subjects[i].resource)
		})
	})
	judge(t, together)
	for _, one := range subjects {
		if !slices.Contains(together, one) {
			judge(t, []*subject{one})
			_ = newEngine(t).destroy(&one.resource)
			one.resource = instance{kind: one.resource.kind}
		}
	}
	verdict(t, subjects, table.Exceptions)
}
