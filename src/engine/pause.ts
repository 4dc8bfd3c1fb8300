/** Lets messages (an abort, an acknowledgement) in. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
