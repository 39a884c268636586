package election

import (
	"errors"
	"testing"
)

// store is a server that may carry out a write although its answer is an error.
type store struct {
	has     int // objects
	answers []error
	carries []bool // out, by attempt
	guarded bool
	reads   int
	broken  bool
}

func (s *store) do() (int, error) {
	if s.guarded && s.has > 0 {
		return 0, errors.New("exists already")
	}
	err, carries := s.answers[0], s.carries[0]
	s.answers, s.carries = s.answers[1:], s.carries[1:]
	if carries {
		s.has++
	}
	return s.has, err
}

func (s *store) find() (int, bool, error) {
	s.reads++
	if s.broken {
		return 0, false, errors.New("no answer")
	}
	return s.has, s.has > 0, nil
}

func TestAWriteIsCarriedOutOnce(t *testing.T) {
	settling = 0
	lost := errors.New("Unexpected response code: 500 (leadership lost while committing log; " + notKnown + ")")
	cut := errors.New("Unexpected response code: 500 (rpc error: EOF; " + notKnown + ")")
	refused := errors.New("Unexpected response code: 400 (no)")
	for name, test := range map[string]struct {
		store store
		has   int
		fails error
	}{
		"at once":                         {store{answers: []error{nil}, carries: []bool{true}}, 1, nil},
		"refused":                         {store{answers: []error{refused}, carries: []bool{false}}, 0, refused},
		"lost, and carried out":           {store{answers: []error{lost}, carries: []bool{true}}, 1, nil},
		"lost, and not carried out":       {store{answers: []error{lost, nil}, carries: []bool{false, true}}, 1, nil},
		"lost twice":                      {store{answers: []error{lost, lost}, carries: []bool{false, true}}, 1, nil},
		"lost, then refused":              {store{answers: []error{lost, refused}, carries: []bool{false, false}}, 0, refused},
		"lost, and not readable":          {store{answers: []error{lost}, carries: []bool{true}, broken: true}, 1, lost},
		"cut, and carried out":            {store{answers: []error{cut}, carries: []bool{true}}, 1, nil},
		"cut, unguarded, not found":       {store{answers: []error{cut, nil}, carries: []bool{false, true}}, 0, cut},
		"cut, guarded, not found":         {store{answers: []error{cut, nil}, carries: []bool{false, true}, guarded: true}, 1, nil},
		"lost, guarded, and carried out":  {store{answers: []error{lost}, carries: []bool{true}, guarded: true}, 1, nil},
		"lost again and again, and never": {store{answers: []error{lost, lost, lost, lost, lost}, carries: make([]bool, 5)}, 0, lost},
	} {
		t.Run(name, func(t *testing.T) {
			at := &test.store
			result, err := Once(Write[int]{Do: at.do, Find: at.find, IsGuarded: at.guarded})
			if at.has != test.has || !errors.Is(err, test.fails) || err == nil && result != 1 {
				t.Errorf("got %d, %v with %d objects", result, err, at.has)
			}
		})
	}
}

func TestAWriteThatIsCarriedOutLateIsFoundWhenTheSecondOneIsRefused(t *testing.T) {
	settling = 0
	cut := errors.New("rpc error: EOF; " + notKnown)
	has, sent := false, 0
	result, err := Once(Write[string]{
		IsGuarded: true,
		Do: func() (string, error) {
			if sent++; sent == 1 {
				return "", cut
			}
			has = true // the first one, meanwhile
			return "", ErrRefused
		},
		Find: func() (string, bool, error) { return "found", has, nil },
	})
	if err != nil || result != "found" || sent != 2 {
		t.Errorf("got %q, %v after %d writes", result, err, sent)
	}
}
