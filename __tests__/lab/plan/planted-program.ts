/** A secret in every place of a program into which people put one; CDKNOMAD_TEST_ROUND makes each another. */
import { App, TerraformResource } from "cdktf";
import { ClusterStack, Job, Secret, Variable } from "../../../constructs";
import { needConsul } from "../../../constructs/cluster-stack";
import type { JobSpec } from "../../../constructs/spec";
import { linkTerraformProviders } from "../../../tools/link-terraform-providers";
import { silent } from "../../../tools/progress";
import { planted, round } from "./planted";

const { NOMAD_ADDR = "", CONSUL_HTTP_ADDR = "", CDKNOMAD_TEST_WRONG } = process.env;

/** Nothing of it is placed. */
const everywhere: JobSpec = {
  name: "everywhere",
  datacenters: ["nowhere"],
  meta: { "db.password": planted("job-meta"), round },
  groups: [
    {
      name: "web",
      meta: { clientSecret: planted("group-meta") },
      network: { mode: "bridge", ports: [{ name: "http" }] },
      services: [
        {
          name: "planted-web",
          port: "http",
          tags: [`api-token=${planted("service-tag")}`, `traefik.auth.basicauth.users=ann:${planted("hash")}`],
          meta: { apiKey: planted("service-meta") },
          connect: {
            sidecarService: {
              proxy: {
                config: { redis_password: planted("proxy-config") },
                upstreams: [
                  { destinationName: "db", localBindPort: 5432, config: { auth_token: planted("upstream-config") } },
                ],
              },
            },
          },
        },
      ],
      tasks: [
        {
          name: "main",
          driver: "docker",
          config: {
            image: "example.com/web:1.0.0",
            auth: { username: "ann", password: planted("registry") },
            args: ["--token", planted("argument"), `--password=${planted("argument-with-name")}`],
            labels: { "app.secret": planted("label") },
          },
          env: {
            DB_PASSWORD: planted("env"),
            CONSUL_HTTP_TOKEN: planted("uuid"),
            DATABASE_URL: `postgres://ann:${planted("env-url")}@db.example.com/app`,
            CURL: `curl -H 'X-Nomad-Token: ${planted("env-header")}' https://example.com`,
          },
          meta: { "api-key": planted("task-meta") },
          artifacts: [
            {
              source: `git::https://oauth2:${planted("artifact-url")}@git.example.com/app`,
              options: { sshkey: planted("artifact-option"), ref: "main" },
              headers: { Authorization: `Basic ${planted("artifact-header")}` },
            },
            { source: `https://example.com/app.tgz?access_token=${planted("artifact-query")}` },
          ],
          templates: [
            { destination: "secrets/app.env", data: `API_KEY=${planted("template-env")}\nROUND=${round}\n` },
            {
              destination: "secrets/app.yaml",
              data: `round: ${round}\npassword: ${planted("template-yaml")} and more\n`,
            },
            {
              destination: "secrets/key.pem",
              data: `-----BEGIN PRIVATE KEY-----\n${planted("template-key")}\n-----END PRIVATE KEY-----\n`,
            },
            { destination: "secrets/app.xml", data: `<app><ApiKey>${planted("template-xml")}</ApiKey></app>\n` },
          ],
          resources: { cpu: 50, memory: 32 },
        },
      ],
    },
  ],
};

/** A job whose task prints its secrets and fails. */
const talkative: JobSpec = {
  name: "talkative",
  groups: [
    {
      name: "main",
      count: 1,
      restart: { attempts: 0, mode: "fail" },
      reschedule: { attempts: 0, unlimited: false },
      update: { minHealthyTime: "1s", healthyDeadline: "30s", progressDeadline: "40s" },
      tasks: [
        {
          name: "main",
          driver: "raw_exec",
          config: {
            command: "/bin/sh",
            // without braces, because Nomad puts `${URL_PASSWORD}` into the command line itself
            args: ["-c", 'echo "cannot log in to postgres://ann:$URL_PASSWORD@db with $DB_PASSWORD" >&2; exit 1'],
          },
          env: { DB_PASSWORD: planted("log"), URL_PASSWORD: planted("log-url"), ROUND: round },
          resources: { cpu: 20, memory: 16 },
        },
      ],
    },
  ],
};

if (CDKNOMAD_TEST_WRONG === "1") {
  const [group] = everywhere.groups ?? [];
  Object.assign(group?.tasks?.[0]?.env ?? {}, { OTHER_PASSWORD: [planted("wrong-type")] });
}

const app = new App();
const stack = new ClusterStack(app, "planted", {
  nomad: { address: NOMAD_ADDR },
  consul: { address: CONSUL_HTTP_ADDR },
  guard: "off",
});
needConsul(stack);
new Job(stack, "everywhere", { ...everywhere, terraform: { detach: true, purgeOnDestroy: true } });
new Job(stack, "talkative", { ...talkative, terraform: { purgeOnDestroy: true } });
new Variable(stack, "variable", {
  path: "planted/variable",
  items: {
    written: { plain: planted("variable") },
    file: Secret.fromFile("upstream"),
    given: Secret.fromEnvironment("planted_given"),
  },
});
const resources: readonly (readonly [string, Record<string, unknown>])[] = [
  ["nomad_acl_token", { name: "planted", type: "management" }],
  [
    "nomad_acl_auth_method",
    {
      name: "planted",
      type: "OIDC",
      token_locality: "local",
      max_token_ttl: "1h",
      config: [
        {
          oidc_discovery_url: "https://issuer.test",
          oidc_client_id: "nomad",
          oidc_client_secret: planted("client-secret"),
          bound_audiences: ["nomad"],
          allowed_redirect_uris: ["http://localhost:4649/oidc/callback"],
        },
      ],
    },
  ],
  ["consul_keys", { key: [{ path: "planted/key", value: planted("consul-key"), delete: true }] }],
  ["consul_key_prefix", { path_prefix: "planted/prefix/", subkeys: { any: planted("consul-prefix") } }],
  [
    "consul_config_entry",
    {
      kind: "service-defaults",
      name: "planted",
      config_json: JSON.stringify({ Protocol: "http", Meta: { "api-token": planted("config-entry"), round } }),
    },
  ],
];
for (const [type, attributes] of resources) {
  const resource = new TerraformResource(stack, type, { terraformResourceType: type });
  resource.overrideLogicalId("planted");
  for (const [name, value] of Object.entries(attributes)) {
    resource.addOverride(name, value);
  }
}
app.synth();
void linkTerraformProviders(app.outdir, silent);
