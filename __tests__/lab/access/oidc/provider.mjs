// An OpenID provider on loopback, with one client and no passwords: `node provider.mjs PORT CLIENT_SECRET`.
// Who logs in as "ann" is in the group "users", everybody else in "guests".
import { randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const [port, secret] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "nomad",
      client_secret: secret,
      redirect_uris: ["http://localhost:4649/oidc/callback"],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      application_type: "native",
    },
  ],
  scopes: ["openid", "groups"],
  claims: { openid: ["sub"], groups: ["groups"] },
  conformIdTokenClaims: false,
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, groups: id === "ann" ? ["users"] : ["guests"] }),
  }),
  features: { devInteractions: { enabled: true } },
  cookies: { keys: [randomUUID()] },
});
// It ends with the process that started it, also across the namespaces of a lab.
process.stdin.on("end", () => process.exit()).resume();
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
