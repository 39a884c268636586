// Package giventoken finds the token of the provider's own attributes, for when the environment has none.
package giventoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/problem"
	"cdknomad/provider/internal/tokencommand"
	"cdknomad/provider/internal/tokenfile"
)

// Read gives the token of token_file, else that of token_command, else none. What is wrong with either is among the problems.
func Read(ctx context.Context, problems *diag.Diagnostics, file types.String, command []string) string {
	var token string
	var err error
	if file.ValueString() != "" {
		if token, err = tokenfile.Read(file.ValueString()); err != nil {
			problems.AddAttributeError(path.Root("token_file"), problem.ProviderSettings.Summary("token_file cannot be used"), err.Error())
		}
	}
	if token == "" && command != nil {
		if token, err = tokencommand.Read(ctx, command); err != nil {
			problems.AddAttributeError(path.Root("token_command"), problem.ProviderSettings.Summary("token_command gives no token"), err.Error())
		}
	}
	return token
}
