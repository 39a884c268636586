// picocolors and the programs of the tests read this when they start.
process.env.NO_COLOR = "1";
delete process.env.FORCE_COLOR;
