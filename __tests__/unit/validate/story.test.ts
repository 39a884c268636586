import type { JobSpec } from "../../../constructs/spec";
import { validateJob } from "../../../constructs/validate";

const said = (job: JobSpec) =>
  validateJob(job).map(({ level, code, path, message }) => `${level} ${code} ${path}: ${message}`);

const itTools: JobSpec = {
  name: "it-tools",
  type: "service",
  update: { maxParallel: 1, minHealthyTime: "10s", healthyDeadline: "3m", autoRevert: true, canary: 0 },
  groups: [
    {
      name: "ittools",
      network: { mode: "bridge", ports: [{ name: "http", to: 80 }] },
      count: 1,
      restart: { attempts: 10, interval: "5m", delay: "25s", mode: "delay" },
      services: [
        {
          provider: "nomad",
          tags: ["app", "tools", "tech", "coding"],
          name: "ittools",
          port: "http",
          checks: [{ name: "ittools_http", type: "http", path: "/", interval: "10s", timeout: "2s" }],
        },
      ],
      tasks: [
        {
          name: "web",
          driver: "docker",
          config: { image: "corentinth/it-tools:latest", ports: ["http"] },
          resources: { cpu: 500, memory: 1024 },
        },
      ],
    },
  ],
};

test("of it-tools only the image is warned about", () => {
  expect(said(itTools)).toEqual([
    'warning image-not-pinned groups.ittools.tasks.web.config.image: "corentinth/it-tools:latest" has the tag "latest": its version can change at each start and differ between nodes; pin a version or a digest',
  ]);
});

const corefile = {
  data: ". {\n    health\n    log\n    errors\n}\n",
  destination: "local/coredns/corefile",
  env: false,
  changeMode: "signal",
  changeSignal: "SIGHUP",
  leftDelimiter: "{{",
  rightDelimiter: "}}",
} as const;

const coredns: JobSpec = {
  name: "coredns",
  type: "service",
  groups: [
    {
      name: "dns",
      count: 1,
      network: { mode: "host", ports: [{ name: "dns", static: 53 }] },
      tasks: [
        {
          name: "coredns",
          driver: "docker",
          config: {
            image: "docker.io/coredns/coredns:1.13.2",
            networkMode: "host",
            forcePull: false,
            ports: ["dns"],
            args: ["-conf", "/local/coredns/corefile"],
          },
          services: [
            {
              port: "dns",
              name: "coredns",
              tags: ["coredns"],
              checks: [{ type: "tcp", interval: "10s", timeout: "2s" }],
            },
          ],
          templates: [corefile],
          resources: { cpu: 100, memory: 128 },
        },
      ],
    },
  ],
};

test("of the first coredns nothing is to be said", () => {
  expect(said(coredns)).toEqual([]);
});

const redundant: JobSpec = {
  name: "coredns",
  namespace: "dns",
  datacenters: ["lab01"],
  type: "service",
  groups: [
    {
      name: "dns",
      count: 3,
      constraints: [{ operator: "distinct_hosts", value: "true" }],
      network: {
        mode: "host",
        ports: [
          { name: "dns", static: 53 },
          { name: "metrics", static: 9153 },
        ],
      },
      update: { maxParallel: 1, minHealthyTime: "60s", autoRevert: true, autoPromote: true, canary: 3 },
      tasks: [
        {
          name: "keepalived-dns",
          driver: "podman",
          lifecycle: { hook: "prestart", sidecar: true },
          config: {
            image: "docker.io/osixia/keepalived:2.0.20",
            networkMode: "host",
            forcePull: false,
            volumes: ["local/:/container/environment/01-custom"],
            capAdd: ["NET_ADMIN", "NET_BROADCAST", "NET_RAW"],
          },
          templates: [
            {
              destination: "local/env.yaml",
              changeMode: "restart",
              splay: "1m",
              data: "KEEPALIVED_VIRTUAL_IPS:\n  - 10.0.10.2/24\n",
            },
          ],
          resources: { cpu: 100, memory: 32 },
        },
        {
          name: "coredns",
          driver: "podman",
          config: {
            image: "docker.io/coredns/coredns:1.13.2",
            networkMode: "host",
            forcePull: false,
            ports: ["dns", "metrics"],
            args: ["-conf", "/local/coredns/corefile"],
          },
          identities: [{ env: true, changeMode: "signal", changeSignal: "SIGHUP" }],
          services: [
            {
              port: "dns",
              name: "coredns",
              tags: ["coredns"],
              checks: [{ type: "tcp", interval: "10s", timeout: "2s" }],
            },
            { port: "metrics", name: "coredns", tags: ["metrics", "coredns"] },
          ],
          templates: [corefile],
          resources: { cpu: 100, memory: 128 },
        },
      ],
    },
  ],
};

const CANARY =
  "error canary-cannot-be-placed groups.dns.update.canary: 3 canaries next to 3 running allocations need port 53, 9153 on 6 distinct nodes";
const CAPABILITY =
  'warning broad-capabilities groups.dns.tasks.keepalived-dns.config.capAdd: "NET_ADMIN" reaches beyond the task; drop what the task does not need';

test("the redundant coredns fails for its canaries and is warned about its rights over the network", () => {
  expect(said(redundant)).toEqual([`${CANARY}; set canary to 0`, CAPABILITY]);
});

test("on six nodes the canaries of the redundant coredns have room", () => {
  expect(validateJob(redundant, { nodes: 6 }).map(({ code }) => code)).toEqual(["broad-capabilities"]);
});
