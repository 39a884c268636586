package csivolume

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"cdknomad/provider/internal/writeonly"
)

// writeOnly returns the write-only arguments of a planned volume. Only configured has their values.
func (m *Common) writeOnly(configured, prior *Common) writeonly.Arguments {
	secrets := writeonly.Argument{Path: path.Root("secrets_wo"), Value: writeonly.Map(configured.SecretsWO), Hash: &m.SecretsWOHash}
	if prior != nil {
		secrets.Prior = prior.SecretsWOHash
	}
	arguments := writeonly.Arguments{secrets}
	if len(m.MountOptions) > 0 && len(configured.MountOptions) > 0 {
		flags := writeonly.Argument{Path: path.Root("mount_options").AtListIndex(0).AtName("mount_flags_wo"),
			Value: writeonly.List(configured.MountOptions[0].MountFlagsWO), Hash: &m.MountOptions[0].MountFlagsWOHash}
		if prior != nil && len(prior.MountOptions) > 0 {
			flags.Prior = prior.MountOptions[0].MountFlagsWOHash
		}
		arguments = append(arguments, flags)
	}
	return arguments
}

// filled returns the volume with the values of the write-only arguments in place of the plain ones, to send it. It never becomes a plan
// or a state.
func (m *Common) filled(configured *Common) Common {
	filled := *m
	if writeonly.Map(configured.SecretsWO).IsGiven {
		filled.Secrets = configured.SecretsWO
	}
	filled.MountOptions = slices.Clone(m.MountOptions)
	if len(filled.MountOptions) > 0 && len(configured.MountOptions) > 0 && writeonly.List(configured.MountOptions[0].MountFlagsWO).IsGiven {
		filled.MountOptions[0].MountFlags = configured.MountOptions[0].MountFlagsWO
	}
	return filled
}

// checkTwice gives what the configuration has both ways.
func (m *Common) checkTwice() (problems []string) {
	if len(m.Secrets.Elements()) > 0 && writeonly.Map(m.SecretsWO).IsGiven {
		problems = append(problems, "secrets_wo: got one beside secrets; leave one of them out")
	}
	for _, options := range m.MountOptions {
		if len(options.MountFlags.Elements()) > 0 && writeonly.List(options.MountFlagsWO).IsGiven {
			problems = append(problems, "mount_options.mount_flags_wo: got one beside mount_flags; leave one of them out")
		}
	}
	return problems
}

// hasSecretsOf returns whether two states have the same write-only secrets. A hash that is not known yet is another one.
func (m *Common) hasSecretsOf(other *Common) bool {
	now, before := m.options(), other.options()
	return m.SecretsWOHash.Equal(other.SecretsWOHash) && m.SecretsWOVersion.Equal(other.SecretsWOVersion) &&
		now.MountFlagsWOHash.Equal(before.MountFlagsWOHash) && now.MountFlagsWOVersion.Equal(before.MountFlagsWOVersion)
}

// hasOptionsOf returns whether a volume that was filled is mounted as one of the state.
func (m *Common) hasOptionsOf(state *Common) bool {
	now, before := m.options(), state.options()
	if len(m.MountOptions) != len(state.MountOptions) || now.FSType.ValueString() != before.FSType.ValueString() {
		return false
	}
	flags := writeonly.List(now.MountFlags)
	if before.MountFlagsWOHash.IsNull() {
		return slices.Equal(flags.Content.([]string), writeonly.List(before.MountFlags).Content.([]string))
	}
	return flags.Has(before.MountFlagsWOHash)
}

// options gives empty ones if there is no block.
func (m *Common) options() mountOptions {
	if len(m.MountOptions) == 0 {
		return mountOptions{MountFlags: types.ListNull(types.StringType)}
	}
	return m.MountOptions[0]
}
