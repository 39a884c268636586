import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { userBehindSudo } from "../../../cli/run-as-user";

const isRoot = process.getuid?.() === 0;

/** Only root can give a folder to a user, and only root is behind sudo. */
(isRoot ? describe : describe.skip)("a command that is run with sudo", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "behind-sudo-"));
  const sudo = { SUDO_UID: "54321", SUDO_GID: "54321" };
  beforeEach(() => chownSync(folder, 0, 0));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("runs as the user in a folder of the user", () => {
    chownSync(folder, 54321, 54321);
    expect(userBehindSudo(sudo, [folder])).toEqual({ uid: 54321, gid: 54321 });
  });

  it("runs as root in a folder of root or of another user", () => {
    expect(userBehindSudo(sudo, [folder])).toBeUndefined();
    chownSync(folder, 54322, 54322);
    expect(userBehindSudo(sudo, [folder])).toBeUndefined();
  });

  it("runs as root without sudo, and if root ran sudo", () => {
    chownSync(folder, 54321, 54321);
    expect(userBehindSudo({}, [folder])).toBeUndefined();
    expect(userBehindSudo({ SUDO_UID: "0", SUDO_GID: "0" }, [folder])).toBeUndefined();
    expect(userBehindSudo({ SUDO_UID: "nobody", SUDO_GID: "1" }, [folder])).toBeUndefined();
  });
});
