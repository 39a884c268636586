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

// answersVariable names a file with the scheduler's answers of a plan, a line of JSON for each. Terraform plans every
// resource once more at apply, tells the provider nothing of the first plan, and insists on the same values; but what the
// scheduler would do may be something else by then, as an allocation failed or a node came. Who runs both (cdknomad, and
// its cdktf) gives both the same file: what is in there is said again, what is not is added.
const answersVariable = "CDKNOMAD_SCHEDULER"

// answerOf is what an answer is about. A job that is replaced is planned twice, to update it and to make it anew.
type answerOf struct {
	Job           string `json:"job"`
	Specification string `json:"specification"` // SHA-256
	Create        bool   `json:"create"`
}

type answered struct {
	answerOf
	Scheduler map[string]string `json:"scheduler"`
}

// answers of one file, which is read once: nobody else adds to it for the jobs of this process.
var answers = sync.OnceValues(func() (map[answerOf]map[string]string, error) {
	return readAnswers(os.Getenv(answersVariable))
})

func readAnswers(name string) (map[answerOf]map[string]string, error) {
	all := map[answerOf]map[string]string{}
	if name == "" {
		return all, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", answersVariable, err)
	}
	defer file.Close()
	for decoder := json.NewDecoder(file); decoder.More(); {
		var one answered
		if err := decoder.Decode(&one); err != nil {
			return nil, fmt.Errorf("%s: %s holds something else than answers, a line of JSON for each: %w", answersVariable, name, err)
		}
		all[one.answerOf] = one.Scheduler
	}
	return all, nil
}

// sameAnswer gives what the plan has said of this job and specification; if it has said nothing, now is what it says.
func sameAnswer(key cluster.Key, jobspec string, create bool, now map[string]string) (map[string]string, error) {
	before, err := answers()
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256([]byte(jobspec))
	of := answerOf{Job: key.Namespace + "/" + key.ID, Specification: hex.EncodeToString(hash[:]), Create: create}
	if said, found := before[of]; found {
		return said, nil
	}
	return now, addAnswer(os.Getenv(answersVariable), answered{of, now})
}

// addAnswer appends in one write, as several processes may do so at the same time.
func addAnswer(name string, one answered) error {
	if name == "" {
		return nil
	}
	line, err := json.Marshal(one)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("%s: %w", answersVariable, err)
	}
	defer file.Close()
	if _, err := file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%s: %w", answersVariable, err)
	}
	return file.Close()
}
