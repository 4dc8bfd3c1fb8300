// What this page was built from; vite puts it in (see `define` in vite.config.ts).

export interface Build {
  readonly version: string
  /** Short hash, or empty where there was no repository. */
  readonly commit: string
  /** Package -> version. */
  readonly packages: Readonly<Record<string, string>>
}

declare const descentBuild: Build

export const build: Build = descentBuild
