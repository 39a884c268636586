import { caddyfile } from "../../../examples/ingress/caddyfile";

describe("the configuration of the ingress", () => {
  it("leads each name to the instances of its service, and every other name nowhere", () => {
    const routes = [
      { host: "it-tools", service: "ittools" },
      { host: "shop", service: "shop" },
    ];
    expect(caddyfile("lab.example.com", routes)).toMatchInlineSnapshot(`
      "{
      	auto_https off
      }

      http://it-tools.lab.example.com {
      	{{ with nomadService "ittools" -}}
      	reverse_proxy{{ range . }} {{ .Address }}:{{ .Port }}{{ end }} {
      		lb_try_duration 5s
      		fail_duration 10s
      	}
      	{{- else -}}
      	respond "ittools does not run" 503
      	{{- end }}
      }

      http://shop.lab.example.com {
      	{{ with nomadService "shop" -}}
      	reverse_proxy{{ range . }} {{ .Address }}:{{ .Port }}{{ end }} {
      		lb_try_duration 5s
      		fail_duration 10s
      	}
      	{{- else -}}
      	respond "shop does not run" 503
      	{{- end }}
      }

      http:// {
      	respond "no such host here: {host}" 404
      }"
    `);
  });
});
