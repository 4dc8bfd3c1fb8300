// The WGSL reading: a graph as text, one `let` per operation, common parts once. Numbers are `F`, an alias of f32 (see `wgslPrelude`).
//
// What WGSL leaves open is pinned here. Its own functions promise little (atan 4096 ulp, log only absolutely near 1, sin and
// cos only near 0, pow nothing below 0), so every transcendental one is computed by arithmetic; and not-a-number cannot be
// relied upon in comparisons, so `finite_` looks at the bits.
import { topological } from './graph.ts'
import type { Node } from './graph.ts'
import type { Op } from './ops.ts'

export interface WgslBlock {
  readonly statements: readonly string[]
  /** An expression per root, valid after the statements. */
  readonly values: readonly string[]
  /** Every node computed here and its name, for a later block of the same scope. */
  readonly names: ReadonlyMap<Node, string>
}

/**
 * @param symbol WGSL expression for a symbol; anything already known may be given through `known`, typed as by `fromNumber`.
 * @param prefix of the names of the intermediate values, unique within one function.
 */
export function readWgsl(roots: readonly Node[], symbol: (name: string) => string, known: ReadonlyMap<Node, string>, prefix: string): WgslBlock {
  const names = new Map(known)
  const statements: string[] = []
  for (const node of pending(roots, known)) {
    if (node.op === 'const') names.set(node, literal(node.value))
    else if (node.op === 'sym') names.set(node, symbol(node.name))
    else {
      const name = `${prefix}${statements.length}`
      const args = node.args.map((a) => names.get(a) ?? '')
      const text = isLogic(node) ? `let ${name} = ${logic(node, args, node.args)};` : `let ${name} = ${arithmetic(node, args, node.args, names)};`
      statements.push(text)
      names.set(node, name)
    }
  }
  return { statements, values: roots.map((r) => asNumber(r, names.get(r) ?? '')), names }
}

/** Nodes below the roots, not looking below what is known. */
function pending(roots: readonly Node[], known: ReadonlyMap<Node, string>): Node[] {
  const keep = new Set<Node>()
  const stack = roots.filter((r) => !known.has(r))
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (keep.has(node)) continue
    keep.add(node)
    stack.push(...node.args.filter((a) => !known.has(a)))
  }
  return topological([...keep]).filter((n) => keep.has(n))
}

const logical: ReadonlySet<Op> = new Set(['lt', 'le', 'eq', 'and', 'or', 'not'])
/** Comparisons are WGSL booleans; they become 1.0 and 0.0 only where arithmetic needs a number. */
const isLogic = (node: Node): boolean => logical.has(node.op)
const asNumber = (node: Node, text: string): string => (isLogic(node) ? `select(F(0.0), F(1.0), ${text})` : text)
const asBool = (node: Node, text: string): string => (isLogic(node) ? text : `(${text} != F(0.0))`)

/** A number read from a buffer, as what the reading takes for this node: comparisons are booleans. */
export const fromNumber = (node: Node, text: string): string => (isLogic(node) ? `(${text} != F(0.0))` : text)

function logic(node: Node, text: readonly string[], args: readonly Node[]): string {
  const n = (i: number): string => asNumber(args[i] as Node, text[i] ?? '')
  const b = (i: number): string => asBool(args[i] as Node, text[i] ?? '')
  switch (node.op) {
    case 'lt':
      return `${n(0)} < ${n(1)}`
    case 'le':
      return `${n(0)} <= ${n(1)}`
    case 'eq':
      return `${n(0)} == ${n(1)}`
    case 'and':
      return `${b(0)} & ${b(1)}`
    case 'or':
      return `${b(0)} | ${b(1)}`
    default:
      return `!${b(0)}`
  }
}

const infix: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/' }
const call: Readonly<Record<string, string>> = {
  abs: 'abs', sign: 'sign', sqrt: 'sqrt', exp: 'exp_', log: 'log_', log1p: 'log1p_', sin: 'sin_', cos: 'cos_', tan: 'tan_', tanh: 'tanh_', atan: 'atan_',
  floor: 'floor', sigmoid: 'sigmoid_', erf: 'erf_', pow: 'pow_', min: 'min_', max: 'max_',
}

function arithmetic(node: Node, text: readonly string[], args: readonly Node[], names: ReadonlyMap<Node, string>): string {
  const n = (i: number): string => asNumber(args[i] as Node, text[i] ?? '')
  if (node.op === 'neg') return `-${n(0)}`
  if (node.op === 'select') return `select(${n(2)}, ${n(1)}, ${asBool(args[0] as Node, text[0] ?? '')})`
  const [one, power] = args
  // 1 - e^u, as in 1 - beta^t: the difference would lose every digit while u is small.
  const exponent = node.op === 'sub' && one?.op === 'const' && one.value === 1 && power?.op === 'exp' ? power.args[0] : undefined
  const known = exponent && names.get(exponent)
  if (known) return `-expm1_(${asNumber(exponent, known)})`
  // A literal is dearer than a sum where every one is fetched from memory.
  const [factor, rest] = one?.op === 'const' ? [one.value, 1] : [power?.op === 'const' ? power.value : Number.NaN, 0]
  if (node.op === 'mul' && factor === 2) return `${n(rest)} + ${n(rest)}`
  const sign = infix[node.op]
  if (sign) return `${n(0)} ${sign} ${n(1)}`
  const name = call[node.op]
  if (name) return `${name}(${args.map((_, i) => n(i)).join(', ')})`
  throw new Error(`the WGSL reading has no ${node.op}`)
}

/** The nearest f32 as a text that reads back to the same bits. WGSL has no literal beyond the finite numbers. */
export function literal(value: number): string {
  const f = Math.fround(value)
  if (Number.isNaN(f)) return notANumber
  if (!Number.isFinite(f)) return f > 0 ? infinite : `-${infinite}`
  const text = String(Object.is(f, -0) ? 0 : f)
  return `F(${/[.e]/.test(text) ? text : `${text}.0`})`
}

const notANumber = 'F(bitcast<f32>(nan_bits_))'
const infinite = 'F(bitcast<f32>(infinite_bits_))'

/**
 * The aliases and helper functions that every module of this reading begins with. Sources: sin and cos reduce by π/2 in three parts
 * (Cody & Waite 1980); their polynomials, exp's and atan's are those of Cephes in single precision (Moshier); log is
 * fdlibm's in single precision; erf is its series near 0, the rational fit of Numerical Recipes (erfcc) beyond.
 * No helper rests on a rounding error that a compiler may simplify away, as (1 + x) - 1 would.
 */
export const wgslPrelude = `alias F = f32; alias I = i32; alias U = u32; alias B = bool;
var<private> nan_bits_: u32 = 0x7fc00000u;
var<private> infinite_bits_: u32 = 0x7f800000u;
struct Reduced { r: F, q: I }
fn reduce_(x: F) -> Reduced {
  let n = round(x * F(0.63661977236758134308));
  let r = ((x - n * F(1.5703125)) - n * F(4.837512969970703e-4)) - n * F(7.549789948768648e-8);
  return Reduced(r, I(n));
}
fn quadrant_(r: F, q: I) -> F {
  let z = r * r;
  let sine = ((F(-1.9515295891e-4) * z + F(8.3321608736e-3)) * z - F(1.6666654611e-1)) * z * r + r;
  let cosine = ((F(2.443315711809948e-5) * z - F(1.388731625493765e-3)) * z + F(4.166664568298827e-2)) * z * z - F(0.5) * z + F(1.0);
  let value = select(sine, cosine, (q & I(1)) == I(1));
  return select(value, -value, (q & I(2)) == I(2));
}
fn sin_(x: F) -> F { let p = reduce_(x); return quadrant_(p.r, p.q); }
fn cos_(x: F) -> F { let p = reduce_(x); return quadrant_(p.r, p.q + I(1)); }
fn tan_(x: F) -> F { return sin_(x) / cos_(x); }
fn finite_(x: F) -> B { return (bitcast<U>(x) & U(0x7f800000u)) != U(0x7f800000u); }
fn nan_(x: F) -> B { return (bitcast<U>(x) & U(0x7fffffffu)) > U(0x7f800000u); }
fn min_(a: F, b: F) -> F { let s = a + b; return select(min(a, b), s, nan_(s)); }
fn max_(a: F, b: F) -> F { let s = a + b; return select(max(a, b), s, nan_(s)); }
fn hypot_(a: F, b: F) -> F {
  let m = max(abs(a), abs(b));
  let s = select(m, F(1.0), m == F(0.0));
  return m * sqrt((a / s) * (a / s) + (b / s) * (b / s));
}
struct Power { s: F, m: F }
fn power_(x: F) -> Power {
  let n = clamp(round(x * F(1.44269504088896341)), F(-151.0), F(129.0));
  let r = (x - n * F(0.693359375)) - n * F(-2.12194440e-4);
  let p = ((((F(1.9875691500e-4) * r + F(1.3981999507e-3)) * r + F(8.3334519073e-3)) * r + F(4.1665795894e-2)) * r + F(1.6666665459e-1)) * r + F(5.0000001201e-1);
  let k = I(n);
  let half = k >> U(1u);
  let s = bitcast<F>((half + I(127)) << U(23u)) * bitcast<F>((k - half + I(127)) << U(23u));
  return Power(s, p * r * r + r);
}
fn exp_(x: F) -> F {
  let e = power_(x);
  return select(e.s * e.m + e.s, F(0.0), x < F(-104.0));
}
fn expm1_(x: F) -> F {
  let e = power_(x);
  return select(e.s * e.m + (e.s - F(1.0)), F(-1.0), x < F(-104.0));
}
fn log_near_(f: F) -> F {
  let s = f / (F(2.0) + f);
  let z = s * s;
  let h = F(0.5) * f * f;
  return f - (h - s * (h + z * (F(0.66666662693) + z * (F(0.40000972152) + z * (F(0.28498786688) + z * F(0.24279078841))))));
}
fn log_(x: F) -> F {
  let bits = bitcast<I>(x);
  let e = (bits - I(0x3f3504f3)) >> U(23u);
  let k = F(e);
  let value = k * F(0.69313812256) + (log_near_(bitcast<F>(bits - (e << U(23u))) - F(1.0)) + k * F(9.0580006145e-6));
  let edge = select(${notANumber}, -${infinite}, x == F(0.0));
  return select(select(value, x, !finite_(x)), edge, x <= F(0.0));
}
fn log1p_(x: F) -> F { return select(log_(F(1.0) + x), log_near_(x), abs(x - F(0.06)) < F(0.34)); }
fn tanh_(x: F) -> F {
  let e = expm1_(F(-2.0) * abs(x));
  return select(-e, e, x < F(0.0)) / (F(2.0) + e);
}
fn atan_(x: F) -> F {
  let a = abs(x);
  let steep = a > F(2.414213562373095);
  let middle = a > F(0.4142135623730950);
  let r = select(select(a, (a - F(1.0)) / (a + F(1.0)), middle), F(-1.0) / a, steep);
  let z = r * r;
  let p = (((F(8.05374449538e-2) * z - F(1.38776856032e-1)) * z + F(1.99777106478e-1)) * z - F(3.33329491539e-1)) * z * r + r;
  let value = p + select(select(F(0.0), F(0.78539816339744831), middle), F(1.5707963267948966), steep);
  return select(value, -value, x < F(0.0));
}
fn sigmoid_(x: F) -> F { let e = exp_(-abs(x)); return select(e, F(1.0), x >= F(0.0)) / (F(1.0) + e); }
fn pow_(a: F, b: F) -> F {
  let magnitude = exp_(b * log_(abs(a)));
  let odd = abs(b - F(2.0) * floor(F(0.5) * b)) == F(1.0);
  let negative = select(${notANumber}, select(magnitude, -magnitude, odd), floor(b) == b);
  return select(select(negative, magnitude, a >= F(0.0)), F(1.0), b == F(0.0));
}
fn erf_(x: F) -> F {
  let a = abs(x);
  let z = x * x;
  let near = x * (F(1.1283791671) + z * (F(-0.3761263890) + z * (F(0.1128379167) + z * (F(-0.02686617064) + z * (F(5.2239776e-3) + z * (F(-8.5483270e-4) + z * (F(1.2055333e-4) - z * F(1.4925650e-5))))))));
  let t = F(1.0) / (F(1.0) + F(0.5) * a);
  let p = t * (F(1.00002368) + t * (F(0.37409196) + t * (F(0.09678418) + t * (F(-0.18628806) + t * (F(0.27886807) + t * (F(-1.13520398) + t * (F(1.48851587) + t * (F(-0.82215223) + t * F(0.17087277)))))))));
  let far = F(1.0) - t * exp_(-z - F(1.26551223) + p);
  return select(select(far, -far, x < F(0.0)), near, a < F(0.75));
}
`
