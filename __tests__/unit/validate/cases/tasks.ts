import { breaks, type Case, group, keeps, task, withTask } from "./case";

const volume = (fields: object, count = 1) =>
  group({ count, volumes: [{ name: "data", type: "csi", source: "data", ...fields }] });
const host = (fields: object) => volume({ type: "host", ...fields });
const template = (fields: object) => withTask({ templates: [{ data: "a=1", destination: "local/a", ...fields }] });
const identity = (...identities: object[]) => withTask({ identities });
const artifact = (fields: object) => withTask({ artifacts: [{ source: "https://example.com/a.zip", ...fields }] });
const config = (fields: object, driver = "docker") => withTask({ driver, config: { image: "web:1.2", ...fields } });
const sha1 = "0a4d55a8d778e5022fab701977c5d840bbc486d0";

export const tasks: readonly Case[] = [
  breaks(
    "leader-doubled",
    "fails when two lead",
    group({ tasks: [task({ leader: true }), task({ name: "log", leader: true })] }),
    'leader-doubled groups.web.tasks: a group has at most one leader, got "web", "log"; keep one',
  ),
  keeps(
    "leader-doubled",
    "takes one leader",
    group({ tasks: [task({ leader: true }), task({ name: "log", leader: false })] }),
  ),
  breaks(
    "no-main-task",
    "warns when all tasks are hooks",
    withTask({ lifecycle: { hook: "poststart" } }),
    "no-main-task groups.web.tasks: every task of the group has a lifecycle, so none is the main task; remove lifecycle from the task that does the work",
  ),
  keeps(
    "no-main-task",
    "takes a hook beside a task",
    group({ tasks: [task({ lifecycle: { hook: "prestart" } }), task({ name: "main" })] }),
  ),

  breaks(
    "volume-not-declared",
    "fails when the name is misspelled",
    group({
      volumes: [{ name: "data", type: "host", source: "d" }],
      tasks: [task({ volumeMounts: [{ volume: "dtaa", destination: "/d" }] })],
    }),
    'volume-not-declared groups.web.tasks.web.volumeMounts[0].volume: the group does not declare the volume "dtaa", it has "data"; did you mean "data"',
  ),
  breaks(
    "volume-not-declared",
    "fails when there are none",
    withTask({ volumeMounts: [{ volume: "data", destination: "/d" }] }),
    'volume-not-declared groups.web.tasks.web.volumeMounts[0].volume: the group does not declare the volume "data", it has none; add it to the volumes of the group',
  ),
  keeps(
    "volume-not-declared",
    "takes a volume of the group",
    group({
      volumes: [{ name: "data", type: "host", source: "d" }],
      tasks: [task({ volumeMounts: [{ volume: "data", destination: "/d" }] })],
    }),
  ),

  breaks(
    "volume-request",
    "fails when a CSI volume says nothing",
    volume({ source: undefined }),
    "volume-request groups.web.volumes.data.source: it is empty; set the name of the volume in the cluster",
    'volume-request groups.web.volumes.data.attachmentMode: a CSI volume needs it; use "file-system" or "block-device"',
    'volume-request groups.web.volumes.data.accessMode: a CSI volume needs it, for example "single-node-writer"',
  ),
  breaks(
    "volume-request",
    "fails when two write where one may",
    volume({ accessMode: "single-node-writer", attachmentMode: "file-system" }, 2),
    'volume-request groups.web.volumes.data.accessMode: "single-node-writer" allows one allocation, the group has 2; set perAlloc, or use another access mode',
  ),
  breaks(
    "volume-request",
    "fails when a reader may write",
    volume({ accessMode: "multi-node-reader-only", attachmentMode: "file-system" }),
    'volume-request groups.web.volumes.data.readOnly: the access mode "multi-node-reader-only" does not write; set readOnly to true',
  ),
  breaks(
    "volume-request",
    "fails when a block device has options of a mount",
    volume({ accessMode: "single-node-writer", attachmentMode: "block-device", mountOptions: { fsType: "ext4" } }),
    "volume-request groups.web.volumes.data.mountOptions: a block device is not mounted; remove it",
  ),
  breaks(
    "volume-request",
    "fails when a host volume is on several nodes",
    host({ accessMode: "multi-node-multi-writer", mountOptions: {} }),
    "volume-request groups.web.volumes.data.mountOptions: a host volume has no mount options; remove it",
    'volume-request groups.web.volumes.data.accessMode: a host volume is on one node, got "multi-node-multi-writer"; use one of "single-node-reader-only", "single-node-writer", "single-node-single-writer", "single-node-multi-writer"',
  ),
  breaks(
    "volume-request",
    "fails when a volume for each allocation is sticky",
    host({ perAlloc: true, sticky: true }),
    "volume-request groups.web.volumes.data.sticky: with perAlloc each allocation already has its own volume; remove one of them",
  ),
  breaks(
    "volume-request",
    "fails when a canary would need the volume of another",
    group({ update: { canary: 1 }, volumes: [{ name: "data", type: "host", source: "d", perAlloc: true }] }),
    "volume-request groups.web.volumes.data.perAlloc: a canary would need the volume of an allocation that still runs; set update.canary to 0",
  ),
  breaks(
    "volume-request",
    "fails when a system job numbers its volumes",
    group({ volumes: [{ name: "data", type: "host", source: "d", perAlloc: true }] }, { type: "system" }),
    'volume-request groups.web.volumes.data.perAlloc: a job of type "system" has no numbered allocations; remove it',
  ),
  keeps(
    "volume-request",
    "takes two readers of one writer's volume",
    volume({ accessMode: "multi-node-single-writer", attachmentMode: "file-system", readOnly: true }, 2),
  ),
  keeps("volume-request", "takes a host volume without an access mode", host({})),

  breaks(
    "host-path-mounted",
    "warns about a path of the node",
    config({ volumes: ["local/a:/a", "/srv/shop:/data"] }, "podman"),
    'host-path-mounted groups.web.tasks.web.config.volumes[1]: it mounts "/srv/shop" of the node on which the task runs; use a host volume, which an operator grants',
  ),
  keeps(
    "host-path-mounted",
    "takes a path of the task and a named volume",
    config({ volumes: ["local/a:/a", "data:/data"] }),
  ),

  breaks(
    "template-invalid",
    "fails when there is nothing to render, and nowhere",
    template({ data: "", destination: "" }),
    "template-invalid groups.web.tasks.web.templates[0].data: there is nothing to render; set data, or source",
    'template-invalid groups.web.tasks.web.templates[0].destination: it is empty; name a file, for example "local/app.conf"',
  ),
  breaks(
    "template-invalid",
    "fails when two write one file",
    withTask({
      templates: [
        { data: "a", destination: "local/a" },
        { data: "b", destination: "local/a" },
      ],
    }),
    'template-invalid groups.web.tasks.web.templates[1].destination: templates[0] already writes "local/a"; choose another file',
  ),
  breaks(
    "template-invalid",
    "fails when the mode is not octal",
    template({ perms: "0689" }),
    'template-invalid groups.web.tasks.web.templates[0].perms: "0689" is not an octal file mode; write it as "0644"',
  ),
  breaks(
    "template-invalid",
    "fails when the shortest wait is the longer",
    template({ wait: { min: "10s", max: "5s" } }),
    "template-invalid groups.web.tasks.web.templates[0].wait.min: 10s is longer than max, which is 5s; make it shorter",
  ),
  keeps(
    "template-invalid",
    "takes a source, a mode and equal waits",
    template({ data: undefined, source: "local/a.tpl", perms: "755", wait: { min: "5s", max: "5s" } }),
  ),

  breaks(
    "change-mode",
    "fails when a signal is to change the environment",
    template({ changeMode: "signal", changeSignal: "SIGHUP", env: true }),
    'change-mode groups.web.tasks.web.templates[0].changeMode: a running task does not see a new environment, so a signal has no effect; use "restart" or "noop"',
  ),
  breaks(
    "change-mode",
    "fails when there is no script",
    template({ changeMode: "script" }),
    "change-mode groups.web.tasks.web.templates[0].changeScript: there is no script to run; set its command",
  ),
  breaks(
    "change-mode",
    "fails when the signal is empty",
    template({ changeMode: "signal", changeSignal: "" }),
    'change-mode groups.web.tasks.web.templates[0].changeSignal: it is empty; name a signal, for example "SIGHUP"',
  ),
  breaks(
    "change-mode",
    "fails when an identity has no signal, or one too many",
    identity({ changeMode: "signal" }, { name: "a", aud: ["a"], ttl: "1h", changeSignal: "SIGHUP" }),
    'change-mode groups.web.tasks.web.identities[0].changeSignal: change mode "signal" sends a signal; name it, for example "SIGHUP"',
    'change-mode groups.web.tasks.web.identities[1].changeSignal: change mode "noop" does not send a signal; set changeMode to "signal", or remove it',
  ),
  keeps("change-mode", "takes Nomad's own signal", template({ changeMode: "signal" })),

  breaks(
    "path-leaves-allocation",
    "fails when files are written outside",
    withTask({
      templates: [{ data: "a", destination: "local/../../../a" }],
      artifacts: [{ source: "https://example.com/a.zip", destination: "../../a" }],
      dispatchPayload: { file: "../../../a" },
    }),
    'path-leaves-allocation groups.web.tasks.web.templates[0].destination: "local/../../../a" is outside the allocation\'s directory; use a path below "local/"',
    'path-leaves-allocation groups.web.tasks.web.artifacts[0].destination: "../../a" is outside the allocation\'s directory; use a path below "local/"',
    'path-leaves-allocation groups.web.tasks.web.dispatchPayload.file: "../../../a" is outside the allocation\'s directory; use a path below "local/"',
  ),
  keeps(
    "path-leaves-allocation",
    "takes the directory that tasks share",
    withTask({
      templates: [{ data: "a", destination: "../alloc/a" }],
      dispatchPayload: { file: "../../a" },
    }),
  ),
  keeps(
    "path-leaves-allocation",
    "takes a path that the client fills in",
    template({ destination: "${NOMAD_TASK_DIR}/../../../a" }),
  ),

  breaks(
    "template-not-visible",
    "warns when the container does not see the file",
    template({ destination: "etc/a" }),
    'template-not-visible groups.web.tasks.web.templates[0].destination: the container sees "local/", "secrets/" and "alloc/" of the task\'s directory, got "etc/a"; write to "local/"',
  ),
  keeps(
    "template-not-visible",
    "takes a file that is mounted",
    withTask({
      config: { image: "web:1.2", volumes: ["etc/a:/etc/a"] },
      templates: [{ data: "a", destination: "etc/a" }],
    }),
  ),
  keeps("template-not-visible", "takes an environment", template({ destination: "a.env", env: true })),
  keeps(
    "template-not-visible",
    "takes any place without a container",
    withTask({ driver: "exec", config: { command: "/bin/a" }, templates: [{ data: "a", destination: "etc/a" }] }),
  ),

  breaks(
    "artifact-invalid",
    "fails when there is nothing to fetch",
    artifact({ source: "" }),
    "artifact-invalid groups.web.tasks.web.artifacts[0].source: it is empty; set the address to fetch",
  ),
  breaks(
    "artifact-invalid",
    "fails when the sum is too short",
    artifact({ options: { checksum: `sha256:${sha1}` } }),
    'artifact-invalid groups.web.tasks.web.artifacts[0].options.checksum: "sha256:0a4d55a8d778e5022fab701977c5d840bbc486d0" is not a checksum; write the kind (md5, sha1, sha256, sha512), a colon and the sum in hex',
  ),
  breaks(
    "artifact-invalid",
    "fails when the kind of sum is missing",
    artifact({ options: { checksum: sha1 } }),
    'artifact-invalid groups.web.tasks.web.artifacts[0].options.checksum: "0a4d55a8d778e5022fab701977c5d840bbc486d0" is not a checksum; write the kind (md5, sha1, sha256, sha512), a colon and the sum in hex',
  ),
  keeps("artifact-invalid", "takes a sum", artifact({ options: { checksum: `sha1:${sha1}` } })),
  keeps(
    "artifact-invalid",
    "takes a sum that the client fills in",
    artifact({ options: { checksum: "sha1:${NOMAD_META_SUM}" } }),
  ),

  breaks(
    "identity-invalid",
    "fails when the default identity is to expire",
    identity({ ttl: "1h" }),
    "identity-invalid groups.web.tasks.web.identities[0].ttl: the default identity does not expire; remove it, or give the identity a name",
  ),
  breaks(
    "identity-doubled",
    "warns when one of two default identities is lost",
    identity({ file: true }, { name: "a", aud: ["b"], ttl: "1h" }, { name: "default", env: true }),
    "identity-doubled groups.web.tasks.web.identities[0]: identities[2] replaces it; give one of them a name, or merge them",
  ),
  keeps(
    "identity-doubled",
    "takes one default identity",
    identity({ file: true }, { name: "a", aud: ["b"], ttl: "1h" }),
  ),
  breaks(
    "identity-invalid",
    "fails when names, audiences and files do not fit",
    identity({ name: "a/b", aud: [""], ttl: "1h", filepath: "local/a" }),
    'identity-invalid groups.web.tasks.web.identities[0].name: "a/b" is not a file name; use letters, digits, "-" and "_"',
    "identity-invalid groups.web.tasks.web.identities[0].aud: it contains an empty text; name who may accept the token",
    "identity-invalid groups.web.tasks.web.identities[0].filepath: no file is written; set file to true, or remove it",
  ),
  breaks(
    "identity-invalid",
    "fails when the identity of a service is for nobody",
    group({ services: [{ name: "shop", identity: {} }] }),
    'identity-invalid groups.web.services.shop.identity.aud: it is empty; name who may accept the token, for example "consul.io"',
  ),
  keeps("identity-invalid", "takes a default identity in a file", identity({ file: true, filepath: "local/token" })),

  breaks(
    "identity-loose",
    "warns when a token is for anyone and for ever",
    identity({ name: "a", env: true }),
    "identity-loose groups.web.tasks.web.identities[0].aud: anyone may accept the token; name who may accept it",
    'identity-loose groups.web.tasks.web.identities[0].ttl: the token never expires; set it, for example to "1h"',
    'identity-loose groups.web.tasks.web.identities[0].changeMode: a running task does not see a new environment; use "restart", or a file',
  ),
  breaks(
    "identity-loose",
    "warns when a token is for two",
    identity({ name: "a", aud: ["b", "c"], ttl: "1h" }),
    'identity-loose groups.web.tasks.web.identities[0].aud: each of "b", "c" can use the token at the others; write one identity for each',
  ),
  keeps("identity-loose", "takes the default identity in the environment", identity({ env: true })),
  keeps(
    "identity-loose",
    "takes a token that is renewed",
    identity({ name: "a", aud: ["b"], ttl: "1h", env: true, changeMode: "restart" }),
  ),

  breaks(
    "secret-invalid",
    "fails when a secret has the wrong fields",
    withTask({
      secrets: [
        { name: "a-b", provider: "vault", path: "", env: { A: "1" } },
        { name: "c", provider: "mine", path: "p", config: { a: 1 } },
      ],
    }),
    'secret-invalid groups.web.tasks.web.secrets[0].name: "a-b" is not a name for a secret; use letters, digits and "_"',
    "secret-invalid groups.web.tasks.web.secrets[0].path: it is empty; set the path of the secret",
    "secret-invalid groups.web.tasks.web.secrets[0].provider: the task has no access to Vault; add vault to the task",
    'secret-invalid groups.web.tasks.web.secrets[0].env: only plugins have it, the provider is "vault"; remove it',
    'secret-invalid groups.web.tasks.web.secrets[1].config: only the providers "nomad" and "vault" have it; use env',
  ),
  keeps(
    "secret-invalid",
    "takes a plugin with an environment",
    withTask({ secrets: [{ name: "c", provider: "mine", path: "p", env: { A: "1" } }] }),
  ),

  breaks(
    "action-invalid",
    "fails when a name cannot be typed and nothing is run",
    withTask({ actions: [{ name: "a b", command: "" }] }),
    'action-invalid groups.web.tasks.web.actions[0].name: "a b" cannot be typed on a command line; use 1 to 128 characters without spaces',
    "action-invalid groups.web.tasks.web.actions[0].command: it is empty; name the command to run",
  ),
  keeps("action-invalid", "takes any sign but a space", withTask({ actions: [{ name: "a/b:ü", command: "/bin/a" }] })),

  breaks(
    "csi-plugin",
    "fails when a plugin does not say what it is",
    withTask({ csiPlugin: {} }),
    "csi-plugin groups.web.tasks.web.csiPlugin.id: it is empty; name the plugin",
    'csi-plugin groups.web.tasks.web.csiPlugin.type: it is missing; use "node", "controller" or "monolith"',
  ),
  breaks(
    "csi-plugin",
    "fails when it stages inside its own directory",
    withTask({ csiPlugin: { id: "nfs", type: "node", mountDir: "/csi", stagePublishBaseDir: "/csi/stage" } }),
    'csi-plugin groups.web.tasks.web.csiPlugin.stagePublishBaseDir: "/csi/stage" is inside mountDir, which is "/csi"; choose a directory beside it',
  ),
  keeps(
    "csi-plugin",
    "takes a directory beside its own",
    withTask({ csiPlugin: { id: "nfs", type: "node", mountDir: "/csi", stagePublishBaseDir: "/local/csi" } }),
  ),

  breaks(
    "image-not-pinned",
    "warns about the latest image",
    config({ image: "registry.test:5000/web:latest" }),
    'image-not-pinned groups.web.tasks.web.config.image: "registry.test:5000/web:latest" has the tag "latest": its version can change at each start and differ between nodes; pin a version or a digest',
  ),
  breaks(
    "image-not-pinned",
    "warns about an image without a tag at a registry with a port",
    config({ image: "docker://registry.test:5000/web" }, "podman"),
    'image-not-pinned groups.web.tasks.web.config.image: "docker://registry.test:5000/web" has no tag, which means "latest": its version can change at each start and differ between nodes; pin a version or a digest',
  ),
  breaks(
    "image-not-pinned",
    "warns once per job",
    group({ tasks: ["a", "b"].map((name) => task({ name, config: { image: "web" } })) }),
    'image-not-pinned groups.web.tasks.a.config.image: "web" has no tag, which means "latest": its version can change at each start and differ between nodes; pin a version or a digest (the same in "b")',
  ),
  keeps("image-not-pinned", "takes a digest", config({ image: `web@sha256:${"0".repeat(64)}` })),
  keeps("image-not-pinned", "takes an archive", config({ image: "docker-archive:local/web.tar" }, "podman")),
  keeps("image-not-pinned", "takes a loaded image", config({ image: "web", load: "web.tar" })),
  keeps("image-not-pinned", "takes a tag that the client fills in", config({ image: "web:${NOMAD_META_VERSION}" })),

  breaks(
    "privileged-container",
    "warns about root on the node",
    config({ privileged: true }),
    "privileged-container groups.web.tasks.web.config.privileged: a process that breaks out of this container is root on the node; use capAdd or devices for what the task needs",
  ),
  keeps("privileged-container", "takes a container that is not", config({ privileged: false })),
  breaks(
    "broad-capabilities",
    "warns about some, in any spelling",
    config({ capAdd: ["CAP_SYS_ADMIN", "net_admin", "chown"] }),
    'broad-capabilities groups.web.tasks.web.config.capAdd: "CAP_SYS_ADMIN", "net_admin" reach beyond the task; drop what the task does not need',
  ),
  breaks(
    "broad-capabilities",
    "warns about a program on the node",
    withTask({ driver: "exec", config: { command: "/bin/a", capAdd: ["all"] } }),
    'broad-capabilities groups.web.tasks.web.config.capAdd: "all" reaches beyond the task; drop what the task does not need',
  ),
  keeps("broad-capabilities", "takes the right to a low port", config({ capAdd: ["net_bind_service"] })),
  breaks(
    "host-namespace",
    "warns about the processes of the node",
    config({ pidMode: "host", ipcMode: "host" }),
    'host-namespace groups.web.tasks.web.config.pidMode: "host" removes the isolation between the task and the node; remove it',
    'host-namespace groups.web.tasks.web.config.ipcMode: "host" removes the isolation between the task and the node; remove it',
  ),
  keeps("host-namespace", "takes the network of the node", config({ networkMode: "host" })),

  breaks(
    "secret-in-env",
    "warns by name and by form, and does not say the value",
    withTask({ env: { DB_PASSWORD: "correct horse", STRIPE_API_KEY: "sk-1", URL: "postgres://shop:horse@db/shop" } }),
    'secret-in-env groups.web.tasks.web.env.DB_PASSWORD: it looks like a secret, and everyone who can read the job can read it; store it in a Nomad variable and render it with a template (the same for "STRIPE_API_KEY", "URL")',
  ),
  keeps(
    "secret-in-env",
    "takes references, paths, switches and public keys",
    withTask({
      env: {
        DB_PASSWORD: "${NOMAD_META_PW}",
        TOKEN: "",
        PASSWORD_FILE: "/run/pw",
        SECRET_KEY: "/run/key",
        USE_TOKEN: "true",
        TOKEN_TTL: "1h",
        PUBLIC_ACCESS_KEY: "abc",
        URL: "https://db/shop",
      },
    }),
  ),
];
