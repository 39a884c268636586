// Tests send nothing to other machines: labs pull no image from a registry, unless a test names one of its own.
process.env.CDKNOMAD_LAB_OFFLINE ??= "1";
