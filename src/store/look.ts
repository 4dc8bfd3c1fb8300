// How often views that ask the engine are told to ask again: some times a second while it trains, at once when it rests.

const pause = 250

export interface Look {
  soon(): void
  now(): void
}

export function createLook(tell: () => void): Look {
  let told = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = (): void => {
    clearTimeout(timer)
    timer = undefined
    told = performance.now()
    tell()
  }
  return {
    now,
    soon() {
      const left = told + pause - performance.now()
      if (left <= 0) now()
      else timer ??= setTimeout(now, left)
    },
  }
}
