export const CONTAINER_DRIVERS = ["docker", "podman"];
