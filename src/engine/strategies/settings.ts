// Settings by name, as the strategy's parameters say they are.
import type { Setting } from '../../scenario/strategies/types.ts'

type Settings = Readonly<Record<string, Setting>>

export function numberOf(settings: Settings, name: string): number {
  const value = settings[name]
  if (typeof value !== 'number') throw new Error(`${name}: expected a number, got ${String(value)}`)
  return value
}

export function textOf(settings: Settings, name: string): string {
  const value = settings[name]
  if (typeof value !== 'string') throw new Error(`${name}: expected one of its choices, got ${String(value)}`)
  return value
}

export function flagOf(settings: Settings, name: string): boolean {
  const value = settings[name]
  if (typeof value !== 'boolean') throw new Error(`${name}: expected true or false, got ${String(value)}`)
  return value
}
