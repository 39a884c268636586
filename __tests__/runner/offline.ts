// Tests send nothing to other machines: labs pull no image from a registry, unless a test names one of its own.
process.env.CDKNOMAD_LAB_OFFLINE ??= "1";
// Their labs run the same versions on every machine, whatever is in PATH.
process.env.CDKNOMAD_LAB_NOMAD ??= "pinned";
process.env.CDKNOMAD_LAB_CONSUL ??= "pinned";
