import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runImport } from "./run-import";

jest.setTimeout(300_000);

/** Job files after reports of users of Nomad, nomad-pack, and Levant; docs/reference/compatibility.md lists them. */
describe("job files of public reports", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "cdknomad-reports-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const imported = (text: string) => {
    const file = path.join(folder, "web.nomad.hcl");
    writeFileSync(file, text);
    return runImport(folder, [file]);
  };
  const withTask = (task: string) => `job "web" {
  group "web" {
    task "web" {
      driver = "docker"
      config { image = "busybox:1" }
      ${task}
    }
  }
}
`;
  const withTemplate = (data: string, more = "") =>
    withTask(`template {
        destination = "local/web.conf"
        data        = <<EOT
${data}
EOT
        ${more}
      }`);

  it("keep a percent sign in a template (nomad-pack 687)", async () => {
    const { stdout, code } = await imported(withTemplate("%i %d %s 100%"));
    expect(stdout).toContain("%i %d %s 100%");
    expect(code).toBe(0);
  });

  it("with two job blocks are refused with the place of both (nomad-pack 579)", async () => {
    const { report, error, code, stdout } = await imported(`${withTask("")}\n${withTask("")}`);
    expect(`${report}${error ?? ""}`).toContain(
      'web.nomad.hcl:11:1: duplicate job block; Only one block of type "job" is allowed. Previous definition was at web.nomad.hcl:1,1-10',
    );
    expect(stdout).toBe("");
    expect(code === 1 || error !== undefined).toBe(true);
  });

  it("may call functions (nomad-pack 320)", async () => {
    const { stdout } = await imported(withTask("env {\n        VALUE = max(10, 20)\n      }"));
    expect(stdout).toMatch(/VALUE: "20"/);
  });

  it("keep the wait block of a template (levant 550)", async () => {
    const { stdout, code } = await imported(
      withTemplate("x", 'wait {\n          min = "5s"\n          max = "10s"\n        }'),
    );
    expect(stdout).toMatch(/wait: \{\s+min: "5s",\s+max: "10s",\s+\}/);
    expect(code).toBe(0);
  });

  it("keep an escaped expression with quotes as the text that the task gets (nomad 9838)", async () => {
    const { stdout, code } = await imported(withTemplate("token: $${LOGZIO_TOKEN:''}"));
    expect(stdout).toContain(`data: "token: \${LOGZIO_TOKEN:''}\\n"`);
    expect(stdout).not.toContain("$${");
    expect(code).toBe(0);
  });

  it("with an expression that HCL cannot read are refused with its line (nomad 9838)", async () => {
    const { report, error } = await imported(withTemplate("token: ${LOGZIO_TOKEN:''}"));
    expect(`${report}${error ?? ""}`).toMatch(/web\.nomad\.hcl:9\b/);
  });

  it("with a heredoc that does not end are refused with its line (nomad 11491)", async () => {
    const { report, error, stdout } = await imported(
      withTask(
        'template {\n        destination = "local/a"\n        data = <<EOF\ntext without a last lineEOF\n      }',
      ),
    );
    expect(`${report}${error ?? ""}`).toMatch(/web\.nomad\.hcl:\d+/);
    expect(stdout).toBe("");
  });

  it("keep Nomad's own variables as they are (terraform-provider-nomad 329, nomad 15468)", async () => {
    const { stdout, code } = await imported(
      withTask(`constraint {
        attribute = "\${attr.kernel.name}"
        value     = "linux"
      }
      template {
        destination = "\${NOMAD_TASK_DIR}/a.yaml"
        data        = "credentials: \${NOMAD_TASK_DIR}/a.json"
      }`),
    );
    expect(stdout).toContain('attribute: "${attr.kernel.name}"');
    expect(stdout).toContain('destination: "${NOMAD_TASK_DIR}/a.yaml"');
    expect(stdout).toContain('data: "credentials: ${NOMAD_TASK_DIR}/a.json"');
    expect(code).toBe(0);
  });

  it("give a task the literal that an escaped directive means (nomad 14972)", async () => {
    const { stdout } = await imported(withTask('env {\n        TEXT = "%%{test}"\n      }'));
    expect(stdout).toContain('TEXT: "%{test}"');
  });

  it("that read a missing file are refused with the name of that file (waypoint 1675)", async () => {
    const { report, error } = await imported(withTask('env {\n        TEXT = file("not-here.txt")\n      }'));
    expect(`${report}${error ?? ""}`).toContain("not-here.txt");
  });

  it("with a port without a name are refused with its line (nomad 603)", async () => {
    const { report, error } = await imported(
      'job "web" {\n  group "web" {\n    network {\n      port {\n        static = 5000\n      }\n    }\n  }\n}\n',
    );
    expect(`${report}${error ?? ""}`).toMatch(/web\.nomad\.hcl:4\b.*port/);
  });

  it("with a job without a name are refused for the missing name (nomad 1880)", async () => {
    const { report, error } = await imported("job {}\n");
    expect(`${report}${error ?? ""}`).toMatch(/web\.nomad\.hcl:1\b.*name/);
  });

  it("with an option that the driver does not have are imported with a note on the option and the driver (nomad 5729)", async () => {
    const { report, error } = await imported(
      withTask("")
        .replace('driver = "docker"', 'driver = "raw_exec"')
        .replace(
          'config { image = "busybox:1" }',
          'config {\n        command = "/a"\n        port_map {\n          http = 8080\n        }\n      }',
        ),
    );
    expect(`${report}${error ?? ""}`).toContain(
      "groups.web.tasks.web.config: the option port_map of the driver raw_exec is not known to this version of cdknomad",
    );
  });

  it("may have a service without a port (nomad 3673)", async () => {
    const { stdout, code } = await imported(
      withTask('service {\n        name = "web"\n        tags = ["staging"]\n      }'),
    );
    expect(stdout).toMatch(/services: \[\s+\{\s+name: "web",\s+tags: \["staging"\],\s+\},\s+\]/);
    expect(code).toBe(0);
  });

  it("may have a service of a task on a port of its group (nomad 9381)", async () => {
    const { stdout, code, report } = await imported(
      withTask(
        'service {\n        port = "http"\n        check {\n          type     = "tcp"\n          interval = "10s"\n          timeout  = "2s"\n          port     = "http"\n        }\n      }',
      ).replace('task "web"', 'network {\n      port "http" { to = 80 }\n    }\n    task "web"'),
    );
    expect(stdout).toContain('port: "http"');
    expect(report).toBe("");
    expect(code).toBe(0);
  });
});
