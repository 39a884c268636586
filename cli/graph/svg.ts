import { fitTexts } from "./fit-texts";
import type { JobBox, NamespaceBox, Picture, PolicyBox, StackBox, Zone } from "./picture";
import { aboutJob, aboutRule, aboutService, opened } from "./words";

// viz is an ES module for the compiler: imported as one where it is needed, typed from there.
type Viz = Awaited<ReturnType<typeof import("@viz-js/viz", { with: { "resolution-mode": "import" }})["instance"]>>;
type Graph = Exclude<Parameters<Viz["renderString"]>[0], string>;
type Node = NonNullable<Graph["nodes"]>[number];
type Edge = NonNullable<Graph["edges"]>[number];

/** Graphviz knows the widths of the first font. `fitTexts` fits the text of any other font into these widths. */
const font = "Helvetica,Arial,sans-serif";
const ink = "#1f2933";
const faint = "#616e7c";

/**
 * Returns the picture as SVG, with the layout of Graphviz: the order of deployment at the left, then policies and their
 * holders, then the namespaces with their jobs in rows and columns, so that 100 jobs fit on a screen.
 *
 * @see https://graphviz.org/doc/info/shapes.html#html
 */
export async function svg(picture: Picture): Promise<string> {
  const names = picture.namespaces.map(({ name }) => name);
  // Namespaces are in one column; with this many jobs per row, the drawing is about as wide as high.
  const jobs = picture.namespaces.reduce((sum, namespace) => sum + namespace.jobs.length, 0);
  const across = Math.max(1, Math.ceil(Math.sqrt(jobs * 0.6)));
  const nodes: Node[] = [
    ...picture.zones.map(zoneNode),
    ...picture.policies.map(policyNode),
    ...loneHolders(picture).map(holderNode),
    ...picture.namespaces.map((namespace) => namespaceNode(namespace, across, picture.policies)),
  ];
  const edges: Edge[] = [
    ...picture.stacks.flatMap(({ name, after }) =>
      after.map((before) => ({ tail: `stack ${before}`, head: `stack ${name}`, attributes: { color: faint } })),
    ),
    ...picture.policies.flatMap((policy) => [
      ...policy.holders
        .filter(({ kind }) => kind !== "job")
        .map(({ kind, name }) => ({
          tail: `${kind} ${name}`,
          head: policyId(policy),
          attributes: { label: "has", color: "#b44d12", style: "dashed" },
        })),
      ...opened(policy, names).map((name) => ({
        tail: policyId(policy),
        head: `namespace ${name}`,
        attributes: { headport: "top", color: "#0967d2" },
      })),
    ]),
    ...picture.zones.flatMap(({ domain, namespaces }) =>
      namespaces
        .filter((name) => names.includes(name))
        .map((name) => ({
          tail: `zone ${domain}`,
          head: `namespace ${name}`,
          attributes: { headport: "top", color: "#3f9142" },
        })),
    ),
  ];
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  const { output = {}, errors } = viz.renderFormats(
    {
      directed: true,
      graphAttributes: { rankdir: "LR", bgcolor: "white", nodesep: 0.25, ranksep: 0.9, pad: 0.3, tooltip: " " },
      nodeAttributes: { shape: "plain", fontname: font, fontsize: 11, fontcolor: ink },
      edgeAttributes: { fontname: font, fontsize: 9, fontcolor: faint, arrowsize: 0.7 },
      nodes,
      edges,
      subgraphs: [
        {
          name: "cluster order of deployment",
          graphAttributes: {
            label: "order of deployment",
            fontname: font,
            fontsize: 11,
            fontcolor: faint,
            color: faint,
          },
          nodes: picture.stacks.map(stackNode),
        },
      ],
    },
    ["svg", "xdot"],
  );
  const { svg: drawing, xdot } = output as { readonly svg?: string; readonly xdot?: string };
  if (drawing === undefined || xdot === undefined) {
    // no code: Graphviz refuses only a graph that this program wrote wrongly
    throw new Error(`the picture cannot be drawn: ${errors.map(({ message }) => message).join("; ")}`);
  }
  return fitTexts(drawing, xdot);
}

/** Returns the holders that are not jobs; each is drawn once, however many policies it has. */
function loneHolders({ policies }: Picture): string[] {
  const names = policies.flatMap(({ holders }) =>
    holders.filter(({ kind }) => kind !== "job" && kind !== "namespace").map(({ kind, name }) => `${kind} ${name}`),
  );
  return [...new Set(names)];
}

function policyId({ of, name }: PolicyBox): string {
  return `${of} policy ${name}`;
}

function stackNode({ name, step }: StackBox): Node {
  return box(`stack ${name}`, [heading(`${step}. ${name}`), line("stack")], "#e4e7eb");
}

function zoneNode({ domain, job }: Zone): Node {
  return box(`zone ${domain}`, [heading(domain), line(`names, resolved by ${job}`)], "#e3f9e5");
}

function policyNode(policy: PolicyBox): Node {
  const owner = policy.of === "consul" ? "policy of Consul" : "policy of Nomad";
  return box(
    policyId(policy),
    [heading(policy.name), line(owner), ...policy.rules.map((rule) => line(aboutRule(rule)))],
    "#fff3c4",
  );
}

function holderNode(name: string): Node {
  return box(name, [heading(name)], "#ffe8d9");
}

/** Returns a namespace as a table of its jobs. */
function namespaceNode({ name, isCreated, jobs }: NamespaceBox, across: number, policies: readonly PolicyBox[]): Node {
  const rows = Array.from({ length: Math.ceil(jobs.length / across) }, (_, row) =>
    jobs.slice(row * across, (row + 1) * across),
  );
  const about = isCreated ? "namespace" : "namespace, existing";
  const cells = rows.map(
    (row) => `<TR>${row.map((job) => jobCell(job, heldBy(`${name}/${job.id}`, policies))).join("")}</TR>`,
  );
  const head = `<TR><TD COLSPAN="${across}" PORT="top" ALIGN="LEFT" BORDER="0"><B>${escaped(name)}</B>  <FONT COLOR="${faint}">${about}</FONT></TD></TR>`;
  const html = `<TABLE BORDER="1" CELLBORDER="1" CELLSPACING="6" CELLPADDING="5" COLOR="${faint}" STYLE="${isCreated ? "SOLID" : "DASHED"}" BGCOLOR="#f5f7fa">${head}${cells.join("")}</TABLE>`;
  return { name: `namespace ${name}`, attributes: { label: { html } } };
}

/** Returns the policies of a job, which are in its own cell because an arrow would cross other cells. */
function heldBy(job: string, policies: readonly PolicyBox[]): string[] {
  return policies
    .filter(({ holders }) => holders.some(({ kind, name }) => kind === "job" && name === job))
    .map(({ name }) => name);
}

function jobCell(job: JobBox, policies: readonly string[]): string {
  const services = job.services.flatMap((service) => [
    line(aboutService(service)),
    ...service.dnsNames.map((name) => line(name, "#207227")),
  ]);
  const held = policies.map((name) => line(`has ${name}`, "#8d2b0b"));
  return `<TD ALIGN="LEFT" BGCOLOR="#dceefb">${lines([heading(job.id), line(aboutJob(job), faint), ...services, ...held])}</TD>`;
}

function box(name: string, rows: readonly string[], color: string): Node {
  const html = `<TABLE BORDER="1" CELLBORDER="0" CELLPADDING="6" COLOR="${faint}" BGCOLOR="${color}"><TR><TD ALIGN="LEFT">${lines(rows)}</TD></TR></TABLE>`;
  return { name, attributes: { label: { html } } };
}

function lines(rows: readonly string[]): string {
  return rows.map((row) => `${row}<BR ALIGN="LEFT"/>`).join("");
}

function heading(text: string): string {
  return `<B>${escaped(text)}</B>`;
}

function line(text: string, color: string = ink): string {
  return `<FONT POINT-SIZE="10" COLOR="${color}">${escaped(text)}</FONT>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
