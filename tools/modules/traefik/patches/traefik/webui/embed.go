package webui

import "embed"

// FS has no files: Traefik's module lacks those of the dashboard.
var FS embed.FS
