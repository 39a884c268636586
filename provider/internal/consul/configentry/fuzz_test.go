package configentry

import "testing"

// FuzzDocument checks that any JSON of an entry is read, written, and compared consistently.
func FuzzDocument(f *testing.F) {
	for _, seed := range [][3]string{
		{"service-intentions", `{"Sources":[{"Name":"a","Precedence":9,"Type":"consul"}]}`, `{"Sources":[{"Name":"b"}]}`},
		{"service-resolver", `{"connect_timeout":"60s"}`, `{"ConnectTimeout":"1m0s","Hidden":1}`},
		{"http-route", `{"Rules":[{"Services":[{"Name":"a","Weight":1}]}]}`, `{"Rules":[]}`},
		{"service-defaults", `{"UpstreamConfig":{"Defaults":{"ConnectTimeoutMs":5}}}`, `{"A_b":1,"ab":{"c":null}}`},
		{"", ``, `null`}, {"mesh", `[]`, `{`}, {"jwt-provider", `{"ClockSkewSeconds":30}`, `{"ClockSkewSeconds":1e400}`},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, kind, a, b string) {
		checkKind(kind)
		x, err := parse(a)
		if err != nil {
			return
		}
		checkNames(kind, x)
		said := essential(kind, x)
		if again := essential(kind, said); !same(said, again) {
			t.Errorf("the essence of its essence is another: %s and %s", render(said), render(again))
		}
		if read, err := parse(render(x)); err != nil || !same(x, read) {
			t.Errorf("written and read again it is another: %v, %v", render(x), err)
		}
		if _, err := (entry{kind, "name", x}).MarshalJSON(); err != nil {
			t.Error(err)
		}
		y, err := parse(b)
		if err != nil {
			return
		}
		if got := render((carrier{kind}).fields(nil, x, y, y)); got != render(x) {
			t.Errorf("nothing changed, and %s became %s", render(x), got)
		}
		if got := (carrier{kind}).fields(nil, x, x, y); !same(got, y) && !ambiguous(x) && !ambiguous(y) {
			t.Errorf("%s became %s, and carried it is %s", render(x), render(y), render(got))
		}
	})
}

// ambiguous says whether an object has two spellings of one key: which of them Consul takes nobody promises.
func ambiguous(value any) bool {
	switch v := value.(type) {
	case object:
		folded := map[string]bool{}
		for key, inner := range v {
			if folded[fold(key)] || ambiguous(inner) {
				return true
			}
			folded[fold(key)] = true
		}
	case list:
		for _, inner := range v {
			if ambiguous(inner) {
				return true
			}
		}
	}
	return false
}
