/** An operating system and a processor, with Node's names for them. */
export interface Platform {
  /** Such as `linux`, `darwin`, or `win32`. */
  readonly os: string;
  /** Such as `x64` or `arm64`. */
  readonly cpu: string;
}

/** The platform of this process. */
export const thisPlatform: Platform = { os: process.platform, cpu: process.arch };

/** Returns the name of a platform in the names of packages, such as `linux-x64`. */
export const platformName = ({ os, cpu }: Platform): string => `${os}-${cpu}`;

/** Returns Go's names for a platform, which Terraform uses, too. */
export const goPlatform = ({ os, cpu }: Platform) => ({
  os: os === "win32" ? "windows" : os,
  arch: cpu === "x64" ? "amd64" : cpu,
});

/** Returns the file name of a program: Windows starts only files with a known ending. */
export const programFile = (name: string, { os }: Platform): string => (os === "win32" ? `${name}.exe` : name);
