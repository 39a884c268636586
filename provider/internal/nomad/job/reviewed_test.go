package job

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/hashicorp/nomad/api"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/nomad/cluster"
)

func TestTheSchedulerIsNotAskedAgainForAnAnswerOfAReviewedPlan(t *testing.T) {
	requests := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		requests++
		fmt.Fprint(w, `{"Annotations": {"DesiredTGUpdates": {"g": {"Place": 2}}}}`)
	}))
	defer server.Close()
	client, err := api.NewClient(&api.Config{Address: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	const text = `{"ID": "web", "TaskGroups": [{"Name": "g"}]}`
	asked := questionAbout(cluster.Key{Namespace: "default", ID: "web"}, text, true)
	read := cachedAnswers
	t.Cleanup(func() { cachedAnswers = read })
	for _, test := range []struct {
		isReviewed bool
		requests   int
	}{{true, 0}, {false, 1}} {
		requests = 0
		known := answer{question: asked, Scheduler: map[string]string{"g": "1 create"}, Reviewed: test.isReviewed}
		cachedAnswers = func() (map[question]answer, error) { return map[question]answer{asked: known}, nil }
		plan, planned := &model{Jobspec: types.StringValue(text)}, &resource.ModifyPlanResponse{}
		(&Resource{cluster: cluster.New(client, nil)}).planNew(t.Context(), plan, planned)
		if got := plan.Scheduler.Elements()["g"]; planned.Diagnostics.HasError() || got == nil || got.String() != `"1 create"` {
			t.Errorf("got %v, %v", got, planned.Diagnostics)
		}
		if requests != test.requests {
			t.Errorf("got %d requests if the answer is reviewed: %t", requests, test.isReviewed)
		}
	}
}
