import { createHash } from "node:crypto";
import { byKind, inReadingOrder, MANY } from "./by-kind";
import { isUnchanged, outputField } from "./outputs";
import type { FieldChange, OutputReport, Problem, Report, ResourceReport, StackReport } from "./report";
import { clusterLine, proofLine, summaryLine } from "./summary";
import { visibleReport } from "./visible";
import { actionWord, causeOf, shownAction, stacksOf, takeOverOf } from "./wording";

/**
 * Returns the report as one HTML page without external resources: searchable, for small screens and dark mode. The browser
 * accepts only the script and the style with the given hashes, whatever a value contains. If there are few resources, all
 * are shown open.
 */
export function htmlReport(given: Report): string {
  const report = visibleReport(given);
  const about = clusterLine(report.cluster);
  const of = about === "" ? "" : ` of ${text(about)}`;
  const proof = proofLine(report);
  const open = report.stacks.flatMap(({ resources }) => resources).length <= MANY;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'">
<title>cdknomad ${report.mode}${of}: ${text(summaryLine(report))}</title>
<style>${style}</style>
<header>
<h1>${about === "" ? "" : `${text(about)}<br>`}${text(summaryLine(report))}</h1>
<p>cdknomad ${report.mode}, <time datetime="${text(report.createdAt)}">${text(report.createdAt.replace(/T(..:..).*/, " $1 UTC"))}</time></p>
${proof === "" ? "" : `<p class="dim">${text(proof)}</p>\n`}${kindList(report)}<label for="search">Search</label>
<input id="search" type="search" placeholder="job, field, value, message, create, destroy" autocomplete="off" spellcheck="false">
<p id="found" role="status"></p>
</header>
<main>${report.stacks.map((stack) => stackSection(stack, open)).join("")}</main>
<script>${script}</script>
</html>
`;
}

/** Returns the hash of a script or style for the Content-Security-Policy. */
function digest(code: string): string {
  return `sha256-${createHash("sha256").update(code).digest("base64")}`;
}

function kindList(report: Report): string {
  const kinds = byKind(report).map(({ type, counts }) => `<li>${text(type)}: ${counts}</li>`);
  return kinds.length > 0 ? `<ul>${kinds.join("")}</ul>\n` : "";
}

function stackSection(stack: StackReport, open: boolean): string {
  const { name, problems, outputs = [] } = stack;
  const empty = isUnchanged(stack) ? '<p class="dim">no changes</p>' : "";
  return `<section><h2>${text(name)}</h2>${empty}${problems.map((problem) => problemBlock(problem, "item")).join("")}${inReadingOrder(
    stack,
  )
    .map((resource) => resourceBlock(resource, open))
    .join("")}${outputs.map(outputBlock).join("")}</section>`;
}

function problemBlock({ level, summary, detail }: Problem, kind: "item" | "part"): string {
  return `<details class="${kind} ${level}" open><summary><b>${level}</b> ${text(summary)}</summary><pre>${text(detail)}</pre></details>`;
}

function resourceBlock(resource: ResourceReport, open: boolean): string {
  const { type, name, origin, fields, scheduler, address, problems } = resource;
  const action = shownAction(resource);
  const who = origin === "configuration" ? "" : ` <em>${causeOf(origin)}</em>`;
  const remark = stacksOf(resource) || takeOverOf(resource);
  const after = remark === "" ? "" : ` <em>${text(remark)}</em>`;
  const nomad = Object.entries(scheduler).map(([group, answer]) => `<li>nomad: ${text(group)}: ${text(answer)}</li>`);
  const answers = nomad.length > 0 ? `<ul class="nomad">${nomad.join("")}</ul>` : "";
  const warned = problems.length > 0 ? ' <span class="warned">warning</span>' : "";
  return `<details class="item ${action}"${open ? " open" : ""}><summary><b>${actionWord[action]}</b> ${text(name)} <span class="dim">${text(type)}</span>${after}${who}${warned}</summary>
<p class="dim">${text(address)}</p>${answers}${fields.map(fieldBlock).join("")}${problems.map((problem) => problemBlock(problem, "part")).join("")}</details>`;
}

function outputBlock(output: OutputReport): string {
  return `<details class="item ${output.action}" open><summary><b>${actionWord[output.action]}</b> output ${text(output.name)}</summary>${fieldBlock(outputField(output))}</details>`;
}

function fieldBlock({ path, before, after, origin, lines }: FieldChange): string {
  const who = origin === "configuration" ? "" : ` <em>${causeOf(origin)}</em>`;
  if (lines) {
    return `<div class="field"><code>${text(path)}</code>${who}${lines.map(lineOf).join("")}</div>`;
  }
  const value = (kind: "del" | "ins", shown: string | undefined) =>
    shown === undefined ? "" : `<${kind}>${text(shown)}</${kind}>`;
  return `<div class="field"><code>${text(path)}</code>${who}${value("del", before)}${value("ins", after)}</div>`;
}

function lineOf(line: string): string {
  if (line.startsWith("@@")) {
    return `<div class="at">${text(line.replaceAll("@@", "").trim())}</div>`;
  }
  const kind = { "-": "del", "+": "ins" }[line[0] ?? ""];
  return kind ? `<${kind}>${text(line.slice(2))}</${kind}>` : `<div class="same">${text(line.slice(2))}</div>`;
}

function text(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const style = `
:root{color-scheme:light dark;--line:#8884;--add:#1a7f37;--del:#cf222e;--drift:#8250df;--warn:#9a6700}
@media (prefers-color-scheme:dark){:root{--add:#3fb950;--del:#f85149;--drift:#bc8cff;--warn:#d29922}}
*{box-sizing:border-box}
body{font:16px/1.45 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:0 1rem 4rem}
header{position:sticky;top:0;background:Canvas;padding:.5rem 0;border-bottom:1px solid var(--line);max-height:50vh;overflow-y:auto}
label{font-size:.85rem}
h1{font-size:1.2rem;margin:.3rem 0}h2{font-size:1.05rem}header p{margin:.2rem 0;font-size:.85rem}
input{width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:.4rem;background:Field;color:FieldText}
.item{border:1px solid var(--line);border-left-width:.35rem;border-radius:.4rem;margin:.5rem 0;padding:.4rem .7rem;content-visibility:auto;contain-intrinsic-size:auto 2.4rem}
.create{border-left-color:var(--add)}.delete,.replace,.error{border-left-color:var(--del)}
.update,.warning{border-left-color:var(--warn)}.none{border-left-color:var(--drift)}
.warned{color:var(--warn);border:1px solid;border-radius:.4rem;padding:0 .3rem;font-size:.8em}
ul{margin:.3rem 0;padding-left:1.2rem}
summary{cursor:pointer;overflow-wrap:anywhere}em{color:var(--drift)}.dim{opacity:.7;font-size:.9em}
.field{border-top:1px solid var(--line);padding:.4rem 0;overflow-wrap:anywhere}
del,ins,.same,.at{display:block;text-decoration:none;font-family:ui-monospace,monospace;font-size:.85rem;white-space:pre-wrap;padding-left:2ch;text-indent:-2ch}
del{color:var(--del)}del:before{content:"- "}ins{color:var(--add)}ins:before{content:"+ "}.same,.at{padding-left:2ch;text-indent:0}.at{opacity:.7}
.item p{margin:.3rem 0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:.3rem 0;font-size:.85rem}[hidden]{display:none}`;

const script = `
const items=[...document.querySelectorAll(".item")].map(element=>({element,content:element.textContent.toLowerCase(),open:element.open}));
const found=document.getElementById("found");
document.getElementById("search").addEventListener("input",event=>{
  const words=event.target.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const hits=new Set(items.filter(({content})=>words.every(word=>content.includes(word))));
  for(const item of items){
    item.element.hidden=!hits.has(item);
    item.element.open=words.length>0?hits.has(item)&&hits.size<=${MANY}:item.open;
  }
  for(const section of document.querySelectorAll("section"))section.hidden=words.length>0&&!section.querySelector(".item:not([hidden])");
  found.textContent=words.length>0?hits.size+" of "+items.length:"";
});`;
