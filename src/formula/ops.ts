// The operations of the language with their float64 meaning. Constant folding and the reference reading share this table,
// so that folding never changes a number.
import { erf } from './erf.ts'

export const unary = {
  neg: (a: number) => -a,
  abs: Math.abs,
  /** sign(0) = 0, and of -0 too. */
  sign: (a: number) => (a > 0 ? 1 : a < 0 ? -1 : a === 0 ? 0 : Number.NaN),
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  atan: Math.atan,
  floor: Math.floor,
  sigmoid: (a: number) => (a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a))),
  erf,
  not: (a: number) => (a === 0 ? 1 : 0),
} as const

export const binary = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  pow: (a: number, b: number) => a ** b,
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  lt: (a: number, b: number) => (a < b ? 1 : 0),
  le: (a: number, b: number) => (a <= b ? 1 : 0),
  eq: (a: number, b: number) => (a === b ? 1 : 0),
  and: (a: number, b: number) => (a !== 0 && b !== 0 ? 1 : 0),
  or: (a: number, b: number) => (a !== 0 || b !== 0 ? 1 : 0),
} as const

export type UnaryOp = keyof typeof unary
export type BinaryOp = keyof typeof binary
/** Across one parameter tensor, giving one number per run; `total` across all tensors of the run. */
export type ReduceOp = 'norm' | 'sum' | 'mean' | 'dot' | 'total'
/** What only the problem can give: its loss and derivatives, and what needs the shape of a parameter tensor. */
export type ProblemOp = 'loss' | 'grad' | 'hdiag' | 'hsolve' | 'hsolve_abs' | 'orthogonalize' | 'row_mean' | 'col_mean'
export type Op = 'const' | 'sym' | 'select' | UnaryOp | BinaryOp | ReduceOp | ProblemOp

export const isUnary = (op: string): op is UnaryOp => Object.hasOwn(unary, op)
export const isBinary = (op: string): op is BinaryOp => Object.hasOwn(binary, op)
const reduceOps: ReadonlySet<string> = new Set<ReduceOp>(['norm', 'sum', 'mean', 'dot', 'total'])
export const isReduce = (op: string): op is ReduceOp => reduceOps.has(op)
const problemOps: ReadonlySet<string> = new Set<ProblemOp>(['loss', 'grad', 'hdiag', 'hsolve', 'hsolve_abs', 'orthogonalize', 'row_mean', 'col_mean'])
export const isProblem = (op: string): op is ProblemOp => problemOps.has(op)
