import { readFileSync } from "node:fs";
import path from "node:path";
import { maskMessage, maskText } from "../../../cli/secrets/mask-text";
import { isSecret } from "../../../cli/secrets/secret-names";
import { repositoryRoot } from "../../../tools/cache";

const file = path.join(repositoryRoot, "provider", "internal", "secret", "testdata", "messages.json");
const messages: { what: string; text: string; shown: string }[] = JSON.parse(readFileSync(file, "utf8"));

describe("a message", () => {
  // The provider's own masking is held to the same table.
  it.each(messages.map(({ what, text, shown }) => [what, text, shown]))(
    "is shown with %s masked if it is a secret",
    (_, text, shown) => {
      expect(maskMessage(text, {})).toBe(shown);
    },
  );

  it("hides what this process has in a variable that is named like a secret, or that is Terraform's and looks like one", () => {
    const environment = { GITLAB_TOKEN: "wanderlust", TF_VAR_db: "Zx81-spectrum-48k", TF_VAR_size: "production" };
    expect(maskMessage("wanderlust met Zx81-spectrum-48k in production", environment)).toBe(
      "(masked) met (masked) in production",
    );
  });
});

describe("a value", () => {
  it.each([
    ["DB_PASSWORD", "hunter2"],
    ["dbPassword", "hunter2"],
    ["POSTGRES_PASSWORD_2", "hunter2"],
    ["PGPASSWORD", "hunter2"],
    ["MYSQL_PWD", "1234"],
    ["RCON_PASSWORD", "minecraft"],
    ["CONSUL_HTTP_TOKEN", "5b2c1d7e-0000-4000-8000-1234567890ab"],
    ["CONSUL_HTTP_AUTH", "user:hunter2"],
    ["SECRET_KEY_BASE", "abc"],
    ["AWS_SECRET_ACCESS_KEY", "abc"],
    ["GCP_SERVICE_ACCOUNT_KEY_B64", "YWJj"],
    ["secret_id", "abc"],
    ["TS_AUTHKEY", "abc"],
    ["API_KEY", "abc"],
    ["apiKey", "abc"],
    ["APIKey", "abc"],
    ["X-Api-Key", "abc"],
    ["clientSecret", "abc"],
    ["OIDC_CLIENT_SECRET", "abc"],
    ["WIREGUARD_PRIVATE_KEY", "abc"],
    ["ENCRYPTION_KEY", "abc"],
    ["encrypt", "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="],
    ["LITELLM_SALT_KEY", "abc"],
    ["PASSWORD_FOR_USER", "abc"],
    ["Authorization", "Basic abc"],
    ["TOKEN_GITHUB", "abc"],
    ["requirepass", "abc"],
  ])("is hidden under the name %s", (name, value) => {
    expect(isSecret(name, value)).toBe(true);
  });

  it.each([
    ["author", "ann"],
    ["KEYBOARD", "de"],
    ["MONKEY", "x"],
    ["PUBLIC_KEY", "abc"],
    ["SSH_PUBLIC_KEY", "ssh-ed25519 AAAA"],
    ["tokenizer", "bpe"],
    ["max_tokens", "512"],
    ["PASSWORD_FILE", "hunter2"],
    ["TOKEN_PATH", "hunter2"],
    ["POSTGRES_PASSWORD", ""],
    ["POSTGRES_PASSWORD", "{{ .Data.password }}"],
    ["POSTGRES_PASSWORD", "$" + "{secret.db.password}"],
    ["POSTGRES_PASSWORD", "$POSTGRES_PASSWORD"],
    ["DB_PASSWORD", "/run/secrets/db"],
    ["secret_name", "app-tls"],
    ["SECRET_MANAGER_REGION", "eu"],
    ["PASSWORD_MIN_LENGTH", "12"],
    ["PASSWORD_RESET_ENABLED", "whatever"],
    ["ACCESS_TOKEN_LIFETIME", "10"],
    ["AUTH_METHOD", "jwt"],
    ["AUTH_HOST", "auth.example.com"],
    ["REGISTRY_AUTH", "htpasswd"],
    ["GF_AUTH_ANONYMOUS_ORG_ROLE", "Editor"],
    ["authSoftFail", "true"],
    ["use_password", "no"],
    ["TOKEN_TTL", "1h"],
    ["token", "30m"],
    ["key", "name"],
    ["primary_key", "id"],
    ["sort_key", "memory"],
    ["passHostHeader", "yes, always"],
    ["NOMAD_SECRETS_DIR", "anything"],
    ["CSRF_HEADER", "X-Csrf-Token"],
    ["jwt_supported_algs", "RS256"],
    ["Authorization", "Bearer $" + "{NOMAD_TOKEN}"],
  ])("is shown under the name %s where it is %j", (name, value) => {
    expect(isSecret(name, value)).toBe(false);
  });
});

describe("a file of configuration", () => {
  it.each([
    ["YAML to the end of the line", "  password: my secret phrase\n  user: app", "  password: (masked)\n  user: app"],
    ["a file of variables to the end of the word", "SECRET_KEY=$=7k0)&bw;c\nA=1", "SECRET_KEY=(masked)\nA=1"],
    ["several in one line", "user=app;password=hunter2;ssl=on", "user=app;password=(masked);ssl=on"],
    ["INI", "[db]\npassword = two words\n", "[db]\npassword = (masked)\n"],
    ["TOML", 'auth_token = "abc"\n', "auth_token = (masked)\n"],
    ["HCL", 'encrypt = "pUqJrVyVRj5jsiYEkM/tFQYfWyJIv4s3XkvDwy7Cu5s="', "encrypt = (masked)"],
    ["XML", "<ApiKey>abc</ApiKey><Port>1</Port>", "<ApiKey>(masked)</ApiKey><Port>1</Port>"],
    [
      "keepalived's",
      "authentication {\n  auth_type PASS\n  auth_pass 1111\n}",
      "authentication {\n  auth_type PASS\n  auth_pass (masked)\n}",
    ],
    [
      "PostgreSQL's",
      "db:5432:app:ann:hunter2\n*:*:*:root:rootpassword\n",
      "db:5432:app:ann:(masked)\n*:*:*:root:(masked)\n",
    ],
    [
      "netrc",
      "machine example.com\nlogin ann\npassword hunter2\n",
      "machine example.com\nlogin ann\npassword (masked)\n",
    ],
    [
      "a label of Traefik's",
      "traefik.http.middlewares.a.basicauth.users=ann:$$apr1$$Ht8D2P1z$$7QOq2s8xKUomI1cM.rFJX/",
      "traefik.http.middlewares.a.basicauth.users=ann:(masked)",
    ],
  ])("is shown without the secrets of %s", (_, text, shown) => {
    expect(maskText(text, {})).toBe(shown);
  });

  it.each([
    'PASSWORD={{ with nomadVar "app" }}{{ .password }}{{ end }}',
    '{{ with secret "kv/data/app" }}TOKEN={{ .Data.data.token }}{{ end }}',
    'POSTGRES_PASSWORD="{{ key "postgresql/password/root" }}"',
    '  cookie_secret: "{{ key "app/secret" }}"',
    "auth_enabled: false",
    "TOKEN=$(cat /run/token)",
    'MYSQL_PWD="$MYSQL_PASSWORD" mysqldump app',
    'pg_password = os.environ.get("PGPASSWORD")',
    "traefik.http.routers.web.middlewares=auth@file",
    "traefik.http.middlewares.auth.forwardauth.address=http://auth:4181",
    "ghcr.io/example/forward-auth:latest",
    "proxy_pass http://backend;",
    "private_key_path: /var/lib/app/private.key",
    "X-Nomad-Token: $" + "{NOMAD_TOKEN}",
    '  "apikey": "",',
    "value.sub == web and value.token != none",
    "virtio-net-pci,netdev=hn0,mac=52:54:84:ba:49:01",
    "rewrite ^(.*)$ https://$host$1$is_args$args;",
    "",
  ])("is shown unchanged if it is %j", (text) => {
    expect(maskText(text, {})).toBe(text);
  });
});
