import { breaks, bridge, type Case, check, group, http, keeps, ports, services, task, withTask } from "./case";

const script = { name: "ok", type: "script", command: "/bin/ok", interval: "10s", timeout: "2s" };

export const networks: readonly Case[] = [
  breaks(
    "group-port-not-declared",
    "fails when a label is misspelled",
    services({ name: "shop", port: "htpp" }),
    'group-port-not-declared groups.web.services.shop.port: the group does not declare the port "htpp", it has "http"; did you mean "http"',
  ),
  breaks(
    "group-port-not-declared",
    "fails when the group has no ports",
    group({ services: [{ name: "shop", port: "web" }] }),
    'group-port-not-declared groups.web.services.shop.port: the group does not declare the port "web", it has none; add { name: "web" } to the ports of the group\'s network',
  ),
  breaks(
    "group-port-not-declared",
    "fails when a check names another port",
    check({ port: "admin" }),
    'group-port-not-declared groups.web.services.shop.checks.up.port: the group does not declare the port "admin", it has "http"; add { name: "admin" } to the ports of the group\'s network',
  ),
  breaks(
    "port-not-declared",
    "fails when a task's service gives a number without the driver's address",
    group({ network: ports, tasks: [task({ services: [{ name: "shop", port: "8080" }] })] }),
    'port-not-declared groups.web.tasks.web.services.shop.port: the number 8080 is a port inside the container; name a port of the group, or set addressMode to "driver"',
  ),
  breaks(
    "port-not-declared",
    "fails when the service of a task names an unknown port",
    group({ network: ports, tasks: [task({ services: [{ name: "shop", port: "htpp" }] })] }),
    'port-not-declared groups.web.tasks.web.services.shop.port: the group does not declare the port "htpp", it has "http"; did you mean "http"',
  ),
  keeps(
    "port-not-declared",
    "takes a number with the driver's address",
    withTask({ services: [{ name: "shop", port: "8080", addressMode: "driver" }] }),
  ),
  keeps("group-port-not-declared", "takes a number for a service of a group", services({ name: "shop", port: "8080" })),
  keeps(
    "group-port-not-declared",
    "takes a port that is known later",
    services({ name: "shop", port: "${TfToken[TOKEN.4]}" }),
  ),
  keeps(
    "group-port-not-declared",
    "takes the port that Nomad makes for a sidecar",
    group({
      network: bridge,
      services: [
        { name: "shop", port: "http", connect: { sidecarService: {} } },
        { name: "mesh", port: "connect-proxy-shop" },
      ],
    }),
  ),

  breaks(
    "driver-port-not-declared",
    "fails when docker is to map an unknown port",
    group({ network: ports, tasks: [task({ config: { image: "web:1.2", ports: ["http", "htttp"] } })] }),
    'driver-port-not-declared groups.web.tasks.web.config.ports[1]: the group does not declare the port "htttp", it has "http"; did you mean "http"',
  ),
  breaks(
    "driver-port-not-declared",
    "fails when podman is to map a port of a group without any",
    withTask({ driver: "podman", config: { image: "web:1.2", ports: ["http"] } }),
    'driver-port-not-declared groups.web.tasks.web.config.ports[0]: the group does not declare the port "http", it has none; add { name: "http" } to the ports of the group\'s network',
  ),
  keeps(
    "driver-port-not-declared",
    "takes what docker leaves out in the network of the group",
    group({ network: bridge, tasks: [task({ config: { image: "web:1.2", ports: ["web"] } })] }),
  ),
  keeps(
    "driver-port-not-declared",
    "takes a port of the group",
    group({ network: ports, tasks: [task({ driver: "podman", config: { image: "web:1.2", ports: ["http"] } })] }),
  ),

  breaks(
    "static-port-collision",
    "fails when two ports are one",
    group({
      network: {
        ports: [
          { name: "a", static: 80 },
          { name: "b", static: 80 },
        ],
      },
    }),
    'static-port-collision groups.web.network.ports.b.static: "a" already has port 80 of the host network "default"; choose another number or host network',
  ),
  keeps(
    "static-port-collision",
    "takes one number on two host networks",
    group({
      network: {
        ports: [
          { name: "a", static: 80 },
          { name: "b", static: 80, hostNetwork: "public" },
        ],
      },
    }),
  ),
  keeps(
    "static-port-collision",
    "takes one number that both may use",
    group({
      network: {
        ports: [
          { name: "a", static: 80 },
          { name: "b", static: 80, ignoreCollision: true },
        ],
      },
    }),
  ),

  breaks(
    "port-out-of-range",
    "fails when a number is no port",
    group({ network: { ports: [{ name: "a", static: 65_536, to: -2 }] } }),
    "port-out-of-range groups.web.network.ports.a.static: got 65536; use 1 to 65535",
    "port-out-of-range groups.web.network.ports.a.to: got -2; use 1 to 65535, or -1 for the same port as on the node",
  ),
  keeps(
    "port-out-of-range",
    "takes the greatest port, and the same port inside",
    group({ network: { ports: [{ name: "a", static: 65_535, to: -1 }] } }),
  ),

  breaks(
    "network-invalid",
    "fails when a bridge is to ignore collisions",
    group({ network: { mode: "bridge", ports: [{ name: "a", static: 80, ignoreCollision: true }] } }),
    'network-invalid groups.web.network.ports.a.ignoreCollision: it needs mode "host", the network has "bridge"; remove it',
  ),
  breaks(
    "network-invalid",
    "fails when the host name has an empty label",
    group({ network: { mode: "bridge", hostname: "a..b" } }),
    'network-invalid groups.web.network.hostname: "a..b" is not a DNS name; use labels of 1 to 63 characters with dots between them',
  ),
  breaks(
    "network-invalid",
    "fails when an argument would end early",
    group({ network: { mode: "cni/lan", cni: { args: { a: "1;b=2" } } } }),
    'network-invalid groups.web.network.cni.args.a: it has a ";", which ends a CNI argument; write one argument per entry',
  ),
  keeps(
    "network-invalid",
    "takes a host name that the client fills in",
    group({ network: { mode: "bridge", hostname: "${node.unique.name}..b" } }),
  ),

  breaks(
    "service-name",
    "fails when a name has an underscore",
    services({ name: "my_shop", port: "http" }),
    'service-name groups.web.services.my_shop.name: "my_shop" is not a DNS label; use letters, digits and dashes within, at most 63, for example "my-shop"',
  ),
  breaks(
    "service-name",
    "fails when the name that Nomad makes is no label",
    group({ services: [{}] }, { name: "my.shop" }),
    'service-name groups.web.services[0].name: without a name Nomad registers "my.shop-web", which is not a DNS label; set a name, use letters, digits and dashes within, at most 63',
  ),
  breaks(
    "service-name",
    "fails when the name of the job, filled in, is no label",
    group({ services: [{ name: "${JOB}-web" }] }, { name: "my.shop" }),
    'service-name groups.web.services["${JOB}-web"].name: "my.shop-web" is not a DNS label; use letters, digits and dashes within, at most 63, for example "my-shop-web"',
  ),
  keeps("service-name", "takes 63 letters", services({ name: "a".repeat(63), port: "http" })),
  keeps(
    "service-name",
    "takes a name that the client fills in",
    services({ name: "${JOB}-${node.unique.name}_", port: "http" }),
  ),

  breaks(
    "duplicate-service",
    "fails when name and port are the same",
    services({ name: "shop", port: "http" }, { name: "shop", port: "http" }),
    'duplicate-service groups.web.services.shop: another service already has the name "shop" on port "http"; give it another name or port',
  ),
  keeps(
    "duplicate-service",
    "takes one name on two ports",
    group({
      network: { ports: [{ name: "a" }, { name: "b" }] },
      services: [
        { name: "shop", port: "a" },
        { name: "shop", port: "b" },
      ],
    }),
  ),
  keeps(
    "duplicate-service",
    "takes one name and port in two tasks",
    group({
      network: ports,
      tasks: ["a", "b"].map((name) => task({ name, services: [{ name: "shop", port: "http" }] })),
    }),
  ),

  breaks(
    "service-provider-mixed",
    "fails when a service forgets the provider",
    services({ name: "shop", provider: "nomad" }, { name: "admin" }),
    'service-provider-mixed groups.web.services.admin.provider: got "consul", which is the default, another service of the group has "nomad"; use one for the group',
  ),
  keeps("service-provider-mixed", "takes two groups with two providers", {
    name: "shop",
    groups: [
      { name: "web", tasks: [task()], services: [{ name: "web", provider: "nomad" }] },
      { name: "api", tasks: [task()], services: [{ name: "api", provider: "consul" }] },
    ],
  }),

  breaks(
    "address-mode",
    "fails when a group wants the address of a driver",
    services({ name: "shop", port: "http", addressMode: "driver" }),
    'address-mode groups.web.services.shop.addressMode: only services of a task can use "driver"; move the service to its task',
  ),
  breaks(
    "address-mode",
    "fails when a task wants the address of the allocation",
    group({
      network: ports,
      tasks: [
        task({
          services: [
            { name: "shop", port: "http", addressMode: "alloc", checks: [{ ...http, addressMode: "alloc_ipv6" }] },
          ],
        }),
      ],
    }),
    'address-mode groups.web.tasks.web.services.shop.addressMode: only services of a group can use "alloc"; move the service to the group',
    'address-mode groups.web.tasks.web.services.shop.checks.up.addressMode: only services of a group can use "alloc_ipv6"; move the service to the group',
  ),
  breaks(
    "address-mode",
    "fails when an address is both given and found",
    services({ name: "shop", port: "http", address: "10.0.0.1", addressMode: "host" }),
    'address-mode groups.web.services.shop.addressMode: "host" finds an address, and address sets one; remove one of them',
  ),
  keeps(
    "address-mode",
    "takes a given address",
    services({ name: "shop", port: "http", address: "10.0.0.1", addressMode: "auto" }),
  ),

  breaks(
    "service-task",
    "fails when a check names a task that is not there",
    services({ name: "shop", port: "http", checks: [{ ...script, task: "wb" }] }),
    'service-task groups.web.services.shop.checks.ok.task: the group has no task "wb"; did you mean "web"',
  ),
  breaks(
    "service-task",
    "fails when a script has no task",
    services({ name: "shop", port: "http", checks: [script] }),
    'service-task groups.web.services.shop.checks.ok.task: a script runs inside a task; name one of "web"',
  ),
  breaks(
    "service-task",
    "fails when a task's service names another",
    withTask({ services: [{ name: "shop", task: "db" }] }),
    'service-task groups.web.tasks.web.services.shop.task: the service belongs to the task "web", got "db"; remove it, or move the service',
  ),
  keeps(
    "service-task",
    "takes a script in the task of its service",
    services({ name: "shop", port: "http", task: "web", checks: [script] }),
  ),

  breaks(
    "check-without-port",
    "fails when neither names a port",
    services({ name: "shop", checks: [http] }),
    "check-without-port groups.web.services.shop.checks.up.port: a http check needs a port; set port on the check or on its service",
  ),
  keeps(
    "check-without-port",
    "takes a port of the check",
    services({ name: "shop", checks: [{ ...http, port: "http" }] }),
  ),

  breaks(
    "check-incomplete",
    "fails when there is no path",
    check({ path: undefined }),
    'check-incomplete groups.web.services.shop.checks.up.path: an http check requests a path; set it, for example "/"',
  ),
  breaks(
    "check-incomplete",
    "fails when the path is an address",
    check({ path: "http://localhost/" }),
    'check-incomplete groups.web.services.shop.checks.up.path: "http://localhost/" is a whole address; write only the path, for example "/"',
  ),
  breaks(
    "check-incomplete",
    "fails when the path has an incomplete percent escape",
    check({ path: "/100%" }),
    'check-incomplete groups.web.services.shop.checks.up.path: "/100%" has a "%" without two hex digits; write "%25" for the sign itself',
  ),
  breaks(
    "check-incomplete",
    "fails when a check is too quick",
    check({ interval: "999ms", timeout: "0s" }),
    "check-incomplete groups.web.services.shop.checks.up.interval: got 999ms; use 1s or more",
    "check-incomplete groups.web.services.shop.checks.up.timeout: got 0s; use 1s or more",
  ),
  breaks(
    "check-incomplete",
    "fails when a script has no command",
    services({ name: "shop", task: "web", checks: [{ ...script, command: "" }] }),
    "check-incomplete groups.web.services.shop.checks.ok.command: a script check runs a command; set it",
  ),
  keeps("check-incomplete", "takes a second", check({ interval: "1s", timeout: "1s", path: "/up?deep=1" })),

  breaks(
    "check-needs-consul",
    "fails when Nomad is to do what it cannot",
    check({
      onUpdate: "ignore_warnings",
      checkRestart: { limit: 3, ignoreWarnings: true },
      successBeforePassing: 2,
      failuresBeforeCritical: 2,
      failuresBeforeWarning: 2,
      tlsServerName: "shop",
      expose: true,
      method: "LOOK",
    }),
    'check-needs-consul groups.web.services.shop.checks.up.onUpdate: checks of Nomad have no warnings to ignore; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.checkRestart.ignoreWarnings: checks of Nomad have no warnings; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.successBeforePassing: checks of Nomad do not count results; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.failuresBeforeCritical: checks of Nomad do not count results; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.failuresBeforeWarning: checks of Nomad do not count results; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.tlsServerName: checks of Nomad do not have this field; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.expose: it opens a path of the Consul mesh; remove it, or set the provider of the service to "consul"',
    'check-needs-consul groups.web.services.shop.checks.up.method: "LOOK" is not an HTTP method; use "GET" or another method of HTTP',
    'connect-network groups.web.services.shop.checks: the network of the group has no mode; set it to mode "bridge" or "cni/..."',
  ),
  breaks(
    "check-needs-consul",
    "fails when a check is a script",
    services({ name: "shop", provider: "nomad", task: "web", checks: [script] }),
    'check-needs-consul groups.web.services.shop.checks.ok.type: Nomad has checks of type "http" and "tcp", got "script"; use one of them, or the provider "consul"',
  ),
  keeps("check-needs-consul", "takes a tcp check", check({ type: "tcp" })),
  keeps(
    "check-needs-consul",
    "takes the same from Consul",
    services({
      name: "shop",
      port: "http",
      checks: [{ ...http, onUpdate: "ignore_warnings", successBeforePassing: 2 }],
    }),
  ),

  breaks(
    "check-threshold",
    "fails when a script counts",
    services({ name: "shop", task: "web", checks: [{ ...script, failuresBeforeCritical: 2 }] }),
    "check-threshold groups.web.services.shop.checks.ok.failuresBeforeCritical: only http, tcp and grpc checks have it; remove it",
  ),
  keeps(
    "check-threshold",
    "takes a count of none",
    services({ name: "shop", task: "web", checks: [{ ...script, failuresBeforeCritical: 0 }] }),
  ),

  breaks(
    "check-restart-ignored",
    "fails when a check of the service restarts and is ignored",
    check({ onUpdate: "ignore" }, { checkRestart: { limit: 3 } }),
    'check-restart-ignored groups.web.services.shop.checks.up.onUpdate: "ignore" lets a deployment pass that checkRestart then restarts again and again; remove one of them',
  ),
  breaks(
    "check-restart-ignored",
    "fails when warnings are ignored once",
    services({
      name: "shop",
      port: "http",
      onUpdate: "ignore_warnings",
      checks: [{ ...http, checkRestart: { limit: 3 } }],
    }),
    'check-restart-ignored groups.web.services.shop.checks.up.onUpdate: "ignore_warnings" also needs ignoreWarnings in checkRestart; set it to true',
  ),
  keeps(
    "check-restart-ignored",
    "takes warnings that are ignored twice",
    services({
      name: "shop",
      port: "http",
      onUpdate: "ignore_warnings",
      checks: [{ ...http, checkRestart: { limit: 3, ignoreWarnings: true } }],
    }),
  ),
];
