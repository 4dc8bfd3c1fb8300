export const digitNames: readonly string[] = Array.from({ length: 10 }, (_, k) => String(k))
