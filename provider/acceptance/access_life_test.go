package acceptance

// life is what a resource type has to live through. The resource under test is called it; others may stand beside it.
type life struct {
	kind     string
	drifts   []drift
	remove   func() error // from outside
	importID func() string
	exists   func() bool
}

// drift is a change made from outside, and what a plan has to say of it.
type drift struct {
	name   string
	change func() error
	lines  []string
}

func (s *stack) lives(l life) {
	s.t.Helper()
	s.apply()
	s.empty()
	for _, drift := range l.drifts {
		if err := drift.change(); err != nil {
			s.t.Fatalf("%s: %v", drift.name, err)
		}
		s.differs(drift.lines...)
		s.repairs()
	}
	if l.remove != nil {
		if err := l.remove(); err != nil {
			s.t.Fatal(err)
		}
		s.differs("1 to add, 0 to change, 0 to destroy")
		s.repairs()
	}
	s.imports(l.kind+".it", l.importID())
	s.run("destroy", "-auto-approve")
	if l.exists() {
		s.t.Fatalf("%s is still there after destroy", l.kind)
	}
}

// imports fails unless the resource, forgotten and imported again, plans empty.
func (s *stack) imports(address, id string) {
	s.t.Helper()
	s.forget(address)
	s.run("import", address, id)
	s.empty()
}

// forget takes a resource out of the state.
func (s *stack) forget(address string) {
	s.t.Helper()
	if out, err := s.command("state", "rm", address).CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
}
