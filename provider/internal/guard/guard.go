// Package guard refuses plans that would destroy objects by accident.
//
// Terraform plans resources in any order, and a provider knows neither how many there are nor which one is the last. Each
// rule can therefore only become stricter with every further resource, so that the order does not change the result. The
// error belongs to the resource that broke the rule.
package guard

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"cdknomad/provider/internal/problem"
)

// Guard holds what one run of Terraform has planned so far.
type Guard struct {
	mu     sync.Mutex
	limits limits

	destroyed, planned set      // by word/identity
	missing            set      // objects in the state that the server no longer has
	held               set      // objects in both, except jobs: the provider itself knows those
	replaced           set      // objects that are destroyed and created again, and were checked
	created            set      // objects that this apply created
	managed            set      // objects that resources of this run keep or create, by action, kind and identity
	refused            []string // confirmations that a plan of this run needs

	hasReportedEmpty, hasReportedShare bool
}

type set map[string]bool

// New returns the guard of a provider process.
func New() *Guard {
	limits, _ := from(nil, func(string) string { return "" })
	return &Guard{limits: limits, destroyed: set{}, planned: set{}, missing: set{}, held: set{}, replaced: set{}, created: set{}, managed: set{}}
}

// Problem is the reason why a plan is refused.
type Problem struct{ Summary, Detail string }

// removal is the way in which a plan destroys an object.
type removal struct {
	verb string // what the plan does with it
	hint string // the reason, "" if the program no longer has the object
	// isRecreated is whether the plan creates an object with the same identity at the same address.
	isRecreated bool
}

var (
	deleted  = removal{verb: "deletes"}
	renamed  = removal{verb: "replaces", hint: "its identity was changed in the program"}
	replaced = removal{verb: "replaces", isRecreated: true, hint: "a value that cannot be changed in place was changed in the program"}
	// recreated is a replacement that the program did not ask for.
	recreated = removal{verb: "replaces", isRecreated: true,
		hint: "-replace asks for it, or terraform marked it as tainted because its creation failed; terraform untaint ADDRESS keeps it"}
)

// destroys checks the removal of an object of the state.
func (g *Guard) destroys(of kind, a attributes, how removal) []Problem {
	if of.leaves != nil && of.leaves(a) {
		return nil
	}
	if g.hasCreated(of, a) {
		return nil // an apply plans again; ApplyResourceChange keeps the object
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var problems []Problem
	name := of.identity(a)
	text := of.Word + "/" + name
	if name != "" && !how.isRecreated {
		if !of.Shared && g.planned[text] {
			problems = append(problems, twoAddresses(of, name))
		}
		if !of.Shared && g.managed[managedText(of, name, "keep")] {
			problems = append(problems, managedTwice(of, name))
		}
		if g.limits.others[text] && !g.limits.off {
			problems = append(problems, movedAway(of, name))
		}
		g.destroyed[text] = true
	}
	if how.isRecreated {
		g.replaced[text] = true
	}
	if why := of.whyKeep(a); why != "" && !g.limits.confirms(text) {
		problems = append(problems, g.unconfirmed(of, name, text, why, how))
	}
	return append(problems, g.checkAll(how)...)
}

// creates checks the creation of an object of the program.
//
// held reports whether the state has a job of that name: then the job is created again at its own address. The guard
// itself knows that of other objects.
func (g *Guard) creates(of kind, a attributes, held func(name string) bool) []Problem {
	name := of.identity(a)
	if name == "" {
		return nil
	}
	problems, isReplacement := g.plans(of, name, held)
	if isReplacement {
		problems = append(problems, g.destroys(of, a, recreated)...)
	}
	return problems
}

func (g *Guard) plans(of kind, name string, held func(name string) bool) (problems []Problem, isReplacement bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	text := of.Word + "/" + name
	if !of.Shared && g.destroyed[text] {
		problems = append(problems, twoAddresses(of, name))
	}
	g.planned[text] = true
	isReplacement = len(problems) == 0 && !g.missing[text] && !g.replaced[text] && (g.held[text] || held(name))
	return append(problems, g.checkAll(replaced)...), isReplacement
}

// manages checks that no other resource of this run keeps the object, or creates it. Terraform asks once per resource, but with
// -replace first for the object that is kept and then for the one that is created.
func (g *Guard) manages(of kind, a attributes, action string) []Problem {
	name := of.identity(a)
	if name == "" || of.Shared {
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	text := managedText(of, name, action)
	if g.managed[text] || action == "keep" && g.destroyed[of.Word+"/"+name] {
		return []Problem{managedTwice(of, name)}
	}
	g.managed[text] = true
	return nil
}

func managedText(of kind, name, action string) string { return action + " " + of.Kind + "/" + name }

func managedTwice(of kind, name string) Problem {
	return Problem{
		problem.ManagedTwice.Of(of.title(name)),
		"two resources of this state manage the same object, so that one undoes or deletes what the other one wrote; " +
			"remove one of them from the program, and from the state with terraform state rm ADDRESS",
	}
}

// addMissing records that an object of the state is no longer on the server: creating it again is not a replacement.
func (g *Guard) addMissing(of kind, a attributes) { g.add(g.missing, of, a) }

// addHeld records that the state and the server have an object.
func (g *Guard) addHeld(of kind, a attributes) { g.add(g.held, of, a) }

// addCreated records that this apply created an object.
func (g *Guard) addCreated(of kind, a attributes) { g.add(g.created, of, a) }

// hasCreated reports whether this apply created the object, and not only one with the same name.
func (g *Guard) hasCreated(of kind, a attributes) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !of.Shared && g.created[of.Word+"/"+of.identity(a)]
}

func (g *Guard) add(to set, of kind, a attributes) {
	name := of.identity(a)
	if name == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	to[of.Word+"/"+name] = true
}

func twoAddresses(of kind, name string) Problem {
	return Problem{
		problem.TwoAddresses.Of(of.title(name)),
		"one address of this state loses it and another address gets it: the apply would create it and then destroy it, or the reverse; " +
			"if only its address changed, declare the move, and nothing happens to it (cdknomad plan shows both addresses):\n" +
			"    moved {\n      from = FORMER_ADDRESS\n      to   = NEW_ADDRESS\n    }\n" +
			"in a cdktf program: terraform: { movedFrom: \"FORMER_ADDRESS\" } of a Job, moveFromId(\"FORMER_ADDRESS\") of another resource",
	}
}

func movedAway(of kind, name string) Problem {
	return Problem{
		problem.MoveNotPossible.Of(of.title(name)),
		"another stack of this program manages the object now, and this plan would destroy it; move it with cdknomad plan and " +
			"cdknomad apply, after which its new stack has it in the state and this one has not",
	}
}

func (g *Guard) unconfirmed(of kind, name, text, why string, how removal) Problem {
	hint := ""
	if how.hint != "" {
		hint = " (" + how.hint + ")"
	}
	return Problem{
		problem.NeedsConfirmation.Of(of.title(name)),
		fmt.Sprintf("this plan %s the %s%s, which %s; keep it as it is or, to destroy it, plan again with\n%s",
			how.verb, of.Kind, hint, why, g.confirmation(text)),
	}
}

// confirmation returns the lines that confirm everything that was refused so far. The longest one of a run is complete.
func (g *Guard) confirmation(text string) string {
	if !slices.Contains(g.refused, text) {
		g.refused = append(g.refused, text)
	}
	slices.Sort(g.refused)
	line := "    " + confirmVariable + "=" + strings.Join(g.refused, ",")
	if len(g.refused) > 1 {
		line += "\nwhich also confirms what this run refused before; the longest of these lines confirms everything"
	}
	return line + "\nor confirm it in the reviewed program, in the settings of this stack (in the provider block: guard = { confirm = [...] })\n" +
		fmt.Sprintf("    guard: { confirm: [\"%s\"] }", strings.Join(g.refused, `", "`))
}

// The confirmations that name no object.
const (
	emptyProgram = "empty-program"
	manyJobs     = "many-jobs"
)

// checkAll checks the whole plan as far as it is known. A replacement is not a destruction.
func (g *Guard) checkAll(how removal) []Problem {
	program := g.limits.program
	if program == nil {
		return nil
	}
	if program.resources == 0 {
		if how.isRecreated || g.hasReportedEmpty || g.limits.confirms(emptyProgram) {
			return nil
		}
		g.hasReportedEmpty = true
		return []Problem{{
			problem.EmptyProgram.Summary("an empty program destroys nothing"),
			"the program has no resource in this stack, but the state has some; an unset variable or a condition that is not met can " +
				"cause this; correct the program or, to destroy everything, plan again with\n" + g.confirmation(emptyProgram),
		}}
	}
	going, staying := g.countJobs(program)
	if g.hasReportedShare || going < g.limits.least || going*100 <= g.limits.share*(going+staying) || g.limits.confirms(manyJobs) {
		return nil
	}
	g.hasReportedShare = true
	return []Problem{{
		problem.ManyJobs.Summary(fmt.Sprintf("more than %d %% of the jobs would be destroyed at once", g.limits.share)),
		fmt.Sprintf("this plan destroys at least %d jobs and leaves at most %d of the running ones; check whether the program lost jobs or, "+
			"to destroy them, plan again with\n%s", going, staying, g.confirmation(manyJobs)),
	}}
}

// countJobs counts the jobs that the plan destroys, at least, and those that it keeps, at most. A job of the program is
// only destroyed by a command such as terraform destroy, which is not an accident.
func (g *Guard) countJobs(program *program) (going, staying int) {
	prefix := kindOf(job).Word + "/"
	for text := range g.destroyed {
		if name, isJob := strings.CutPrefix(text, prefix); isJob && !program.jobs[name] {
			going++
		}
	}
	staying = len(program.jobs)
	for text := range g.planned {
		if name, isJob := strings.CutPrefix(text, prefix); isJob && program.jobs[name] {
			staying--
		}
	}
	return going, staying
}
