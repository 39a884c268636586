package crash

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

const planted = "planted-secret-7f3a"

// panicking panics with a value in each request.
type panicking struct {
	tfprotov6.ProviderServer
	with func(secret string)
}

func (p panicking) ApplyResourceChange(context.Context, *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	p.with(planted)
	return nil, nil
}

func (p panicking) OpenEphemeralResource(context.Context, *tfprotov6.OpenEphemeralResourceRequest) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	p.with(planted)
	return nil, nil
}

func TestAPanicIsAnErrorWithoutItsValue(t *testing.T) {
	for want, with := range map[string]func(secret string){
		"a panic with a value of type string":              func(secret string) { panic("cannot write " + secret) },
		"a panic with a value of type *errors.errorString": func(secret string) { panic(errors.New(secret)) },
		"index out of range [19] with length 19":           func(secret string) { _ = secret[len(secret)] },
		"interface conversion: interface {} is string, not int": func(secret string) {
			var value any = secret
			_ = value.(int)
		},
	} {
		t.Run(want, func(t *testing.T) {
			served := Before(panicking{with: with})
			_, err := served.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{TypeName: "nomad_variable"})
			if err == nil {
				t.Fatal("the panic was not answered")
			}
			text := err.Error()
			if strings.Contains(text, planted) {
				t.Error("the error has the secret")
			}
			for _, part := range []string{"[nomad_variable] met a bug of the provider (provider-crashed): ", want, "server_test.go"} {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in: %s", part, text)
				}
			}
			_, err = served.OpenEphemeralResource(context.Background(), &tfprotov6.OpenEphemeralResourceRequest{TypeName: "nomad_variable"})
			if err == nil || strings.Contains(err.Error(), planted) || !strings.HasPrefix(err.Error(), "[ephemeral.nomad_variable]") {
				t.Errorf("got %v", err)
			}
		})
	}
}
