alias F = f32; alias I = i32; alias U = u32; alias B = bool;
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
  let edge = select(F(bitcast<f32>(nan_bits_)), -F(bitcast<f32>(infinite_bits_)), x == F(0.0));
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
  let negative = select(F(bitcast<f32>(nan_bits_)), select(magnitude, -magnitude, odd), floor(b) == b);
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
