/** A test in which the advice of an error was followed and the error is gone. The error itself is in the same test or beside it. */
export interface Place {
  /** The file, from the root of the repository. */
  readonly file: string;
  /** A part of the test's name, or the name of the function in Go. */
  readonly test: string;
}

const acceptance = (file: string, test: string): Place => ({ file: `provider/acceptance/${file}_test.go`, test });
const lab = (file: string, test: string): Place => ({ file: `__tests__/lab/${file}.test.ts`, test });
const unit = (file: string, test: string): Place => ({ file: `__tests__/unit/${file}.test.ts`, test });

/** The test of a code whose error needs a server, a lab, a forge, or job files. */
export const ELSEWHERE: Readonly<Record<string, Place>> = {
  "already-exists": acceptance("access_cluster", "TestAVariableWrittenBetweenPlanAndApplyIsNotOverwritten"),
  "bootstrap-refused": lab("bootstrap/bootstrap", "explains on another machine what to do next"),
  "changed-outside": acceptance("access_cluster", "TestAVariableThatAnotherClientChangedIsNotDestroyed"),
  "changed-since-plan": acceptance("access_cluster", "TestAVariableWrittenBetweenPlanAndApplyIsNotOverwritten"),
  "cluster-unknown": lab("bootstrap/bootstrap", "explains on another machine what to do next"),
  "consul-login-fails": unit("checks/identity", "is no finding as nomad setup consul leaves it"),
  "empty-program": acceptance("guard", "TestAnEmptyProgramDestroysNothingUnasked"),
  "failed-before": acceptance("told", "TestTheNextPlanReportsWhatNomadRefusedToRegister"),
  "field-not-in-version": unit("constructs/nomad-version", "takes the fields of %s"),
  "in-use": acceptance("inuse", "TestWhatIsInUseIsDeletedOnlyWithAConfirmation"),
  "inventory-invalid": unit("lab/like/parse-inventory", "is read as it was written"),
  "job-file-invalid": unit("import/command", "shows how HCL1 is written in HCL2"),
  "job-unknown": unit("dev/changes", "are named by their ids"),
  "job-not-running": lab("plan/waits", "is repeated by the next plan, which replaces the job"),
  "lock-not-released": lab("plan/killed", "6 times with the state in Consul"),
  "managed-twice": unit("plan/managed-twice", "is no error if it has another name"),
  "many-jobs": lab("plan/guards", "does not destroy more than half of its jobs at once"),
  "move-not-possible": lab("plan/two-stacks", "move and change in one plan"),
  "needs-confirmation": lab("plan/guards", "destroys what was confirmed by its name, and only that"),
  "not-a-lab": lab("dev", "registers what the lab does not run yet"),
  "no-node-fits": unit("checks/placement", "is no finding where one node has all of it"),
  "node-not-prepared": unit("doctor/name-server-node", "finds nothing on a node that has everything"),
  "not-empty": acceptance("namespace", "TestANamespaceWaitsForTheJobsOfTheSameDestroy"),
  "other-cluster": unit("checks/same-cluster", "follows the advice of the message"),
  "other-environment": unit("checks/same-cluster", "follows the advice of the message"),
  "plan-stale": lab("ci/pull-requests", "refuse a plan as stale when a job was changed on the server"),
  "port-not-available": unit("checks/ports", "are no finding where each instance finds a node with it"),
  "provider-installation": unit("checks/provider-installation", "is no problem: %s"),
  "refused-by-nomad": acceptance("told", "TestTheNextPlanReportsWhatNomadRefusedToRegister"),
  "rehearsal-not-possible": lab("like/like", "runs a rehearsal of the program for an environment"),
  "rename-likely": lab("plan/guards", "keeps a job that only got another address"),
  "rights-missing": lab("plan/state", "say which rights the token for Nomad lacks, as rules to add, and Nomad agrees"),
  "state-locked": lab("plan/killed", "6 times with the state in Consul"),
  "state-not-saved": lab("plan/apply", "reports a state that it could not write to Consul"),
  "state-unreachable": lab("plan/state", "say before anything begins that Consul does not answer"),
  "sudo-refused": lab("user/user", "starts a project with npm start"),
  "token-not-accepted": lab("plan/state", "say that Nomad does not answer, and that it does not know the token"),
  "two-addresses": lab("plan/guards", "keeps a job that only got another address"),
  "unquoted-word": unit("import/public-inputs", "accepts the variables of a task's environment without quotes"),
  "variable-unknown": unit("import/command", "reads values of variables from the command line and from files"),
  "variable-without-value": unit("import/command", "reads values of variables from the command line and from files"),
};

const own = "the page says what to look for; the cause is whatever the server or the tool in the message reports";

const will = "it is a warning about what an apply does, and the advice is to apply or not to";

/** Why no test follows the advice of a code. */
export const WITHOUT_TEST: Readonly<Record<string, string>> = {
  "children-keep-running": will,
  "confirmation-idle": "its advice is to remove the confirmation, with which the guards' tests begin",
  "count-kept": will,
  "fields-unknown": "its advice is to check the spelling, or a newer cdknomad",
  "folder-kept": will,
  "job-recreated": will,
  "job-replaced": will,
  "jobs-preempted": will,
  "last-run-failed": will,
  "may-not-run-yet": will,
  "not-checked-by-nomad": "its fix is a right of the token, with which all other tests plan",
  "not-compared": "its fix is a right of the token, with which all other tests plan",
  "not-destroyed": will,
  "not-healthy": own,
  "not-placed-now": "its fix is more nodes or fewer resources, which a lab with one node does not have",
  "plugin-missing": "its fix is the plugin, which the tests of CSI volumes run",
  "settings-replaced": will,
  "still-running": "its fix is a node that comes back",
  "terraform-failed": own,
  "volume-not-ready": "its fix is a node that comes back",
  "waits-for-volumes": will,
  "warnings-of-nomad": own,
  "would-run-again": will,
  "build-failed": "its fix is to install Go or to reach its module proxy, which a test of this repository always has",
  "cluster-differs": "its advice is another --name, which is the name of a cluster that is bootstrapped from scratch",
  "create-failed": own,
  "delete-failed": own,
  "deploy-failed": "it repeats that cdktf failed; the errors above it have codes of their own",
  "driver-without-mounts": "its fix is another driver, which is another job",
  "forge-refused": own,
  "forge-unreachable": "its fix is a forge that answers",
  "host-stopped":
    "its advice is the command that starts a node, which the tests of failing nodes run for other reasons",
  "host-unknown": "its advice is the list of the nodes, of which every lab test uses one",
  "image-not-built": "its fix is to install a library on this machine",
  "import-failed": own,
  "job-immutable": "its fix is to leave the job's type as it is, or to give the new job another name",
  "job-not-complete": "its fix is `cdknomad up`, with which the tests of other jobs deploy them",
  "lab-action-failed": "its advice is to start the node or the lab again",
  "lab-differs": "its advice is to take the lab down, which the tests of the lab do after it",
  "lab-failed": "the cause is in the logs that the message names",
  "lab-not-possible": "its fix is a privileged container or another machine",
  "no-placement": "its fix is a plugin or a node, which a lab with one node does not have",
  "not-a-job": "the file is not a job, and the advice is to import another one",
  "not-checked": "it says that something could not be checked; its cause has a code of its own",
  "not-found": "its advice is to plan again, which each test of drift does",
  "not-valid": "it lists attributes; every test of a resource type has a valid one",
  "packages-missing": "its fix is to install programs on this machine",
  "parser-failed": "it is a fault of the importer; the advice is to report it",
  "plan-failed": own,
  "plan-unreadable": "it needs a plan of another version of Terraform",
  "provider-settings": own,
  "read-failed": own,
  "reference-missing": "its fix is an object that exists, as in every other test",
  "refused-by-consul": own,
  "register-failed": own,
  "reviewed-plan-missing": "its fix is a new pull request; the tests of pull requests open them from the beginning",
  "service-not-found": "its fix is a service that runs, as in the tests of forward",
  "state-damaged": "its fix is a backup of the state",
  "state-unreadable": own,
  "system-error": "it is an error of the operating system, which says what to do",
  "template-not-rendered": "its fix is a program that this repository does not have: levant or nomad-pack",
  "unexpected-error": "it is a fault of cdknomad; the advice is to report it",
  "variable-wrong-value":
    "its advice is a value of the type that the file declares, as in the tests of other variables",
};
