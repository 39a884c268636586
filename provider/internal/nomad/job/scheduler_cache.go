package job

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"cdknomad/provider/internal/nomad/cluster"
)

// schedulerVariable names a file with the scheduler's answers of a plan, one line of JSON per answer.
//
// Terraform plans every resource again when it applies a plan, and requires that the values are the same. The scheduler
// may answer differently by then, because an allocation failed or a node joined. cdknomad gives both runs the same file:
// the provider repeats the answers in it, and adds those that are missing. For answers of a reviewed plan, which cdknomad writes before it
// applies that plan, the scheduler is not asked again.
const schedulerVariable = "CDKNOMAD_SCHEDULER"

// question identifies an answer of the scheduler. A job that is replaced is planned twice: as an update and as a creation.
type question struct {
	Job           string `json:"job"`
	Specification string `json:"specification"` // SHA-256
	Create        bool   `json:"create"`
}

type answer struct {
	question
	Scheduler map[string]string `json:"scheduler"`          // by task group
	Reviewed  bool              `json:"reviewed,omitempty"` // of the plan that this run applies
}

// cachedAnswers reads the file once: no other process adds answers for the jobs of this one.
var cachedAnswers = sync.OnceValues(func() (map[question]answer, error) {
	return readAnswers(os.Getenv(schedulerVariable))
})

func readAnswers(name string) (map[question]answer, error) {
	answers := map[question]answer{}
	if name == "" {
		return answers, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", schedulerVariable, err)
	}
	defer file.Close()
	for decoder := json.NewDecoder(file); decoder.More(); {
		var one answer
		if err := decoder.Decode(&one); err != nil {
			return nil, fmt.Errorf("%s: %s is not a file of scheduler answers, one line of JSON per answer: %w", schedulerVariable, name, err)
		}
		answers[one.question] = one
	}
	return answers, nil
}

// repeatAnswer returns the answer that the plan has for a job and its specification, or else adds the given one.
func repeatAnswer(key cluster.Key, jobspec string, create bool, now map[string]string) (map[string]string, error) {
	answers, err := cachedAnswers()
	if err != nil {
		return nil, err
	}
	asked := questionAbout(key, jobspec, create)
	if known, found := answers[asked]; found {
		return known.Scheduler, nil
	}
	return now, addAnswer(os.Getenv(schedulerVariable), answer{question: asked, Scheduler: now})
}

// reviewedAnswer returns the answer that the applied plan has for a job and its specification. It returns false if this run applies no
// reviewed plan, or if the answers cannot be read, which [repeatAnswer] reports.
func reviewedAnswer(key cluster.Key, jobspec string, create bool) (map[string]string, bool) {
	answers, err := cachedAnswers()
	known := answers[questionAbout(key, jobspec, create)]
	return known.Scheduler, err == nil && known.Reviewed
}

func questionAbout(key cluster.Key, jobspec string, create bool) question {
	sum := sha256.Sum256([]byte(jobspec))
	return question{Job: key.Namespace + "/" + key.ID, Specification: hex.EncodeToString(sum[:]), Create: create}
}

// addAnswer appends one line with one write, because several processes may do so at the same time.
func addAnswer(name string, one answer) error {
	if name == "" {
		return nil
	}
	line, err := json.Marshal(one)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", schedulerVariable, err)
	}
	defer file.Close()
	if _, err := file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%s: %w", schedulerVariable, err)
	}
	return file.Close()
}
