// Package guard stops plans that destroy what nobody meant to destroy.
//
// Terraform plans resources in any order and tells a provider neither how many there are nor when it has done. So each guard is a
// judgement that only becomes more severe with every further resource: whatever the order, it falls in the same plans, as
// an error of the resource at which it fell.
package guard

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Guard is what one walk of Terraform over a configuration has planned so far.
type Guard struct {
	mu     sync.Mutex
	limits limits

	destroyed, created set // by word/identity
	gone               set // what the state has and the server has no more
	held               set // what both have, but for jobs, of which the provider keeps book itself
	replaced           set // what goes and comes back, and was judged
	made               set // what this apply has made
	refused            []string

	toldEmpty, toldShare bool
}

type set map[string]bool

// New makes the guard of a provider process.
func New() *Guard {
	limits, _ := from(nil, func(string) string { return "" })
	return &Guard{limits: limits, destroyed: set{}, created: set{}, gone: set{}, held: set{}, replaced: set{}, made: set{}}
}

// Problem is why a plan is stopped.
type Problem struct{ Summary, Detail string }

// end is how an object goes.
type end struct {
	verb string // what the plan does with it
	hint string // how that can be avoided, "" where the program alone decides
	// comesBack says that an object of the same identity takes its place at the same address.
	comesBack bool
}

var (
	deleted  = end{verb: "deletes"}
	renamed  = end{verb: "replaces", hint: "what identifies it was changed in the program"}
	replaced = end{verb: "replaces", comesBack: true, hint: "what cannot be changed in place was changed in the program"}
	// redone is what the program did not ask for.
	redone = end{verb: "replaces", comesBack: true,
		hint: "-replace asks for it, or terraform marked it as tainted because its creation failed; terraform untaint ADDRESS keeps it"}
)

// destroys judges that an object of the state goes.
func (g *Guard) destroys(of kind, a attributes, how end) []Problem {
	if of.leaves != nil && of.leaves(a) {
		return nil
	}
	if g.hasMade(of, a) {
		return nil // an apply plans once more; there it is kept
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var problems []Problem
	name := of.identity(a)
	text := of.word + "/" + name
	if name != "" && !how.comesBack {
		if !of.several && g.created[text] {
			problems = append(problems, twoAddresses(of, name))
		}
		g.destroyed[text] = true
	}
	if how.comesBack {
		g.replaced[text] = true
	}
	if of.guarded != nil {
		if why := of.guarded(a); why != "" && !g.limits.confirms(text) {
			problems = append(problems, g.unconfirmed(of, name, text, why, how))
		}
	}
	return append(problems, g.judgeAll(how)...)
}

// creates judges that an object of the program comes.
//
// held says whether the state was seen to hold a job of that name: then it is made anew at its own address, as is
// whatever else was held.
func (g *Guard) creates(of kind, a attributes, held func(name string) bool) []Problem {
	name := of.identity(a)
	if name == "" {
		return nil
	}
	problems, redo := g.comes(of, name, held)
	if redo {
		problems = append(problems, g.destroys(of, a, redone)...)
	}
	return problems
}

func (g *Guard) comes(of kind, name string, held func(name string) bool) (problems []Problem, redo bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	text := of.word + "/" + name
	if !of.several && g.destroyed[text] {
		problems = append(problems, twoAddresses(of, name))
	}
	g.created[text] = true
	redo = len(problems) == 0 && !g.gone[text] && !g.replaced[text] && (g.held[text] || held(name))
	return append(problems, g.judgeAll(replaced)...), redo
}

// lost notes that an object of the state is not on the server any more: to make it again is no replacement.
func (g *Guard) lost(of kind, a attributes) { g.note(g.gone, of, a) }

// hold notes that the state and the server have an object.
func (g *Guard) hold(of kind, a attributes) { g.note(g.held, of, a) }

// makes notes that an apply has made an object.
func (g *Guard) makes(of kind, a attributes) { g.note(g.made, of, a) }

// hasMade says whether that was noted of the same object, and not only of one of the same name.
func (g *Guard) hasMade(of kind, a attributes) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !of.several && g.made[of.word+"/"+of.identity(a)]
}

func (g *Guard) note(where set, of kind, a attributes) {
	name := of.identity(a)
	if name == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	where[of.word+"/"+name] = true
}

func (k kind) identity(a attributes) string {
	if k.identify == nil {
		return ""
	}
	return k.identify(a)
}

func twoAddresses(of kind, name string) Problem {
	return Problem{
		of.title(name) + " is destroyed and created in one plan",
		"one address of this state loses it and another gets it: the apply would make it and then destroy it, or the other way around; " +
			"if only its address changed, say so, and nothing happens to it (cdknomad plan tells both addresses):\n" +
			"    moved {\n      from = FORMER_ADDRESS\n      to   = NEW_ADDRESS\n    }\n" +
			"in a cdktf program: terraform: { movedFrom: \"FORMER_ADDRESS\" } of a Job, moveFromId(\"FORMER_ADDRESS\") of another resource",
	}
}

func (g *Guard) unconfirmed(of kind, name, text, why string, how end) Problem {
	hint := ""
	if how.hint != "" {
		hint = " (" + how.hint + ")"
	}
	return Problem{
		of.title(name) + " is not destroyed without a confirmation",
		fmt.Sprintf("this plan %s the %s%s, which %s; keep it as it is or, if that is meant, plan again with\n%s",
			how.verb, of.noun, hint, why, g.confirmation(text)),
	}
}

// confirmation is what has to be typed for all that was refused so far, so that the longest of a run is the whole.
func (g *Guard) confirmation(text string) string {
	if !slices.Contains(g.refused, text) {
		g.refused = append(g.refused, text)
	}
	slices.Sort(g.refused)
	line := "    " + confirmVariable + "=" + strings.Join(g.refused, ",")
	if len(g.refused) > 1 {
		line += "\nwhich also confirms what the run refused before it; the longest of these lines is for all of it"
	}
	return line + "\nor, where the program is reviewed, say it there, in the settings of this stack (in the provider block: guard = { confirm = [...] })\n" +
		fmt.Sprintf("    guard: { confirm: [\"%s\"] }", strings.Join(g.refused, `", "`))
}

// The confirmations that name no object.
const (
	emptyProgram = "empty-program"
	manyJobs     = "many-jobs"
)

// judgeAll judges the plan as a whole, as far as it is known. What goes and comes back does not count.
func (g *Guard) judgeAll(how end) []Problem {
	program := g.limits.program
	if program == nil {
		return nil
	}
	if program.resources == 0 {
		if how.comesBack || g.toldEmpty || g.limits.confirms(emptyProgram) {
			return nil
		}
		g.toldEmpty = true
		return []Problem{{
			"an empty program destroys nothing",
			"the program has no resource at all in this stack, and the state has some: a variable that is not set, or a condition that is not " +
				"met, looks just like that; mend the program or, if all is to go, plan again with\n" + g.confirmation(emptyProgram),
		}}
	}
	going, staying := g.countJobs(program)
	if g.toldShare || going < g.limits.least || going*100 <= g.limits.share*(going+staying) || g.limits.confirms(manyJobs) {
		return nil
	}
	g.toldShare = true
	return []Problem{{
		fmt.Sprintf("more than %d %% of the jobs would be destroyed at once", g.limits.share),
		fmt.Sprintf("this plan destroys %d jobs or more and leaves %d or fewer of those that run; see whether the program has lost some or, "+
			"if that is meant, plan again with\n%s", going, staying, g.confirmation(manyJobs)),
	}}
}

// countJobs counts the jobs that go, at least, and those that stay, at most. A job that the program has goes only because
// a command such as terraform destroy says so, which is no accident of the program.
func (g *Guard) countJobs(program *program) (going, staying int) {
	prefix := kinds[job].word + "/"
	for text := range g.destroyed {
		if name, isJob := strings.CutPrefix(text, prefix); isJob && !program.jobs[name] {
			going++
		}
	}
	staying = len(program.jobs)
	for text := range g.created {
		if name, isJob := strings.CutPrefix(text, prefix); isJob && program.jobs[name] {
			staying--
		}
	}
	return going, staying
}
