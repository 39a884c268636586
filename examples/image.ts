/** The image of the examples: a small program with a shell, a web server, and `sleep`. */
export const busybox = "busybox:1.35.0";
