/** Nomad's own bounds; a server's `job_max_priority` lies between 100 and the upper one. */
export const PRIORITY = { least: 1, most: 32_766 };
