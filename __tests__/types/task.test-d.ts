import { otherDriver, type Resources, type Task, type Template } from "../../constructs/spec";

const task = (_: Task): void => {};
const resources = (_: Resources): void => {};
const template = (_: Template): void => {};
const docker = { name: "t", driver: "docker", config: { image: "web:1" } } as const;

task({ ...docker, resources: { cpu: 500, memory: 1024 }, killTimeout: "30s" });
task({ name: "t", ...otherDriver("exec2", { command: "/bin/web", unveil: ["r:/etc"] }) });
resources({ cores: 2, memory: 256 });

// @ts-expect-error a task has a driver
task({ name: "t" });
// @ts-expect-error a task has a name
task({ driver: "docker", config: { image: "web:1" } });
// @ts-expect-error a driver that we do not know goes through otherDriver
task({ name: "t", driver: "exec2", config: {} });
// @ts-expect-error a slip in the driver's name
task({ name: "t", driver: "dokcer", config: { image: "web:1" } });
// @ts-expect-error docker needs an image
task({ name: "t", driver: "docker", config: { ports: ["http"] } });
// @ts-expect-error docker needs a config
task({ name: "t", driver: "docker" });
// @ts-expect-error an unknown option of docker
task({ name: "t", driver: "docker", config: { image: "web:1", portz: ["http"] } });
// @ts-expect-error the HCL name of an option
task({ name: "t", driver: "docker", config: { image: "web:1", force_pull: true } });
// @ts-expect-error ports is a list
task({ name: "t", driver: "docker", config: { image: "web:1", ports: "http" } });
// @ts-expect-error docker has no init_path, podman has
task({ name: "t", driver: "docker", config: { image: "web:1", initPath: "/usr/bin/catatonit" } });
// @ts-expect-error podman has no isolation, docker has
task({ name: "t", driver: "podman", config: { image: "web:1", isolation: "process" } });
// @ts-expect-error an image is nothing that exec runs
task({ name: "t", driver: "exec", config: { image: "web:1" } });
// @ts-expect-error raw_exec needs a command
task({ name: "t", driver: "raw_exec", config: { args: ["-v"] } });
// @ts-expect-error capabilities are a list
task({ name: "t", driver: "podman", config: { image: "web:1", capAdd: "NET_ADMIN" } });
// @ts-expect-error a boolean in quotes
task({ name: "t", driver: "docker", config: { image: "web:1", privileged: "true" } });
// @ts-expect-error an unknown field of a mount
task({ name: "t", driver: "docker", config: { image: "web:1", mounts: [{ type: "bind", from: "/srv" }] } });
// @ts-expect-error qemu starts from an image path
task({ name: "t", driver: "qemu", config: { image: "disk.qcow2" } });
// @ts-expect-error java's memory is no option of its own
task({ name: "t", driver: "java", config: { jarPath: "local/web.jar", memory: 512 } });
// @ts-expect-error an unknown hook
task({ ...docker, lifecycle: { hook: "poststarted" } });
// @ts-expect-error a lifecycle has a hook
task({ ...docker, lifecycle: { sidecar: true } });
// @ts-expect-error a variable is a string
task({ ...docker, env: { PORT: 8080 } });
// @ts-expect-error env is an object
task({ ...docker, env: ["PORT=8080"] });
// @ts-expect-error a bad duration
task({ ...docker, killTimeout: "30 sec" });
// @ts-expect-error HCL's singular
task({ ...docker, template: [] });
// @ts-expect-error an artifact has a source
task({ ...docker, artifacts: [{ destination: "local/" }] });
// @ts-expect-error an unknown mode of an artifact
task({ ...docker, artifacts: [{ source: "https://example.com/a.zip", mode: "archive" }] });
// @ts-expect-error identities is a list
task({ ...docker, identities: { env: true } });
// @ts-expect-error an unknown change mode of an identity
task({ ...docker, identities: [{ env: true, changeMode: "script" }] });
// @ts-expect-error a mount has a destination
task({ ...docker, volumeMounts: [{ volume: "data" }] });
// @ts-expect-error an unknown propagation
task({ ...docker, volumeMounts: [{ volume: "data", destination: "/d", propagationMode: "shared" }] });
// @ts-expect-error a task scales by cpu or mem
task({ ...docker, scalings: [{ name: "memory", max: 100 }] });
// @ts-expect-error an action has a command
task({ ...docker, actions: [{ name: "migrate" }] });
// @ts-expect-error an unknown change mode of a Vault token
task({ ...docker, vault: { changeMode: "reload" } });

// @ts-expect-error cpu with cores
resources({ cpu: 500, cores: 2 });
// @ts-expect-error cpu with cores, inside a task
task({ ...docker, resources: { cpu: 500, cores: 2 } });
// @ts-expect-error memory is a number of MB
resources({ memory: "1GB" });
// @ts-expect-error Go's name
resources({ memoryMb: 1024 });
// @ts-expect-error an unknown affinity
resources({ cores: 2, numa: { affinity: "strict" } });
// @ts-expect-error a device has a name
resources({ devices: [{ count: 1 }] });

// @ts-expect-error an unknown change mode
template({ destination: "local/c", data: "", changeMode: "reload" });
// @ts-expect-error a template has a destination
template({ data: "x" });
// @ts-expect-error a splay without its unit
template({ destination: "local/c", data: "x", splay: "5" });
// @ts-expect-error permissions are a string, the leading zero counts
template({ destination: "local/c", data: "x", perms: 644 });
