// Read by picocolors and by what tests start, before any of them is loaded.
process.env.NO_COLOR = "1";
delete process.env.FORCE_COLOR;
