import { fieldChange } from "../../../cli/plan/field-change";
import { readChanges } from "../../../cli/plan/read-changes";
import { htmlReport } from "../../../cli/report/html";
import { markdownReport } from "../../../cli/report/markdown";
import { terminalReport } from "../../../cli/report/terminal";
import { maskText } from "../../../cli/secrets/mask-text";
import type { Task } from "../../../constructs/spec";
import { attributes, job, planned, reportOf } from "./changes";

const planted = "hunter2-planted-9f8e7d";

/** A task with a secret in each place where users put them. The suffix makes two tasks differ. */
function task(suffix: string): Partial<Task> {
  const secret = `${planted}-${suffix}`;
  return {
    env: {
      DB_PASSWORD: secret,
      API_KEY: secret,
      GITHUB_TOKEN: secret,
      DATABASE_URL: `postgres://app:${secret}@db/app`,
      OPTIONS: `user=app;password=${secret};ssl=on`,
      AUTHORIZATION: `Bearer ${secret}`,
    },
    meta: { "client-secret": secret },
    config: { command: "/bin/web", args: [`--token=${secret}`, "--password", secret, `-api-key=${secret}`] },
    templates: [
      { destination: "local/env", data: `A=1\nSECRET_KEY=${secret}\npassword: "${secret}"\n  apiKey: ${secret}\n` },
      { destination: "local/key", data: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----\n` },
    ],
  } as Partial<Task>;
}

describe("a secret", () => {
  const changed = planned(
    attributes(job({ task: task("a") })),
    attributes(job({ task: task("b") })),
    attributes(job({ task: task("c") })),
  );
  const added = planned(attributes(job()), attributes(job()), attributes(job({ task: task("d") })));
  const variable = readChanges(
    {
      resource_changes: [
        {
          address: "nomad_variable.v",
          type: "nomad_variable",
          name: "v",
          mode: "managed",
          change: {
            actions: ["update"],
            before: { path: "app", items: { user: `${planted}-1` } },
            after: { path: "app", items: { user: `${planted}-2` } },
          },
        },
        {
          address: "nomad_variable.wo",
          type: "nomad_variable",
          name: "wo",
          mode: "managed",
          change: {
            actions: ["update"],
            before: { path: "wo", items_wo: null, items_wo_hash: `pbkdf2:salt:${planted}1` },
            after: { path: "wo", items_wo: null, items_wo_hash: `pbkdf2:salt:${planted}2` },
            before_sensitive: { items_wo: true, items_wo_hash: true },
            after_sensitive: { items_wo: true, items_wo_hash: true },
          },
        },
        {
          address: "nomad_variable.moved",
          type: "nomad_variable",
          name: "moved",
          mode: "managed",
          change: {
            actions: ["update"],
            before: { path: "moved", items: { password: planted }, items_wo_hash: null },
            after: { path: "moved", items: null },
            after_unknown: { items_wo_hash: true },
            before_sensitive: { items: true },
            after_sensitive: { items_wo_hash: true },
          },
        },
        {
          address: "consul_config_entry.c",
          type: "consul_config_entry",
          name: "c",
          mode: "managed",
          change: {
            actions: ["update"],
            before: { name: "c", body: { deep: [`${planted}-1`] } },
            after: { name: "c", body: { deep: [`${planted}-2`] } },
            before_sensitive: { body: { deep: true } },
            after_sensitive: { body: { deep: true } },
          },
        },
      ],
    },
    "plan",
  );
  const report = reportOf([...changed, ...added, ...variable]);

  it.each([
    ["the terminal", () => terminalReport(report, { width: 200, colors: false })],
    ["Markdown", () => markdownReport(report)],
    ["HTML", () => htmlReport(report)],
    ["JSON", () => JSON.stringify(report)],
  ])("is nowhere in %s, and that it changes is", (_, write) => {
    const text = write();
    expect(text).not.toContain(planted);
    expect(text).toContain("env.DB_PASSWORD");
    expect(text).toContain("items.user");
    expect(text).toContain("items_wo");
    expect(text).not.toContain("items_wo_hash");
    expect(text).toContain("body.deep");
    expect(text).toContain("(masked)");
  });

  it("that is write-only is shown as changed, by the name of the argument", () => {
    const fields = new Map(variable.map((one) => [one.address, one.fields]));
    expect(fields.get("nomad_variable.wo")).toEqual([
      { path: "items_wo", origin: "configuration", before: "(masked)", after: "(masked)" },
    ]);
    expect(fields.get("nomad_variable.moved")).toEqual([
      { path: "items.password", origin: "configuration", before: "(masked)" },
      { path: "items_wo", origin: "configuration", after: "(masked)" },
    ]);
  });

  it.each([
    [
      "a driver's own credentials",
      { driver: "docker", config: { image: "x", auth: { username: "ann", password: "hunter2" } } },
    ],
    ["a key of go-getter's", { artifacts: [{ source: "https://a.test/x", options: { sshkey: "TFMwdExTMUNS" } }] }],
    ["the header of an artifact", { artifacts: [{ source: "https://a.test/x", headers: { "X-Auth.Secret": "abc" } }] }],
    ["a key with a dot in it", { meta: { "secret.value": "abc" } }],
    ["an argument in a list of a list", { config: { command: "sh", args: ["-c", "curl -u ann:hunter2 a.test"] } }],
    ["an argument behind its flag", { config: { command: "redis-server", args: ["--requirepass", "hunter2"] } }],
    ["the query of an address", { artifacts: [{ source: "https://a.test/x?archive=tgz&access_token=abc" }] }],
  ])("is hidden as %s", (_, task) => {
    const fields = planned(null, null, attributes(job({ task: task as Partial<Task> })))[0]?.fields ?? [];
    const shown = JSON.stringify(fields);
    expect(shown).toContain("(masked)");
    expect(shown).not.toMatch(/hunter2|TFMwdExTMUNS|"abc"|=abc/);
  });

  it.each([
    ["nomad_csi_volume", "secrets.user"],
    ["nomad_csi_volume_registration", "secrets.user"],
    ["nomad_csi_volume", "mount_options.0.mount_flags"],
    ["nomad_csi_volume", "mount_options.0.mount_flags_wo"],
    ["nomad_csi_volume", "secrets_wo.user"],
    ["consul_keys", "values_wo"],
    ["consul_key_prefix", "subkeys_wo.password"],
    ["consul_acl_auth_method", "config_json_wo"],
    ["nomad_acl_auth_method", "config.0.oidc_client_assertion.0.private_key.0.pem_key"],
    ["provider", "headers.0.value"],
    ["provider", "token_command"],
    ["state", "consul.access_token"],
  ])("of a %s is hidden at %s, also where nothing marks it", (type, path) => {
    const { before } = fieldChange(type, { path, before: "plain words", after: undefined }, "configuration");
    expect(before).toBe("(masked)");
  });

  it("that changes in a line of a text is shown as a changed line", () => {
    const change = { path: "data", before: "A=1\nTOKEN=abc\nB=1", after: "A=1\nTOKEN=def\nB=2" };
    expect(fieldChange("nomad_job", change, "configuration")).toMatchObject({
      before: "TOKEN=(masked)\nB=1",
      after: "TOKEN=(masked)\nB=2",
      lines: ["@@ line 1 @@", "  A=1", "- TOKEN=(masked)", "- B=1", "+ TOKEN=(masked)", "+ B=2"],
    });
  });

  it("is not assumed for values that only have a similar name", () => {
    const open = { TOKEN_PATH: "/run/token", AUTH_METHOD: "jwt", KEYBOARD: "de", PUBLIC_KEY: "abc", MONKEY: "x" };
    const [resource] = planned(attributes(job()), attributes(job()), attributes(job({ task: { env: open } })));
    expect(resource?.fields.map(({ after }) => after)).toEqual(["/run/token", "jwt", "de", "abc", "x"]);
  });

  it("of this very process is hidden wherever it stands", () => {
    const text = "denied for 5b2c1d7e-0000-4000-8000-1234567890ab, it says";
    expect(maskText(text, { NOMAD_TOKEN: "5b2c1d7e-0000-4000-8000-1234567890ab" })).toBe(
      "denied for (masked), it says",
    );
  });

  it("that a template only refers to is shown as the reference that it is", () => {
    expect(maskText('PASSWORD={{ with nomadVar "app" }}{{ .password }}{{ end }}', {})).toBe(
      'PASSWORD={{ with nomadVar "app" }}{{ .password }}{{ end }}',
    );
  });
});
