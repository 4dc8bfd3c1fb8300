// How much a dispatch is given: as many run-steps as its kernel was last seen to make in a few dozen milliseconds.

/** What one dispatch should take, so that the device stays free for drawing and an abort is heard soon: two may be under way. */
const targetMilliseconds = 40
/** The first dispatch of a kernel is a guess, made small: this many run-steps. */
const firstRunSteps = 1 << 20
/** Run-steps a millisecond. */
const speeds = new WeakMap<GPUComputePipeline, number>()

export const isTimed = (pipeline: GPUComputePipeline): boolean => speeds.has(pipeline)

/** Run-steps of a kernel's next dispatch. */
export function wantedRunSteps(pipeline: GPUComputePipeline): number {
  const speed = speeds.get(pipeline)
  return speed === undefined ? firstRunSteps : speed * targetMilliseconds
}

/** A dispatch of so many run-steps took so many milliseconds. */
export function learnPace(pipeline: GPUComputePipeline, runSteps: number, took: number): void {
  const speed = runSteps / Math.max(took, 1)
  const known = speeds.get(pipeline) ?? firstRunSteps / targetMilliseconds
  // A short piece says little, for most of what it took was the way there and back.
  if (took >= targetMilliseconds / 4 || speed > known) speeds.set(pipeline, Math.min(8 * known, Math.max(known / 4, speed)))
}
