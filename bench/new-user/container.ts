import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a step printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  /** All that it wrote, standard error included, as it came. */
  readonly output: string;
}

const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

/** What a newcomer's shell has. Certificates are those of this machine, whose registries may be behind an authority of its own. */
const ENVIRONMENT = {
  HOME: "/root",
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/go/bin",
  LANG: "C.UTF-8",
  NODE_EXTRA_CA_CERTS: CERTIFICATES,
};

/** Becomes the first process of the container: its files are those of the folder, its processes end with it. */
const ENTER = `
  mount --make-rprivate /
  mount --bind "$1" "$1"
  mount --rbind /dev "$1/dev"
  mount --rbind /sys "$1/sys"
  mount -t proc proc "$1/proc"
  mount -t tmpfs tmpfs "$1/run"
  hostname newcomer
  cd "$1"
  mkdir -p .outside
  pivot_root . .outside
  umount -l /.outside
  touch /run/entered
  exec sleep infinity`;

/**
 * The container of a new user: own files, mounts, processes, and host name, an empty home folder, and the network of this machine to reach
 * the package registries.
 */
export class Container {
  private constructor(
    readonly root: string,
    private readonly first: ChildProcess,
    private readonly pid: string,
  ) {}

  /**
   * Creates a container with a minimal Debian, certificates, and this machine's Node and Go.
   *
   * @param folder an empty folder for its files
   */
  static start(folder: string): Promise<Container> {
    const root = path.join(folder, "root");
    debian(folder, root);
    node(root);
    go(root);
    copyFileSync(CERTIFICATES, path.join(root, CERTIFICATES));
    copyFileSync("/etc/resolv.conf", path.join(root, "etc/resolv.conf"));
    return Container.enter(root);
  }

  /**
   * Creates a container with this machine's Node and Terraform, the programs that npm needs, and nothing else: no Go and no compiler.
   *
   * @param folder an empty folder for its files
   */
  static startWithoutCompiler(folder: string): Promise<Container> {
    const root = path.join(folder, "root");
    for (const name of ["usr/local/bin", "usr/bin", "dev", "sys", "proc", "run", "tmp", "etc", "root"]) {
      mkdirSync(path.join(root, name), { recursive: true });
    }
    symlinkSync("usr/bin", path.join(root, "bin"));
    for (const name of [...FEW_PROGRAMS, "terraform"]) {
      copyProgram(which(name), path.join(root, "usr/bin", name), root);
    }
    node(root);
    copyLibraries(process.execPath, root);
    mkdirSync(path.dirname(path.join(root, CERTIFICATES)), { recursive: true });
    copyFileSync(CERTIFICATES, path.join(root, CERTIFICATES));
    return Container.enter(root);
  }

  private static async enter(root: string): Promise<Container> {
    const namespaces = ["--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child"];
    const first = spawn("unshare", [...namespaces, "sh", "-euc", ENTER, "container", root], { stdio: "inherit" });
    const pid = await firstProcess(Number(first.pid));
    return new Container(root, first, pid);
  }

  /** Runs a line of a shell in a folder, with additional variables; what it prints is also shown. */
  run(line: string, folder: string, additional: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const enter = ["--target", this.pid, "--mount", "--pid", "--uts", "--ipc", `--wdns=${folder}`];
    const variables = Object.entries({ ...ENVIRONMENT, ...additional }).map(([name, value]) => `${name}=${value}`);
    const child = spawn("nsenter", [...enter, "env", "-i", ...variables, "sh", "-ec", line], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        process.stdout.write(text);
      });
    }
    return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
  }

  /** Ends all its processes; its files stay. */
  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.first.on("close", resolve));
    this.first.kill("SIGKILL");
    await ended;
  }
}

/** Debian's own program makes its least system; it is fetched as a package and not installed. */
function debian(folder: string, root: string): void {
  mkdirSync(root);
  const options = { cwd: folder, stdio: "inherit" } as const;
  execFileSync("apt-get", ["-o", "Debug::NoLocking=1", "download", "debootstrap"], options);
  const archive = readdirSync(folder).find((file) => /^debootstrap_.*\.deb$/.test(file)) ?? "";
  execFileSync("dpkg-deb", ["--extract", archive, "debootstrap"], options);
  execFileSync(
    "sh",
    ["debootstrap/usr/sbin/debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", root],
    { ...options, env: { ...process.env, DEBOOTSTRAP_DIR: path.join(folder, "debootstrap/usr/share/debootstrap") } },
  );
}

/** As its own archive puts it into `/usr/local`, with npm. */
function node(root: string): void {
  const local = path.join(root, "usr/local");
  const npm = path.dirname(path.dirname(execFileSync("readlink", ["-f", which("npm")], { encoding: "utf8" }).trim()));
  copyFileSync(process.execPath, path.join(local, "bin/node"));
  cpSync(npm, path.join(local, "lib/node_modules/npm"), { recursive: true });
  for (const name of ["npm", "npx"]) {
    rmSync(path.join(local, "bin", name), { force: true });
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, path.join(local, "bin", name));
  }
  writeFileSync(path.join(root, "etc/hosts"), "127.0.0.1 localhost newcomer\n");
}

/** As its own archive puts it into `/usr/local`. */
function go(root: string): void {
  const folder = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  cpSync(folder, path.join(root, "usr/local/go"), { recursive: true });
}

/** What enters the container, and what npm and the scripts of packages start. */
const FEW_PROGRAMS = "sh env cat mkdir rm sleep touch umount uname".split(" ");

function copyProgram(from: string, to: string, root: string): void {
  copyFileSync(from, to);
  copyLibraries(from, root);
}

/** Copies the libraries that a program is linked with to the same paths. */
function copyLibraries(program: string, root: string): void {
  const { stdout } = spawnSync("ldd", [program], { encoding: "utf8" });
  for (const [, file = ""] of stdout.matchAll(/(\/\S+) \(0x/g)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    copyFileSync(file, path.join(root, file));
  }
}

function which(program: string): string {
  return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
}

/** The child of `unshare`, as soon as it has its own files. */
async function firstProcess(unshare: number): Promise<string> {
  for (;;) {
    const [pid] = execFileSync("sh", ["-c", `cat /proc/${unshare}/task/${unshare}/children`], { encoding: "utf8" })
      .trim()
      .split(" ");
    if (pid) {
      try {
        execFileSync("nsenter", ["--target", pid, "--mount", "cat", "/run/entered"], { stdio: "ignore" });
        return pid;
      } catch {
        // Not yet.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
