// `nomad login` and the browser that it opens, in one: `node browser.mjs METHOD PERSON` prints what Nomad answers
// to the end of the login. Nomad is that of NOMAD_ADDR.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";

const [method, person] = process.argv.slice(2);
const { NOMAD_ADDR: nomad, NOMAD_CACERT: ca, NOMAD_CLIENT_CERT: cert, NOMAD_CLIENT_KEY: key } = process.env;
const callback = "http://localhost:4649/oidc/callback";
const nonce = randomUUID();

/** Nomad may ask for a certificate, which `fetch` cannot show. */
async function ask(path, body) {
  const request = { AuthMethodName: method, RedirectURI: callback, ClientNonce: nonce, ...body };
  const certificate = ca === undefined ? [] : ["--cacert", ca, "--cert", cert, "--key", key];
  const sent = ["-X", "POST", "--data", JSON.stringify(request), `${nomad}/v1/acl/oidc/${path}`];
  const { stdout } = await promisify(execFile)("curl", ["-sS", "-w", "\n%{http_code}", ...certificate, ...sent]);
  const end = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end) };
}

const cookies = new Map();

/** Loads a page or sends a form. It does not follow a redirect but returns it. */
async function load(url, form) {
  const response = await fetch(url, {
    redirect: "manual",
    method: form ? "POST" : "GET",
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    ...(form && { body: new URLSearchParams(form) }),
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
    cookies.set(name, value);
  }
  const location = response.headers.get("location");
  return location ? { next: new URL(location, url).href } : { page: await response.text() };
}

const begun = await ask("auth-url", {});
let url = JSON.parse(begun.text).AuthURL;
for (let step = 0; !url.startsWith(callback); step++) {
  if (step > 20) {
    throw new Error(`the login does not end; it is at ${url}`);
  }
  const { next, page } = await load(url);
  const [, action] = /action="([^"]+)"/.exec(page ?? "") ?? [];
  const [, prompt] = /name="prompt" value="(\w+)"/.exec(page ?? "") ?? [];
  if (next === undefined && prompt === undefined) {
    throw new Error(`no form at ${url}: ${page}`);
  }
  url = next ?? (await load(new URL(action, url).href, { prompt, login: person, password: "any" })).next;
}
const { searchParams } = new URL(url);
const answer = await ask("complete-auth", {
  State: searchParams.get("state"),
  Code: searchParams.get("code"),
  Iss: searchParams.get("iss"),
});
console.log(JSON.stringify(answer));
