#!/bin/sh
# Plants a field and a block into a copy of Nomad's API, runs the one command that moves the pin, and checks that the field is typed, encoded,
# documented, and sent by the provider. Nothing of this repository changes: it works in a copy. It compiles a part of Nomad, so it is not a part
# of CI. Usage: __tests__/planted-field.sh
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$work")
ln -s "$root/node_modules" "$work/node_modules"
cd "$work"
git init --quiet && git add -A

api=$(cd codegen && go list -m -f '{{.Dir}}' github.com/hashicorp/nomad/api)
nomad=$(sed -n 's/^  nomad: "\(.*\)",$/\1/p' tools/versions.ts)
version=$(sed -n 's/^  nomadApi: "\(.*\)",$/\1/p' .gen/nomad/versions.ts)
cp -r "$api" "$work/api-with-field" && chmod -R u+w "$work/api-with-field"
sed -i '/^type TaskGroup struct {$/a\
	// PlantedLimits is the set of limits that the test planted.\
	PlantedLimits *PlantedLimits `hcl:"planted_limits,block"`\
	// PlantedHint tells the scheduler where the group belongs.\
	PlantedHint *string `mapstructure:"planted_hint" hcl:"planted_hint,optional"`' "$work/api-with-field/tasks.go"
cat >>"$work/api-with-field/tasks.go" <<'GO'

// PlantedLimits is a block that the test planted.
type PlantedLimits struct {
	// Wait is the time before the limits hold.
	Wait *time.Duration `hcl:"wait,optional"`
}
GO
for module in codegen provider provider/jobspec tools/modules/jobspec; do
	(cd "$module" && go mod edit -replace "github.com/hashicorp/nomad/api=$work/api-with-field")
done

want() { grep -q -- "$1" "$2" || { echo "$2 lacks: $1" && exit 1; }; }

began=$(date +%s)
npm run --silent pin:nomad -- "$nomad" "$version" 9.9.0 | tee news.txt
echo "the command took $(($(date +%s) - began)) s"

want '^new      TaskGroup.PlantedHint (since Nomad 9.9.0)$' news.txt
want '^review   texts/group.yaml: the text of PlantedLimits.Wait$' news.txt
want 'Tells the scheduler where the group belongs.' .gen/nomad/blocks/task-group.ts
want '@since Nomad 9.9' .gen/nomad/blocks/planted-limits.ts

cat >planted.ts <<'TS'
import { encodeJob, fieldsUnknownTo, type JobSpec } from "./constructs/spec";

const job: JobSpec = {
  name: "web",
  groups: [
    {
      name: "web",
      plantedHint: "near",
      plantedLimits: { wait: "1h" },
      tasks: [{ name: "web", driver: "docker", config: { image: "web:1.0.0" } }],
    },
  ],
};
console.log(JSON.stringify([encodeJob(job), fieldsUnknownTo(["2.0.5"], job).map(({ path }) => path)]));
TS
echo '{ "extends": "./tsconfig.json", "include": ["planted.ts"] }' >tsconfig.planted.json
npx tsc --noEmit --project tsconfig.planted.json
npx tsx planted.ts >planted.json
want '"PlantedHint":"near"' planted.json
want '"PlantedLimits":{"Wait":3600000000000}' planted.json
want '\["groups.web.plantedHint","groups.web.plantedLimits"\]' planted.json

cat >provider/jobspec/planted_test.go <<'GO'
package jobspec

import "testing"

func TestThePlantedFieldIsKnown(t *testing.T) {
	job, problems := Decode(`{"ID":"web","TaskGroups":[{"Name":"web","PlantedHint":"near"}]}`)
	if len(problems) > 0 || *job.TaskGroups[0].PlantedHint != "near" {
		t.Errorf("got %v, %v", job, problems)
	}
}
GO
(cd provider/jobspec && go test -run TestThePlantedFieldIsKnown .)
echo "the planted field is typed, encoded, documented, gated, and known to the provider"
