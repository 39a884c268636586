import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { blockIn, loginOf, tlsOf, tokenOf } from "../../../cli/stack/provider-block";
import { nomadTlsFiles, readTlsFiles } from "../../../clients";

describe("the token that a provider's block leads to", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-token-"));
  const file = path.join(folder, "token");
  writeFileSync(file, "of-the-file\n", { mode: 0o600 });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is that of the environment before the file's, and the file's before the command's", () => {
    const block = { token_file: file, token_command: ["echo", "of-the-command"] } as const;
    expect(tokenOf(block, "of-the-environment")).toBe("of-the-environment");
    expect(tokenOf(block, undefined)).toBe("of-the-file");
    expect(tokenOf({ token_command: block.token_command }, undefined)).toBe("of-the-command");
    expect(tokenOf({}, undefined)).toBeUndefined();
  });

  it("is asked for once in a run, however many stacks there are", () => {
    const asked = path.join(folder, "asked");
    const block = { token_command: ["sh", "-c", `echo x >> ${asked}; wc -l < ${asked}`] } as const;
    expect([tokenOf(block, undefined), tokenOf(block, undefined)]).toEqual(["1", "1"]);
  });

  it("fails when the command does, with what it says and nothing that it printed", () => {
    const command = ["sh", "-c", "echo planted; echo locked >&2; exit 3"] as const;
    expect(() => tokenOf({ token_command: command }, undefined)).toThrow(
      /^token_command "sh" printed no token \(exit code 3\): locked \(token-command-failed\)$/,
    );
    expect(() => tokenOf({ token_command: ["no-such-program"] }, undefined)).toThrow(
      /^token_command "no-such-program" printed no token \(ENOENT\): no message \(token-command-failed\)$/,
    );
  });
});

describe("the login of a provider's block", () => {
  it("has the value of its variable, for Nomad and for Consul", () => {
    const variables = { TF_VAR_ci_jwt: "planted-identity" };
    const login = { authMethod: "ci", jwt: "planted-identity" };
    const token = "$" + "{var.ci_jwt}";
    expect(loginOf({ auth_jwt: [{ auth_method: "ci", login_token: token }] }, variables)).toEqual(login);
    expect(loginOf({ auth_jwt: { auth_method: "ci", bearer_token: token } }, variables)).toEqual(login);
  });

  it("is left to Terraform if the variable has no value", () => {
    const token = "$" + "{var.ci_jwt}";
    expect(loginOf({ auth_jwt: [{ auth_method: "ci", login_token: token }] }, {})).toBeUndefined();
    expect(loginOf({}, {})).toBeUndefined();
  });
});

describe("the files that a provider's block names", () => {
  it("are found from the stack's folder, as Terraform finds them, but for those at home", () => {
    const block = {
      address: "https://n",
      ca_file: "../../../ca.pem",
      cert_file: "~/cli.pem",
      key_file: "/run/key.pem",
    };
    expect(blockIn("/project/cdktf.out/stacks/apps", block)).toEqual({
      address: "https://n",
      ca_file: "/project/ca.pem",
      cert_file: "~/cli.pem",
      key_file: "/run/key.pem",
    });
  });
});

describe("the certificates that are used", () => {
  it("are those of the block, and of the variables where it has none", () => {
    const variables = nomadTlsFiles({ NOMAD_CACERT: "/ca", NOMAD_CLIENT_CERT: "/cert", NOMAD_SKIP_VERIFY: "true" });
    expect(variables).toEqual({ caFile: "/ca", certFile: "/cert", insecure: true });
    expect(tlsOf({ ca_file: "~/other" }, variables)).toEqual({ caFile: "~/other", certFile: "/cert", insecure: true });
  });

  it("fail with their name when they cannot be read", () => {
    expect(() => readTlsFiles({ caFile: "/no/such.pem" })).toThrow(
      "/no/such.pem: the certificate of the authority cannot be read (ENOENT); correct the variable or setting that names it",
    );
  });
});
