import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { certificateFindings } from "../../../cli/checks/certificates";
import { makeCertificate } from "../clients/certificate";

describe("certificates of this machine", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "cdknomad-certificates-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  const now = Date.now();
  const day = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10);
  const found = (from: number, to: number) => {
    const certFile = path.join(folder, `${from}-${to}.pem`);
    writeFileSync(certFile, makeCertificate({ name: "cli", days: [from, to] }).cert);
    return certificateFindings("nomad", { certFile }, now).map(({ level, message }) =>
      `${level} ${message}`.replace(certFile, "FILE"),
    );
  };

  it("are no finding as long as they are valid for more than a week", () => {
    expect(found(-1, 30)).toEqual([]);
  });

  it.each([
    ["have ended", -30, -2, `problem nomad: the certificate FILE ended on ${day(-2)}; have a new one made`],
    [
      "have not begun",
      2,
      30,
      `problem nomad: the certificate FILE is valid from ${day(2)} on; wait, or set this machine's clock right`,
    ],
    [
      "end within a week",
      -30,
      5,
      `warning nomad: the certificate FILE ends on ${day(5)}; have a new one made before that`,
    ],
  ])("that %s are a finding", (_, from, to, message) => {
    expect(found(from, to)).toEqual([message]);
  });

  it("that cannot be read are no finding, because the connection that needs them reports them", () => {
    expect(certificateFindings("consul", { caFile: "/nowhere/ca.pem" }, now)).toEqual([]);
  });
});
