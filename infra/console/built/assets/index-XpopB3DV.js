var e,
  t,
  n,
  r,
  i,
  a,
  o,
  s,
  c,
  l,
  u = Symbol.for(`pv`),
  d = {},
  f = [],
  p = /^m(i|n|o|s|text|space)$/,
  m = Array.isArray,
  h = f.slice,
  g = Object.assign;
function _(e) {
  e && e.parentNode && e.remove();
}
function v(n, r, i, a, o) {
  var s = {
    type: n,
    props: r,
    key: i,
    ref: a,
    __k: null,
    __: null,
    __b: 0,
    __e: null,
    __c: null,
    constructor: u,
    __v: o || ++t,
    __i: -1,
    __u: 0,
  };
  return !o && e.vnode && e.vnode(s), s;
}
function y(e) {
  return e.children;
}
function b(e, t) {
  (this.props = e), (this.context = t), (this.__g = 0);
}
function x(e, t) {
  if (t == null) return e.__ && x(e.__, e.__i + 1);
  for (var n; t < e.__k.length; t++) if ((n = e.__k[t]) && n.__e) return n.__e;
  return typeof e.type != `function` || e.props.__P ? null : x(e);
}
function S(t) {
  var n,
    r = t.__v,
    i = r.__e,
    a = [],
    o = [],
    s = t.__P;
  s &&
    (((n = g({ constructor: u }, r)).__v = r.__v + 1),
    e.vnode && e.vnode(n),
    ne(s, n, r, t.__n, s.namespaceURI, 32 & r.__u ? [i] : null, a, i || x(r), 32 & r.__u, o),
    (n.__v = r.__v),
    (n.__.__k[n.__i] = n),
    ae(a, n, o),
    (r.__ = r.__e = null),
    n.__e != i && C(n));
}
function C(e) {
  if ((e = e.__) && e.__c && !e.props.__P)
    return (e.__e = null), e.__k.some((t) => t && (e.__e = t.__e)), C(e);
}
function w(t) {
  ((8 & t.__g || ((t.__g |= 8), n.push(t), i++)) && r == e.debounceRendering) ||
    ((r = e.debounceRendering) || queueMicrotask)(T);
}
function T() {
  try {
    for (var e, t = 1; n.length; )
      n.length > t && n.sort(a), (e = n.shift()), (t = n.length), 8 & e.__g && S(e);
  } finally {
    (i = n.length) && (r || queueMicrotask)(T);
  }
}
function E(e, t, n, r, i, a, o, s, c, l, u) {
  var p,
    m,
    h,
    g,
    _,
    v,
    y = r.__k || f,
    b = t.length;
  for (c = D(n, t, y, c, b), p = 0; p < b; p++)
    (h = n.__k[p]) != null &&
      ((m = (~h.__i && y[h.__i]) || d),
      (h.__i = p),
      (v = ne(e, h, m, i, a, o, s, c, l, u)),
      (g = h.__e),
      (m.ref != h.ref || 8 & m.__u) && (m.ref && j(m.ref, null, h, m), h.ref && u.push(h.ref, h.__c || g, h)),
      (_ ||= g),
      4 & h.__u
        ? ((c = O(h, c, e, !m.__v)), m.__e && (m.__e = null))
        : typeof h.type == `function` && v !== void 0
          ? (c = v)
          : g && (c = g.nextSibling),
      (h.__u &= -21));
  return (n.__e = _), c;
}
function D(e, t, n, r, i) {
  var a,
    o,
    s,
    c,
    l,
    d,
    f,
    p,
    h,
    g = n.length,
    _ = g,
    b = 0,
    S = 0,
    C = (e.__k = Array(i));
  for (a = 0; a < i; a++)
    (o = t[a]) != null && typeof o != `boolean` && typeof o != `function`
      ? (typeof o != `object` || o.constructor === String
          ? (o = C[a] = v(null, o))
          : m(o)
            ? (o = C[a] = v(y, { children: o }))
            : o.constructor === u && o.__b
              ? (o = C[a] = v(o.type, o.props, o.key, o.ref, o.__v))
              : (C[a] = o),
        (c = a + b),
        (o.__ = e),
        (o.__b = e.__b + 1),
        (s = null),
        ~(l = o.__i = k(o, n, c, _)) && (_--, (s = n[l]) && (s.__u |= 2)),
        s && s.__v
          ? ((o.__u |= 16), l == c - 1 ? b-- : l == c + 1 ? b++ : l != c && (l > c ? b-- : b++, (S = 1)))
          : (~l || (i > g ? b-- : i < g && b++), typeof o.type != `function` && (o.__u |= 4)))
      : (C[a] = null);
  if (S) {
    for (d = [], f = [], a = 0; a < i; a++)
      if ((o = C[a]) && 16 & o.__u) {
        for (b = 0, p = d.length; b < p; ) d[(h = (b + p) >> 1)] < o.__i ? (b = h + 1) : (p = h);
        (d[b] = o.__i), (f[a] = b + 1);
      }
    for (b = d.length; a--; ) f[a] && (f[a] == b ? b-- : (C[a].__u |= 4));
  }
  if (_) for (a = 0; a < g; a++) !(s = n[a]) || 2 & s.__u || (s.__e == r && (r = x(s)), M(s, s));
  return r;
}
function O(e, t, n, r) {
  var i, a, o, s;
  if (typeof e.type == `function`) {
    if (e.props.__P) return t;
    if ((i = e.__k)) for (a = 0; a < i.length; a++) i[a] && ((i[a].__ = e), (t = O(i[a], t, n, !1)));
    return t;
  }
  for (
    t && !t.parentNode && (t = x(e)) && !t.parentNode && (t = null), o = e.__e, s = t;
    s && s.nodeType == 8;
  )
    s = s.nextSibling;
  for (
    o != s && (!r && n.moveBefore && o.parentNode ? n.moveBefore(o, t) : n.insertBefore(o, t || null)), t = o;
    (t &&= t.nextSibling) && t.nodeType == 8 && !t.data.startsWith(`$s`);
  );
  return t;
}
function k(e, t, n, r) {
  var i,
    a = e.key,
    o = e.type,
    s = t[n],
    c = s && !(2 & s.__u);
  if ((s === null && a == null) || (c && a == s.key && o == s.type)) return n;
  if (r > +!!c) {
    for (i = n - 1; i >= 0; i--) if ((s = t[i]) && !(2 & s.__u) && a == s.key && o == s.type) return i;
    for (i = n + 1; i < t.length; i++) if ((s = t[i]) && !(2 & s.__u) && a == s.key && o == s.type) return i;
  }
  return -1;
}
function ee(e, t, n) {
  (n ??= ``), t[0] == `-` ? e.setProperty(t, n) : (e[t] = n);
}
function A(e, t, n, r, i) {
  var a, o;
  if (t == `style`) {
    if (typeof n == `string`) e.style.cssText = n;
    else {
      if ((typeof r == `string` && (e.style.cssText = r = ``), r))
        for (t in r) (n && t in n) || ee(e.style, t);
      if (n) for (t in n) (r && n[t] == r[t]) || ee(e.style, t, n[t]);
    }
  } else if (t[0] == `o` && t[1] == `n`)
    typeof n != `function` && (n = null),
      typeof r != `function` && (r = null),
      ((e.__e ||= {})[t] = n),
      (n && r) ||
        ((o = l[t] || (l[t] = te(t))),
        ((e.__a ||= {})[t] = c),
        (a = t != (t = t.replace(s, `$1`))),
        (t = t.slice(2))[0] < `a` && (t = t.toLowerCase()),
        n ? e.addEventListener(t, o, a) : e.removeEventListener(t, o, a));
  else {
    if (i == `http://www.w3.org/2000/svg`) t = t.replace(/xlink(H|:h)/, `h`).replace(/sName$/, `s`);
    else if (
      t != `width` &&
      t != `height` &&
      t != `href` &&
      t != `list` &&
      t != `form` &&
      t != `tabIndex` &&
      t != `download` &&
      t != `rowSpan` &&
      t != `colSpan` &&
      t != `role` &&
      t != `popover` &&
      t in e
    )
      try {
        e[t] = n ?? ``;
        return;
      } catch {}
    if (typeof n == `function`) return;
    n == null || (!1 === n && t[4] != `-`)
      ? e.removeAttribute(t)
      : e.setAttribute(t, t == `popover` && n == 1 ? `` : n);
  }
}
function te(t) {
  return function (n) {
    var r = this.__e;
    if (r) {
      if (((r = r[t]), n[o] == null)) n[o] = c++;
      else if (n[o] < this.__a[t]) return;
      return r(e.event ? e.event(n) : n);
    }
  };
}
function ne(t, n, r, i, a, o, s, c, l, d) {
  var p,
    h,
    v,
    S,
    C,
    w,
    T,
    D,
    O,
    k,
    ee,
    A,
    te,
    ne,
    ae,
    j,
    N,
    P,
    F = n.type;
  if (n.constructor !== u) return null;
  128 & r.__u &&
    ((l = 32 & r.__u), (p = r.__c.__z)) &&
    ((n.__u |= l), (h = o = []), p.nodeType == 8 ? (c = re(p, o)) : o.push(p), (c = o[0] || c)),
    (p = e.__b) && p(n);
  n: if (typeof F == `function`) {
    v = s.length;
    try {
      if (
        ((D = n.props),
        (O = (p = F.prototype) && p.render),
        (k = (p = F.contextType) && i[p.__c]),
        (ee = p ? (k ? k.props.value : p.__) : i),
        (S = r.__c)
          ? ((n.__c = S), 2 & S.__g && (S.__g |= 1))
          : (O
              ? (n.__c = S = new F(D, ee))
              : ((n.__c = S = new b(D, ee)), (S.constructor = F), (S.render = se)),
            k && k.sub(S),
            S.state || (S.state = {}),
            (S.__n = i),
            (S.__g |= 8),
            (S.__h = []),
            (S.__k = [])),
        O &&
          (S.__s || (S.__s = S.state),
          F.getDerivedStateFromProps &&
            (S.__s == S.state && (S.__s = g({}, S.__s)), g(S.__s, F.getDerivedStateFromProps(D, S.__s)))),
        (C = S.props),
        (w = S.state),
        (S.__v = n),
        r.__c)
      ) {
        if (
          (D !== C &&
            O &&
            !F.getDerivedStateFromProps &&
            S.componentWillReceiveProps &&
            S.componentWillReceiveProps(D, ee),
          (n.__v == r.__v && !(8 & S.__g)) ||
            (!(4 & S.__g) && S.shouldComponentUpdate && !1 === S.shouldComponentUpdate(D, S.__s, ee)))
        ) {
          n.__v != r.__v && ((S.props = D), (S.state = S.__s), (S.__g &= -9)),
            (n.__e = r.__e),
            (n.__k = r.__k),
            n.__k.some((e) => {
              e && (e.__ = n);
            }),
            f.push.apply(S.__h, S.__k),
            (S.__k = []),
            S.__h.length && s.push(S),
            (c = x(r));
          break n;
        }
        S.componentWillUpdate && S.componentWillUpdate(D, S.__s, ee),
          O &&
            S.componentDidUpdate &&
            S.__h.push(() => {
              S.componentDidUpdate(C, w, T);
            });
      } else
        O && !F.getDerivedStateFromProps && S.componentWillMount && S.componentWillMount(),
          O && S.componentDidMount && S.__h.push(S.componentDidMount);
      (S.context = ee), (S.props = D), (S.__P = t), (S.__g &= -5), (A = e.__r), (te = O ? 25 : 0);
      do (S.__g &= -9), A && A(n), (p = S.render(S.props, (S.state = S.__s), S.context));
      while (8 & S.__g && ++te < 25);
      O && (f.push.apply(S.__h, S.__k), (S.__k = [])),
        (S.state = S.__s),
        S.getChildContext && (i = g({}, i, S.getChildContext())),
        O && r.__c && S.getSnapshotBeforeUpdate && (T = S.getSnapshotBeforeUpdate(C, w)),
        (ne = p && p.type === y && p.key == null ? p.props.children : p),
        D.__P &&
          ((p = c),
          (a = (t = D.__P).namespaceURI),
          (l = o = null),
          r.props &&
            r.props.__P != t &&
            (r.__k.some((e) => {
              e && M(e, e);
            }),
            (r.__k = null)),
          (c = r.__k ? x(r, 0) : null)),
        (c = E(t, m(ne) ? ne : [ne], n, r, i, a, o, s, c, l, d)),
        D.__P && ((n.__e = null), (c = p)),
        (n.__u &= -161),
        h && h.some(_),
        S.__h.length && s.push(S),
        1 & S.__g && (S.__g &= -4);
    } catch (t) {
      if (((s.length = v), (n.__v = null), l || o)) {
        if (t && t.then) {
          if (((n.__u |= 128 | l), o)) {
            for (~(N = o.indexOf(c || void 0)) || (N = o.length); (P = o[N - 1]) && P.nodeType == 8; ) N--;
            for (; N < o.length; N++)
              if ((P = o[N])) {
                if (((o[N] = null), ae)) {
                  if (P == j) break;
                } else {
                  if (P.nodeType != 8) break;
                  P.data.startsWith(`$s`) && (j = re((ae = P)));
                }
              }
          }
          if (!ae) {
            for (; c && c.nodeType == 8 && c.nextSibling; ) c = c.nextSibling;
            ae = c;
          }
          (p = re((ae = n.__c.__z || (n.__c.__z = ae)))) ? ((n.__e = ae), (c = p)) : (n.__e = c),
            (c &&= c.nextSibling);
        } else o && o.some(_);
      } else n.__e = r.__e;
      (n.__k ||= r.__k || []), (t && t.then) || ie(n), e.__e(t, n, r);
    }
  } else c = n.__e = oe(r.__e, n, r, i, a, o, s, l, d, t);
  return (p = e.diffed) && p(n), c;
}
function re(e, t) {
  if (e && e.nodeType == 8 && e.data.startsWith(`$s`))
    for (var n = 1; (e = e.nextSibling); ) {
      if (e.nodeType == 8) {
        if (e.data.startsWith(`$s`)) n++;
        else if (e.data.startsWith(`/$s`) && !--n) return e;
      }
      t && t.push(e);
    }
}
function ie(e) {
  e && (e.__c && (e.__c.__g |= 4), e.__k && e.__k.some(ie));
}
function ae(t, n, r) {
  for (var i = 0; i < r.length; ) j(r[i++], r[i++], r[i++]);
  e.__c && e.__c(n, t),
    t.some((n) => {
      try {
        (t = n.__h),
          (n.__h = []),
          t.some((e) => {
            e.call(n);
          });
      } catch (t) {
        e.__e(t, n.__v);
      }
    });
}
function oe(t, n, r, i, a, o, s, c, l, u) {
  var f,
    g,
    v,
    y,
    b,
    S,
    C,
    w,
    T = r.props || d,
    D = n.props,
    O = n.type;
  if (
    (O == `svg`
      ? (a = `http://www.w3.org/2000/svg`)
      : O == `math`
        ? (a = `http://www.w3.org/1998/Math/MathML`)
        : (a ||= `http://www.w3.org/1999/xhtml`),
    o)
  ) {
    for (f = 0; f < o.length; f++)
      if ((b = o[f]) && (O ? b.localName == O : b.nodeType == 3)) {
        (t = b), (o[f] = null);
        break;
      }
  }
  if (!t) {
    if (((w = u.ownerDocument || document), !O)) return w.createTextNode(D);
    (t = w.createElementNS(a, O, D.is ? D : u)), (c &&= (e.__m && e.__m(n, o), !1)), (o = null);
  }
  if (O) {
    if (
      ((u = (O == `template` && t.content) || t),
      (o = O == `textarea` && D.defaultValue != null ? null : o && h.call(u.childNodes)),
      !c && o)
    )
      for (T = {}, f = 0; f < t.attributes.length; f++) T[(b = t.attributes[f]).name] = b.value;
    for (f in T)
      (b = T[f]),
        f == `dangerouslySetInnerHTML`
          ? (v = b)
          : f == `children` ||
            f in D ||
            (f == `value` && `defaultValue` in D) ||
            (f == `checked` && `defaultChecked` in D) ||
            A(t, f, null, b, a);
    for (f in D)
      (b = D[f]),
        f == `children`
          ? (y = b)
          : f == `dangerouslySetInnerHTML`
            ? (g = b)
            : f == `value`
              ? (S = b)
              : f == `checked`
                ? (C = b)
                : (c && typeof b != `function`) || T[f] === b || A(t, f, b, T[f], a);
    g
      ? (c || (v && (g.__html == v.__html || g.__html == t.innerHTML)) || (t.innerHTML = g.__html),
        (n.__k = []))
      : (v && (t.textContent = ``),
        (O == `foreignObject` || (a == `http://www.w3.org/1998/Math/MathML` && p.test(O))) &&
          (a = `http://www.w3.org/1999/xhtml`),
        E(u, m(y) ? y : [y], n, r, i, a, o, s, o ? o[0] : r.__k && x(r, 0), c, l),
        o && o.some(_)),
      (c && O != `textarea`) ||
        ((f = `value`),
        O == `progress` && S == null
          ? t.removeAttribute(f)
          : S == null || (S === t[f] && (O != `progress` || S)) || A(t, f, S, T[f], a),
        (f = `checked`),
        C != null && C != t[f] && A(t, f, C, T[f], a));
  } else T === D || (c && t.data == D) || (t.data = D);
  return t;
}
function j(t, n, r, i) {
  try {
    typeof t == `function`
      ? n
        ? (n.__x = t(n) || 1)
        : (i &&= i.__c || i.__e) && (n = i.__x) && ((i.__x = null), typeof n == `function` ? n() : t(null))
      : (t.current = n);
  } catch (t) {
    e.__e(t, r);
  }
}
function M(t, n, r) {
  var i, a, o, s;
  if (
    (e.unmount && e.unmount(t),
    !(i = t.ref) || (i.current && i.current != t.__e) || j(i, null, n, t),
    (i = t.__c))
  ) {
    if (i.componentWillUnmount)
      try {
        i.componentWillUnmount();
      } catch (t) {
        e.__e(t, n);
      }
    i.__P = i.__n = null;
  }
  if ((i = t.__k))
    for (s = 0; s < i.length; s++) i[s] && M(i[s], n, typeof t.type != `function` || (r && !t.props.__P));
  !r && (i = t.__c) && (i = i.__z) && (a = re(i, (o = []))) && (i == t.__e && o.some(_), _(a), _(i)),
    r || _(t.__e),
    (t.__e = t.__c = t.__ = null);
}
function se(e, t, n) {
  return this.constructor(e, n);
}
function N(t, n) {
  var r, i, a, o;
  e.__ && e.__(t, n),
    n.nodeType == 9 && (n = n.documentElement),
    (i = (r = t && 32 & t.__u) ? null : n.__k),
    (n.__k = v(y, { children: [t] })),
    (a = []),
    (o = []),
    ne(
      n,
      n.__k,
      i || d,
      d,
      n.namespaceURI,
      i ? null : n.firstChild ? h.call(n.childNodes) : null,
      a,
      i ? i.__e : n.firstChild,
      r,
      o,
    ),
    ae(a, n.__k, o),
    (n.__k.props.children = null);
}
(e = {
  __e: (e, t, n, r) => {
    for (var a, o, s; (t = t.__); )
      if ((a = t.__c) && !(1 & a.__g)) {
        a.__g |= 4;
        try {
          if (
            ((s = (o = a.constructor) && o.getDerivedStateFromError) &&
              a.setState(o.getDerivedStateFromError(e)),
            a.componentDidCatch && (a.componentDidCatch(e, r || {}), (s = 1)),
            s && 8 & a.__g)
          )
            return void (a.__g |= 2);
        } catch (t) {
          e = t;
        }
      }
    throw ((i = 0), e);
  },
}),
  (t = 0),
  (b.prototype.setState = function (e, t) {
    var n = this.__s;
    (n && n != this.state) || (n = this.__s = g({}, this.state)),
      typeof e == `function` && (e = e(g({}, n), this.props)),
      e && (g(n, e), this.__v && (t && this.__k.push(t), w(this)));
  }),
  (b.prototype.forceUpdate = function (e) {
    this.__v && ((this.__g |= 4), e && this.__h.push(e), w(this));
  }),
  (b.prototype.render = y),
  (n = []),
  (i = 0),
  (a = (e, t) => e.__v.__b - t.__v.__b),
  (o = Symbol()),
  (s = /(PointerCapture)$|Capture$/i),
  (c = 0),
  (l = {});
var P,
  F,
  ce,
  le,
  ue = Object.is,
  de = 0,
  fe = [],
  pe = [],
  I = e,
  me = I.__b,
  he = I.__r,
  ge = I.diffed,
  _e = I.__c,
  ve = I.unmount,
  ye = I.__;
function be(e, t) {
  I.__h && I.__h(F, e, de || t), (de = 0);
  var n = F.__H || (F.__H = { __: [], __h: [] });
  return e >= n.__.length && n.__.push({}), n.__[e];
}
function L(e) {
  return (de = 1), xe(je, e);
}
function xe(e, t, n) {
  var r = be(P++, 2);
  if (
    ((r.t = e),
    !r.__c &&
      ((r.__ = [
        n ? n(t) : je(void 0, t),
        (e) => {
          var t = (r.__N || r.__)[0],
            n = r.t(t, e);
          ue(t, n) || ((r.__N = [n, r.__[1]]), r.__c.setState({}));
        },
      ]),
      (r.__c = F),
      !F.__f))
  ) {
    F.__f = !0;
    var i = F.shouldComponentUpdate;
    F.shouldComponentUpdate = function (e, t, n) {
      var r = this.__H;
      if (!r) return !0;
      var a = !1,
        o = this.props != e;
      if (
        (r.__.some((e) => {
          e.__N && ((a = !0), ue(e.__[0], e.__N[0]) || (o = !0));
        }),
        i)
      ) {
        var s = i.call(this, e, t, n);
        return a ? s || o : s;
      }
      return !a || o;
    };
  }
  return r.__;
}
function R(e, t) {
  var n = be(P++, 3);
  !I.__s && Ae(n.__H, t) && ((n.__P = !0), (n.__ = e), (n.u = t), F.__H.__h.push(n));
}
function z(e, t) {
  var n = be(P++, 4);
  !I.__s && Ae(n.__H, t) && ((n.__P = !1), (n.__ = e), (n.u = t), F.__h.push(n));
}
function B(e) {
  return (de = 5), Se(() => ({ current: e }), []);
}
function Se(e, t) {
  var n = be(P++, 7);
  return Ae(n.__H, t) && ((n.__ = e()), (n.__H = t)), n.__;
}
function Ce(e, t) {
  return (de = 8), Se(() => e, t);
}
function we() {
  var e;
  do {
    for (; (e = pe.shift()); )
      try {
        Oe(e);
      } catch (t) {
        I.__e(t, { __: (e = e.__P) && e.__v });
      }
    for (; (e = fe.shift()); ) {
      var t = e.__H;
      if (e.__P && t)
        try {
          t.__h.some(Oe), t.__h.some(ke), (t.__h = []);
        } catch (n) {
          (t.__h = []), I.__e(n, e.__v);
        }
    }
  } while (pe.length);
}
(I.__b = (e) => {
  (F = null), me && me(e);
}),
  (I.__ = (e, t) => {
    e && t.__k && t.__k.__m && (e.__m = t.__k.__m), ye && ye(e, t);
  }),
  (I.__r = (e) => {
    he && he(e), (P = 0);
    var t = (F = e.__c).__H;
    t &&
      (ce == F ? (F.__h = []) : (t.__h.some(Oe), t.__h.some(ke), (P = 0)),
      (t.__h = []),
      t.__.some((e) => {
        e.__N && (e.__ = e.__N), (e.u = e.__N = void 0);
      })),
      (ce = F);
  }),
  (I.diffed = (e) => {
    ge && ge(e);
    var t = e.__c;
    t &&
      t.__H &&
      (t.__H.__h.length && De(fe.push(t)),
      t.__H.__.some((e) => {
        e.u && (e.__H = e.u);
      })),
      (ce = F = null);
  }),
  (I.__c = (e, t) => {
    t.some((e) => {
      try {
        e.__h.some(Oe), (e.__h = e.__h.filter((e) => !e.__ || ke(e)));
      } catch (t) {
        e.__h = [
          () => {
            throw t;
          },
        ];
      }
    }),
      _e && _e(e, t);
  }),
  (I.unmount = (e) => {
    ve && ve(e);
    var t,
      n,
      r = e.__c;
    r &&
      r.__H &&
      (r.__H.__.some((r) => {
        try {
          if (r.__P && r.__c) {
            if (n === void 0) {
              for (n = e.__; n && (!n.__c || !n.__c.__P); ) n = n.__;
              n &&= n.__c;
            }
            (r.__P = n), De(pe.push(r));
          } else Oe(r);
        } catch (e) {
          t = e;
        }
      }),
      (r.__H = void 0),
      t && I.__e(t, r.__v));
  });
var Te = typeof requestAnimationFrame == `function`;
function Ee(e) {
  var t,
    n = () => {
      clearTimeout(r), Te && cancelAnimationFrame(t), setTimeout(e);
    },
    r = setTimeout(n, 35);
  Te && (t = requestAnimationFrame(n));
}
function De(e) {
  (e != 1 && le == I.requestAnimationFrame) || ((le = I.requestAnimationFrame) || Ee)(we);
}
function Oe(e) {
  var t = F,
    n = e.__c;
  typeof n == `function` && ((e.__c = void 0), n()), (F = t);
}
function ke(e) {
  var t = F;
  (e.__c = e.__()), (F = t);
}
function Ae(e, t) {
  return !e || e.length != t.length || t.some((t, n) => !ue(t, e[n]));
}
function je(e, t) {
  return typeof t == `function` ? t(e) : t;
}
var Me = {
  about: () => Ne(`/api/about`),
  now: () => Ne(`/api/now`),
  agents: (e) => Ne(`/api/agents`, e),
  volume: (e) => Ne(`/api/volume`, e),
  samples: (e) => Ne(`/api/samples`, { source: e }),
  tryOut: (e) => Pe(`/api/try`, e),
  send: (e) => Pe(`/api/send`, e),
  codes: (e) => Ne(`/api/codes`, e),
  propose: (e) => Pe(`/api/proposal`, { edits: e }),
  letters: () => Ne(`/api/letters`),
  letter: (e) => Ne(`/api/letter`, { id: e }),
  planLetters: (e) => Pe(`/api/letters/plan`, e),
  changeLetters: (e) => Pe(`/api/letters/change`, e),
};
async function Ne(e, t = {}) {
  const n = new URLSearchParams(t).toString();
  return await Fe(n === `` ? e : `${e}?${n}`, {});
}
async function Pe(e, t) {
  return await Fe(e, {
    method: `POST`,
    headers: { 'content-type': `application/json` },
    body: JSON.stringify(t),
  });
}
async function Fe(e, t) {
  const n = await fetch(e, t).catch((e) => {
    throw Error(`The console’s server does not answer: is it still running?`, { cause: e });
  });
  if (n.ok) return await n.json();
  const { message: r } = await n.json().catch(() => ({}));
  throw Error(r ?? `The console’s server answered ${n.status}.`);
}
var Ie = [
    { path: `/`, name: `Now`, says: `Is everything flowing?` },
    { path: `/agents`, name: `Agents`, says: `Who is in which state, since when?` },
    { path: `/volume`, name: `Volume`, says: `What does each quarter hour count?` },
    { path: `/try`, name: `Try`, says: `What would become of this payload?` },
    { path: `/codes`, name: `Codes`, says: `Which state becomes which code?` },
    { path: `/dead-letters`, name: `Dead letters`, says: `What could not be delivered, and why?` },
  ],
  Le = `console:moved`;
function Re(e) {
  history.pushState(null, ``, e), dispatchEvent(new Event(Le)), scrollTo(0, 0);
}
function ze() {
  const [e, t] = L(() => location.pathname + location.search);
  R(() => {
    const e = () => t(location.pathname + location.search);
    return (
      addEventListener(`popstate`, e),
      addEventListener(Le, e),
      () => {
        removeEventListener(`popstate`, e), removeEventListener(Le, e);
      }
    );
  }, []);
  const { pathname: n, searchParams: r } = new URL(e, location.origin);
  return { path: Ie.find((e) => e.path === n)?.path ?? `/`, query: r };
}
var Be = Symbol.for(`pv`),
  Ve = 0;
Array.isArray;
function V(t, n, r, i, a, o) {
  n ||= {};
  var s,
    c,
    l = n;
  if (`ref` in l && typeof t != `function`) for (c in ((l = {}), n)) c == `ref` ? (s = n[c]) : (l[c] = n[c]);
  var u = {
    type: t,
    props: l,
    key: r,
    ref: s,
    __k: null,
    __: null,
    __b: 0,
    __e: null,
    __c: null,
    constructor: Be,
    __v: --Ve,
    __i: -1,
    __u: 0,
  };
  return (a || o) && ((u.__source = a), (u.__self = o)), e.vnode && e.vnode(u), u;
}
function He({ to: e, current: t = !1, children: n, ...r }) {
  const i = (t) => {
    t.ctrlKey || t.metaKey || t.shiftKey || t.button !== 0 || (t.preventDefault(), Re(e));
  };
  return V(`a`, { href: e, ...r, onClick: i, 'aria-current': t ? `page` : void 0, children: n });
}
function H() {
  return V(`p`, { class: `loading`, role: `status`, children: `Reading …` });
}
function U({ message: e, retry: t }) {
  return V(`div`, {
    class: `fault`,
    role: `alert`,
    children: [
      V(`p`, { children: e }),
      t && V(`button`, { type: `button`, onClick: t, children: `Try again` }),
    ],
  });
}
function Ue({ title: e, children: t }) {
  return V(`div`, {
    class: `empty`,
    children: [V(`p`, { class: `empty-title`, children: e }), V(`div`, { children: t })],
  });
}
function We({ children: e }) {
  return V(`p`, { class: `limit`, children: e });
}
function Ge() {
  const e = document.createElement(`span`);
  (e.hidden = !0), document.body.append(e);
  const t = new Map(),
    n = [`surface`, `line`, `line-strong`, `text`, `quiet`, `accent`, `bad`, `warn`, ...Ke];
  for (const r of n) (e.style.color = `var(--${r})`), t.set(r, getComputedStyle(e).color);
  return e.remove(), (e) => t.get(e) ?? `gray`;
}
var Ke = [
  ...[`available`, `busy`, `unavailable`, `offline`, `unknown`].map((e) => `state-${e}`),
  ...[1, 2, 3, 4].map((e) => `plot-${e}`),
];
function qe(e) {
  const t = matchMedia(`(prefers-color-scheme: dark)`);
  return (
    addEventListener(`console:theme`, e),
    t.addEventListener(`change`, e),
    () => {
      removeEventListener(`console:theme`, e), t.removeEventListener(`change`, e);
    }
  );
}
function Je(e, t, n) {
  const [r, i] = [Xe(e), Xe(t)];
  return `rgb(${r.map((e, t) => Math.round(e + ((i[t] ?? e) - e) * n)).join(` `)})`;
}
function Ye(e, t) {
  return `rgb(${Xe(e).join(` `)} / ${t})`;
}
function Xe(e) {
  const [t = 0, n = 0, r = 0] = (e.match(/[\d.]+/g) ?? []).map(Number);
  return [t, n, r];
}
function Ze() {
  const [e, t] = L(0);
  return R(() => qe(() => t((e) => e + 1)), []), Se(Ge, [e]);
}
var Qe = [1, 4, 12, 24, 168];
function $e(e) {
  const [t, n] = L(e),
    [r, i] = L(``),
    a = () => {
      const e = r === `` ? Date.now() : Date.parse(`${r}:00Z`);
      return { from: new Date(e - t * 36e5).toISOString(), to: new Date(e).toISOString() };
    },
    o = V(y, {
      children: [
        V(`label`, {
          class: `field`,
          children: [
            V(`span`, { children: `Time` }),
            V(`select`, {
              value: t,
              onChange: ({ currentTarget: e }) => n(Number(e.value)),
              children: Qe.map((e) =>
                V(
                  `option`,
                  {
                    value: e,
                    children: e < 48 ? `last ${e === 1 ? `hour` : `${e} hours`}` : `last ${e / 24} days`,
                  },
                  e,
                ),
              ),
            }),
          ],
        }),
        V(`label`, {
          class: `field`,
          children: [
            V(`span`, { children: `Up to (UTC; empty: now)` }),
            V(`input`, { type: `datetime-local`, value: r, onChange: ({ currentTarget: e }) => i(e.value) }),
          ],
        }),
      ],
    });
  return { hours: t, read: a, key: `${t} ${r}`, fields: o };
}
function et(e, t) {
  const [n, r] = L(),
    [i, a] = L(),
    [o, s] = L(!0),
    c = B(0),
    l = B(e);
  l.current = e;
  const u = Ce(() => {
    c.current += 1;
    const e = c.current;
    s(!0),
      l.current().then(
        (t) => {
          e === c.current && (r(t), a(void 0), s(!1));
        },
        (t) => {
          e === c.current && (a(tt(t)), s(!1));
        },
      );
  }, []);
  return R(u, [t]), { value: n, error: i, isLoading: o, reload: u };
}
function tt(e) {
  return e instanceof Error ? e.message : String(e);
}
var nt = 60,
  rt = 3600,
  it = 24 * rt;
function W(e) {
  const t = Math.max(0, Math.round(e));
  return t < nt
    ? `${t} s`
    : t < rt
      ? `${Math.floor(t / nt)} min`
      : t < it
        ? at(Math.floor(t / rt), `h`, Math.floor((t % rt) / nt), `min`)
        : at(Math.floor(t / it), `d`, Math.floor((t % it) / rt), `h`);
}
function at(e, t, n, r) {
  return n === 0 ? `${e} ${t}` : `${e} ${t} ${n} ${r}`;
}
function ot(e) {
  return Math.abs(e) < 1e3
    ? `${Math.round(e)} ms`
    : Math.abs(e) < 1e4
      ? `${(e / 1e3).toFixed(1)} s`
      : e < 0
        ? `−${W(-e / 1e3)}`
        : W(e / 1e3);
}
function st(e, t) {
  return `${W((t - Date.parse(e)) / 1e3)} ago`;
}
function ct(e) {
  return e.slice(11, 19);
}
function lt(e) {
  return e.slice(11, 16);
}
function ut(e) {
  return `${e.slice(0, 10)} ${ct(e)}`;
}
function dt(e, t, n = `${t}s`) {
  return `${ft(e)} ${e === 1 ? t : n}`;
}
function ft(e) {
  return e.toLocaleString(`en-US`);
}
function pt({ stateClass: e }) {
  return V(`span`, { class: `state-mark ${e ?? ``}`, 'aria-hidden': `true` });
}
var mt = [`collapsed`, `duplicate`, `refused`];
function ht(e, t) {
  return [...Map.groupBy(e, ({ accountId: e, agentId: t }) => JSON.stringify([e, t])).values()]
    .map((e) => _t(e, t))
    .toSorted((e, t) => gt.compare(e.agentId, t.agentId));
}
var gt = new Intl.Collator(`en`, { numeric: !0 });
function _t(e, t) {
  const n = e.toSorted((e, t) => (e.at < t.at ? -1 : +(e.at > t.at))),
    r = n.filter(vt),
    i = r.map((e, n) => ({
      change: e,
      fromMs: Date.parse(e.at),
      toMs: Math.max(Date.parse(e.at), Date.parse(r[n + 1]?.at ?? new Date(t).toISOString())),
    })),
    [{ agentId: a = ``, accountId: o = `` } = {}] = n;
  return {
    agentId: a,
    accountId: o,
    bands: i,
    marks: n.filter(({ flags: e }) => e.length > 0).map((e) => ({ atMs: Date.parse(e.at), change: e })),
    changes: n.toReversed(),
  };
}
function vt({ flags: e }) {
  return !e.some((e) => mt.includes(e));
}
function yt({ bands: e }, t) {
  let [n, r] = [0, e.length];
  for (; n < r; ) {
    const i = (n + r) >>> 1;
    (e[i]?.fromMs ?? 0) <= t ? (n = i + 1) : (r = i);
  }
  const i = e[n - 1];
  return i && t <= i.toMs ? i : void 0;
}
function bt({ bands: e }) {
  return e.at(-1);
}
var xt = {
  late: `Late: it came in well after it happened.`,
  collapsed: `Collapsed: another change of the same second stands in its place.`,
  duplicate: `Known already: the API had it from before.`,
  refused: `Refused by the API: a dead letter.`,
};
function St({ at: e, receivedAt: t, acceptedAt: n }) {
  const r = (e, t, n) =>
    t === void 0 || n === void 0 ? [] : [{ label: e, value: ot(Date.parse(n) - Date.parse(t)) }];
  return [
    ...r(`happened → received`, e, t),
    ...r(`received → accepted`, t, n),
    ...(t === void 0 ? r(`happened → accepted`, e, n) : []),
  ];
}
function Ct({ line: e, toMs: t }) {
  const n = bt(e);
  return V(`section`, {
    class: `agent-detail`,
    'aria-labelledby': `agent-heading`,
    children: [
      V(`h2`, { id: `agent-heading`, children: [`Agent `, e.agentId] }),
      V(`p`, {
        'aria-live': `polite`,
        children: n
          ? `In ${n.change.code} since ${ut(n.change.at)} UTC, for ${W((t - n.fromMs) / 1e3)}.`
          : `The API holds no state of this agent from this time.`,
      }),
      V(`div`, {
        class: `table-scroll`,
        children: V(`table`, {
          children: [
            V(`caption`, {
              class: `hidden-text`,
              children: [`State changes of `, e.agentId, `, the newest first`],
            }),
            V(`thead`, {
              children: V(`tr`, {
                children: [
                  V(`th`, { scope: `col`, children: `Happened (UTC)` }),
                  V(`th`, { scope: `col`, children: `Code` }),
                  V(`th`, { scope: `col`, children: `Vendor’s words` }),
                  V(`th`, { scope: `col`, children: `Source` }),
                  V(`th`, { scope: `col`, children: `Delays` }),
                  V(`th`, { scope: `col`, children: `Stands out` }),
                ],
              }),
            }),
            V(`tbody`, {
              children: e.changes.map((e) =>
                V(
                  `tr`,
                  {
                    children: [
                      V(`td`, { class: `nowrap`, children: ut(e.at) }),
                      V(`td`, {
                        class: `nowrap`,
                        children: [
                          V(pt, { stateClass: e.stateClass }),
                          e.code,
                          e.reasonCode && V(`span`, { class: `quiet`, children: [` · `, e.reasonCode] }),
                        ],
                      }),
                      V(`td`, {
                        children:
                          e.state === void 0
                            ? V(`span`, { class: `quiet`, children: `not kept` })
                            : [e.state, e.reason].filter(Boolean).join(` · `),
                      }),
                      V(`td`, { children: e.source }),
                      V(`td`, {
                        children: St(e).map(({ label: e, value: t }) =>
                          V(
                            `div`,
                            {
                              class: `nowrap`,
                              children: [V(`span`, { class: `quiet`, children: e }), ` `, t],
                            },
                            e,
                          ),
                        ),
                      }),
                      V(`td`, { children: e.flags.map((e) => xt[e]).join(` `) }),
                    ],
                  },
                  `${e.at} ${e.code} ${e.receivedAt}`,
                ),
              ),
            }),
          ],
        }),
      }),
    ],
  });
}
var wt = [`available`, `busy`, `unavailable`, `offline`],
  Tt = 0.17;
function Et(e) {
  const t = [...new Map(e.map(({ code: e, stateClass: t = `unknown` }) => [e, t]))].toSorted(([e], [t]) =>
    e < t ? -1 : 1,
  );
  return [...wt, `unknown`].flatMap((e) =>
    t
      .filter(([, t]) => (wt.includes(t) ? t : `unknown`) === e)
      .map(([t], n) => ({ code: t, stateClass: e, shade: n })),
  );
}
function Dt(e, t) {
  return new Map(
    e.map(({ code: e, stateClass: n, shade: r }) => [e, Je(t(`state-${n}`), t(`text`), Math.min(3, r) * Tt)]),
  );
}
var Ot = 290;
function kt({ x: e, y: t, top: n, width: r, band: i, line: a }) {
  const { change: o } = i;
  return V(`div`, {
    class: `tip`,
    'aria-hidden': `true`,
    style: { left: `${Math.min(e + 14, Math.max(0, r - Ot))}px`, top: `${n + t + 16}px` },
    children: [
      V(`p`, {
        class: `tip-head`,
        children: [
          V(pt, { stateClass: o.stateClass }),
          V(`strong`, { children: o.code }),
          o.reasonCode && ` · ${o.reasonCode}`,
          ` `,
          V(`span`, { class: `quiet`, children: a.agentId }),
        ],
      }),
      V(`p`, { children: [ct(o.at), ` UTC, for `, W((i.toMs - i.fromMs) / 1e3)] }),
      V(`dl`, {
        class: `pairs`,
        children: [
          V(`dt`, { children: [o.source, `’s words`] }),
          V(`dd`, {
            children: o.state === void 0 ? `not kept` : [o.state, o.reason].filter(Boolean).join(` · `),
          }),
          St(o).map(({ label: e, value: t }) =>
            V(y, { children: [V(`dt`, { children: e }), V(`dd`, { children: t })] }),
          ),
        ],
      }),
      o.flags.map((e) => V(`p`, { children: xt[e] }, e)),
    ],
  });
}
var At = 20,
  jt = 5;
function Mt(e, t, n) {
  const { lines: r, ticks: i, colours: a } = t;
  e.clearRect(0, 0, n.width, n.height), (e.strokeStyle = a(`line`)), e.beginPath();
  for (const r of i) {
    const i = Math.round(It(r, t, n)) + 0.5;
    e.moveTo(i, 0), e.lineTo(i, n.height);
  }
  e.stroke(), (e.font = `600 11px system-ui, sans-serif`), (e.textBaseline = `middle`);
  const o = Math.max(0, Math.floor(n.top / 30)),
    s = Math.min(r.length, Math.ceil((n.top + n.height) / 30));
  for (let i = o; i < s; i++) {
    const a = r[i];
    a && Nt(e, a, i * 30 - n.top, t, n);
  }
}
function Nt(e, t, n, r, i) {
  for (const { fromMs: a, toMs: o, change: s } of t.bands) {
    if (o < r.fromMs || a > r.toMs) continue;
    const t = Math.max(0, It(a, r, i)),
      c = Math.max(1, Math.min(i.width, It(o, r, i)) - t);
    (e.fillStyle = r.colourOf.get(s.code) ?? `gray`),
      e.fillRect(t, n + jt, Math.max(1, c - 1), At),
      Pt(e, s.code, { x: t, y: n, width: c });
  }
  for (const { atMs: a, change: o } of t.marks) {
    const t = It(a, r, i);
    t >= 0 && t <= i.width && Ft(e, o.flags.includes(`late`), t, n, r.colours);
  }
}
function Pt(e, t, { x: n, y: r, width: i }) {
  i < t.length * 7.4 + 8 || ((e.fillStyle = `#0d121c`), e.fillText(t, n + 5, r + 15 + 0.5));
}
function Ft(e, t, n, r, i) {
  const a = r + 1;
  (e.fillStyle = i(`text`)),
    (e.strokeStyle = Ye(i(`surface`), 1)),
    (e.lineWidth = 1.5),
    e.beginPath(),
    t
      ? (e.moveTo(n - 5, a), e.lineTo(n + 5, a), e.lineTo(n, a + 8.5))
      : (e.moveTo(n, a), e.lineTo(n + 5, a + 5), e.lineTo(n, a + 10), e.lineTo(n - 5, a + 5)),
    e.closePath(),
    e.stroke(),
    e.fill(),
    (e.lineWidth = 1);
}
function It(e, { fromMs: t, toMs: n }, { width: r }) {
  return ((e - t) / (n - t)) * r;
}
var Lt = 6e4,
  Rt = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((e) => e * Lt);
function zt(e, t, n, r = 84) {
  const i = Rt.find((i) => (i / (t - e)) * n >= r) ?? 1440 * Lt,
    a = Math.ceil(e / i) * i,
    o = Math.max(0, Math.floor((t - a) / i) + 1);
  return Array.from({ length: o }, (e, t) => a + t * i);
}
var Bt = 4;
function Vt({ lines: e, activities: t, range: n, selected: r, onSelect: i }) {
  const a = B(null),
    o = B(null),
    [s, c] = L({ width: 600, height: 400, top: 0 }),
    [l, u] = L(),
    d = Date.parse(n.from),
    f = Date.parse(n.to),
    p = Se(() => zt(d, f, s.width), [d, f, s.width]),
    m = Ze(),
    h = Se(() => Dt(t, m), [t, m]);
  qt(a, o, c),
    z(() => {
      const t = o.current && Jt(o.current, s);
      t && Mt(t, { lines: e, fromMs: d, toMs: f, ticks: p, colours: m, colourOf: h }, s);
    }, [e, d, f, p, m, h, s]);
  const g = (t) => {
      const n = o.current?.getBoundingClientRect();
      if (!n) return;
      const [r, i] = [t.clientX - n.left, t.clientY - n.top],
        a = e[Math.floor((i + s.top) / 30)],
        c = a && yt(a, d + (r / s.width) * (f - d));
      u(a && c ? { x: r, y: i, band: c, line: a } : void 0);
    },
    _ = e.findIndex((e) => Ut(e) === r),
    v = Math.max(0, Math.floor(s.top / 30) - Bt),
    y = Math.min(e.length, Math.ceil((s.top + s.height) / 30) + Bt);
  return V(`div`, {
    class: `timeline`,
    children: [
      V(`div`, {
        class: `timeline-axis`,
        'aria-hidden': `true`,
        children: p.map((e) =>
          V(
            `span`,
            {
              style: { left: `${It(e, { fromMs: d, toMs: f }, s)}px` },
              children: lt(new Date(e).toISOString()),
            },
            e,
          ),
        ),
      }),
      V(`div`, {
        class: `timeline-scroll`,
        ref: a,
        style: { height: `${Math.min(e.length * 30 + 2, 620)}px` },
        onScroll: ({ currentTarget: { scrollTop: e } }) => {
          u(void 0), c((t) => ({ ...t, top: e }));
        },
        children: V(`div`, {
          class: `timeline-rows`,
          style: { height: `${e.length * 30}px` },
          children: [
            V(`div`, {
              class: `timeline-names`,
              role: `listbox`,
              tabIndex: 0,
              'aria-label': `Agents and their states; arrow keys choose one, whose changes are listed below`,
              'aria-activedescendant': _ >= v && _ < y ? `agent-${_}` : void 0,
              onKeyDown: (t) => {
                const n = Math.max(1, Math.floor(s.height / 30) - 1),
                  r = Gt(t.key, { active: _, count: e.length, page: n }),
                  o = r === void 0 ? void 0 : e[r];
                r !== void 0 && o && (t.preventDefault(), i(o), Kt(a.current, r));
              },
              onClick: ({ target: t }) => {
                const n = e[Wt(t)];
                n && i(n);
              },
              children: e
                .slice(v, y)
                .map((t, n) =>
                  V(Ht, { line: t, index: v + n, count: e.length, toMs: f, isSelected: Ut(t) === r }, Ut(t)),
                ),
            }),
            V(`div`, {
              class: `timeline-bands`,
              children: [
                V(`canvas`, {
                  ref: o,
                  role: `img`,
                  'aria-label': `The states over time; the list beside it and the table tell them in words`,
                  style: { top: `${s.top}px` },
                  onPointerMove: g,
                  onPointerLeave: () => u(void 0),
                  onClick: () => l && i(l.line),
                }),
                l && V(kt, { ...l, top: s.top, width: s.width }),
              ],
            }),
          ],
        }),
      }),
    ],
  });
}
function Ht({ line: e, index: t, count: n, toMs: r, isSelected: i }) {
  const a = bt(e);
  return V(`div`, {
    id: `agent-${t}`,
    class: `timeline-name`,
    role: `option`,
    tabIndex: -1,
    'data-index': t,
    'aria-selected': i,
    'aria-setsize': n,
    'aria-posinset': t + 1,
    style: { top: `${t * 30}px`, height: `30px` },
    children: [
      V(`span`, { class: `timeline-agent`, children: e.agentId }),
      V(`span`, {
        class: `timeline-state`,
        children: [
          V(pt, { stateClass: a?.change.stateClass }),
          a ? `${a.change.code} · ${W((r - a.fromMs) / 1e3)}` : `not known`,
        ],
      }),
    ],
  });
}
function Ut({ accountId: e, agentId: t }) {
  return JSON.stringify([e, t]);
}
function Wt(e) {
  const t = e instanceof Element ? e.closest(`[data-index]`) : null;
  return Number(t?.dataset.index ?? -1);
}
function Gt(e, { active: t, count: n, page: r }) {
  const i = { ArrowDown: t + 1, ArrowUp: t - 1, PageDown: t + r, PageUp: t - r, Home: 0, End: n - 1 },
    a = Object.hasOwn(i, e) ? i[e] : void 0;
  return a === void 0 ? void 0 : Math.min(Math.max(a, 0), n - 1);
}
function Kt(e, t) {
  if (!e) return;
  const n = t * 30;
  n < e.scrollTop && (e.scrollTop = n);
  const r = n + 30 - e.clientHeight;
  r > e.scrollTop && (e.scrollTop = r);
}
function qt(e, t, n) {
  z(() => {
    const r = () => {
        const r = t.current?.parentElement?.clientWidth ?? 600,
          i = e.current?.clientHeight ?? 400;
        n((e) => ({ ...e, width: r, height: i }));
      },
      i = new ResizeObserver(r);
    return e.current && i.observe(e.current), r(), () => i.disconnect();
  }, []);
}
function Jt(e, { width: t, height: n }) {
  const r = devicePixelRatio,
    [i, a] = [Math.round(t * r), Math.round(n * r)];
  (e.width !== i || e.height !== a) &&
    ((e.width = i), (e.height = a), (e.style.width = `${t}px`), (e.style.height = `${n}px`));
  const o = e.getContext(`2d`);
  return o?.setTransform(r, 0, 0, r, 0, 0), o ?? void 0;
}
function Yt({ lines: e, toMs: t, onSelect: n }) {
  return V(`div`, {
    class: `table-scroll tall`,
    children: V(`table`, {
      children: [
        V(`caption`, { children: `The state that each agent is in` }),
        V(`thead`, {
          children: V(`tr`, {
            children: [
              V(`th`, { scope: `col`, children: `Agent` }),
              V(`th`, { scope: `col`, children: `State` }),
              V(`th`, { scope: `col`, children: `Since (UTC)` }),
              V(`th`, { scope: `col`, children: `For` }),
              V(`th`, { scope: `col`, children: `Vendor’s words` }),
              V(`th`, { scope: `col`, children: `Source` }),
              V(`th`, { scope: `col`, class: `number`, children: `Changes` }),
            ],
          }),
        }),
        V(`tbody`, { children: e.map((e) => V(Xt, { line: e, toMs: t, onSelect: n }, Ut(e))) }),
      ],
    }),
  });
}
function Xt({ line: e, toMs: t, onSelect: n }) {
  const r = bt(e),
    i = r?.change;
  return V(`tr`, {
    children: [
      V(`th`, {
        scope: `row`,
        children: V(`button`, { type: `button`, class: `plain`, onClick: () => n(e), children: e.agentId }),
      }),
      V(`td`, {
        class: `nowrap`,
        children: [
          V(pt, { stateClass: i?.stateClass }),
          i?.code ?? `not known`,
          i?.reasonCode && V(`span`, { class: `quiet`, children: [` · `, i.reasonCode] }),
        ],
      }),
      V(`td`, { class: `nowrap`, children: i && ut(i.at) }),
      V(`td`, { class: `nowrap`, children: r && W((t - r.fromMs) / 1e3) }),
      V(`td`, { children: i && [i.state, i.reason].filter(Boolean).join(` · `) }),
      V(`td`, { children: i?.source }),
      V(`td`, { class: `number`, children: e.changes.length }),
    ],
  });
}
var Zt = 5e3;
function Qt({ query: e }) {
  const t = $e(4),
    { value: n, error: r, isLoading: i, reload: a } = et(() => Me.agents(t.read()), t.key),
    [o, s] = L(`timeline`),
    [c, l] = L(e.get(`agent`) ?? ``),
    [u, d] = L(``),
    [f, p] = L();
  R(() => {
    const e = setInterval(a, Zt);
    return () => clearInterval(e);
  }, [a]);
  const m = n ? Date.parse(n.to) : 0,
    h = Se(() => ht(n?.changes ?? [], m), [n, m]),
    g = Se(() => Et(n?.changes ?? []), [n]),
    _ = Se(() => h.filter((e) => $t(e, c, u)), [h, c, u]),
    v = h.find((e) => Ut(e) === f),
    b = (e) => p(Ut(e));
  return n
    ? V(y, {
        children: [
          V(`div`, {
            class: `controls`,
            children: [
              V(`label`, {
                class: `field`,
                children: [
                  V(`span`, { children: `Agent` }),
                  V(`input`, {
                    type: `search`,
                    value: c,
                    placeholder: `any`,
                    onInput: ({ currentTarget: e }) => l(e.value),
                  }),
                ],
              }),
              V(`label`, {
                class: `field`,
                children: [
                  V(`span`, { children: `Now in` }),
                  V(`select`, {
                    value: u,
                    onChange: ({ currentTarget: e }) => d(e.value),
                    children: [
                      V(`option`, { value: ``, children: `any state` }),
                      g.map((e) => V(`option`, { children: e.code }, e.code)),
                    ],
                  }),
                ],
              }),
              t.fields,
              V(`div`, {
                class: `field push`,
                children: [
                  V(`span`, { children: `Shown as` }),
                  V(`div`, {
                    class: `choice`,
                    children: [`timeline`, `table`].map((e) =>
                      V(
                        `button`,
                        {
                          type: `button`,
                          'aria-pressed': o === e,
                          onClick: () => s(e),
                          children: e === `timeline` ? `Timeline` : `Table`,
                        },
                        e,
                      ),
                    ),
                  }),
                ],
              }),
            ],
          }),
          r && V(U, { message: r, retry: a }),
          h.length === 0
            ? V(Ue, {
                title: `No agent’s state was delivered in this time.`,
                children: [
                  i ? `Looking …` : `Choose a longer time, or `,
                  V(He, { to: `/try`, children: `send a sample state on the Try page` }),
                  `; it is here once its window has closed.`,
                ],
              })
            : V(y, {
                children: [
                  V(`p`, {
                    class: `summary`,
                    role: `status`,
                    children: [
                      dt(_.length, `agent`),
                      _.length < h.length && ` of ${h.length}`,
                      `, `,
                      dt(n.changes.length, `change`),
                      `. What stands in a band holds until the next one, as Cloud Connect has it.`,
                    ],
                  }),
                  o === `timeline`
                    ? V(y, {
                        children: [
                          V(en, { activities: g, lines: h }),
                          V(Vt, { lines: _, activities: g, range: n, selected: f, onSelect: b }),
                        ],
                      })
                    : V(Yt, { lines: _, toMs: m, onSelect: b }),
                  v
                    ? V(Ct, { line: v, toMs: m })
                    : V(`p`, {
                        class: `hint`,
                        children: `Choose an agent to see every change of theirs, with the vendor’s words and delays.`,
                      }),
                ],
              }),
          n.limit && V(We, { children: n.limit }),
        ],
      })
    : r
      ? V(U, { message: r, retry: a })
      : V(H, {});
}
function $t(e, t, n) {
  return e.agentId.toLowerCase().includes(t.trim().toLowerCase()) && (n === `` || bt(e)?.change.code === n);
}
function en({ activities: e, lines: t }) {
  const n = Map.groupBy(t, (e) => bt(e)?.change.code),
    r = Dt(e, Ze());
  return V(`ul`, {
    class: `legend`,
    'aria-label': `Colours and marks`,
    children: [
      e.map(({ code: e }) =>
        V(
          `li`,
          {
            children: [
              V(`span`, { class: `state-mark`, 'aria-hidden': `true`, style: { background: r.get(e) } }),
              e,
              ` `,
              V(`span`, { class: `quiet`, children: [dt(n.get(e)?.length ?? 0, `agent`), ` now`] }),
            ],
          },
          e,
        ),
      ),
      V(`li`, { children: [V(`span`, { 'aria-hidden': `true`, children: `▼` }), ` late`] }),
      V(`li`, {
        children: [V(`span`, { 'aria-hidden': `true`, children: `◆` }), ` collapsed, known or refused`],
      }),
    ],
  });
}
var tn = {
    configuration: `configuration`,
    source: `the source’s table`,
    own: `its own code`,
    class: `no entry: code of its class`,
    'unmapped-code': `no entry: code of the unmapped`,
    none: `no entry`,
  },
  nn = 10;
function G({ uses: e, edits: t, stateClasses: n, onEdit: r }) {
  return V(`div`, {
    class: `table-scroll`,
    children: V(`table`, {
      children: [
        V(`caption`, {
          children: `What vendors say, the most urgent first, and the code that WFM gets for it`,
        }),
        V(`thead`, {
          children: V(`tr`, {
            children: [
              V(`th`, { scope: `col`, children: `Vendor’s word` }),
              V(`th`, { scope: `col`, children: `Kind` }),
              V(`th`, { scope: `col`, children: `Source` }),
              V(`th`, { scope: `col`, class: `number`, children: `Seen` }),
              V(`th`, { scope: `col`, children: `Last (UTC)` }),
              V(`th`, { scope: `col`, children: `Decided by` }),
              V(`th`, { scope: `col`, children: `Code` }),
              V(`th`, { scope: `col`, children: `Class` }),
            ],
          }),
        }),
        V(`tbody`, {
          children: e.map((e) => V(K, { use: e, edit: t.get(dn(e)), stateClasses: n, onEdit: r }, dn(e))),
        }),
      ],
    }),
  });
}
function K({ use: e, edit: t, stateClasses: n, onEdit: r }) {
  const { word: i, kind: a, source: o, times: s, lastSeenAt: c, origin: l } = e;
  return V(`tr`, {
    class: t ? `edited` : ``,
    children: [
      V(`th`, { scope: `row`, class: `word`, children: i }),
      V(`td`, { children: a }),
      V(`td`, { children: o }),
      V(`td`, { class: `number`, children: ft(s) }),
      V(`td`, { class: `nowrap`, children: ut(c) }),
      V(`td`, {
        children: [
          V(`span`, {
            class: `badge ${fn(e) ? (l === `none` && a === `state` ? `bad` : `warn`) : ``}`,
            children: tn[l],
          }),
          l === `none` && V(rn, { kind: a }),
        ],
      }),
      V(`td`, {
        children: V(`input`, {
          type: `text`,
          class: `code-input`,
          'aria-label': `Code of the ${a} ${i} of ${o}`,
          maxLength: nn,
          value: t?.code ?? e.code ?? ``,
          onInput: ({ currentTarget: t }) => r(e, { code: t.value }),
        }),
      }),
      V(`td`, {
        children:
          a === `state`
            ? V(`select`, {
                'aria-label': `Class of the state ${i} of ${o}`,
                value: t?.stateClass ?? e.stateClass ?? ``,
                onChange: ({ currentTarget: t }) => r(e, { stateClass: t.value }),
                children: [
                  e.stateClass === void 0 && t === void 0 && V(`option`, { value: ``, children: `none` }),
                  n.map((e) => V(`option`, { children: e }, e)),
                ],
              })
            : V(`span`, { class: `quiet`, children: `–` }),
      }),
    ],
  });
}
function rn({ kind: e }) {
  return V(`div`, {
    class: `fate`,
    children: e === `state` ? `It becomes a dead letter.` : `It is left out; the state goes without it.`,
  });
}
function an({ title: e, onClose: t, children: n }) {
  const r = B(null);
  return (
    R(() => {
      const e = document.activeElement;
      return (
        r.current?.showModal(),
        () => {
          e instanceof HTMLElement && e.focus();
        }
      );
    }, []),
    V(`dialog`, {
      ref: r,
      'aria-labelledby': `dialog-title`,
      onClose: t,
      children: V(`div`, {
        class: `dialog-body`,
        children: [V(`h2`, { id: `dialog-title`, children: e }), n],
      }),
    })
  );
}
function on(e, t, n) {
  const r = URL.createObjectURL(new Blob([t], { type: n })),
    i = document.createElement(`a`);
  (i.href = r), (i.download = e), i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e4);
}
function sn({ label: e, children: t, ...n }) {
  return V(`section`, {
    class: `long-text`,
    'aria-label': e,
    tabIndex: 0,
    children: V(`pre`, { ...n, children: t }),
  });
}
var q = { same: ` `, added: `+`, removed: `-` },
  cn = { same: ``, added: `added: `, removed: `removed: ` };
function ln({ proposal: e, onClose: t }) {
  const { fileName: n, text: r, diff: i, faults: a } = e;
  return V(an, {
    title: `What changes in ${n}`,
    onClose: t,
    children: [
      a.length > 0 &&
        V(`div`, {
          class: `fault`,
          role: `alert`,
          children: V(`ul`, { children: a.map((e) => V(`li`, { children: e }, e)) }),
        }),
      i.length === 0
        ? V(`p`, { children: `Nothing: the file says so already.` })
        : V(sn, {
            class: `diff`,
            label: `Lines that change`,
            children: i.map((e, t) =>
              V(
                `span`,
                {
                  class: e.kind,
                  children: [
                    V(`span`, { 'aria-hidden': `true`, children: [q[e.kind], ` `] }),
                    V(`span`, { class: `hidden-text`, children: cn[e.kind] }),
                    e.text,
                    `
`,
                  ],
                },
                `${t} ${e.text}`,
              ),
            ),
          }),
      V(`p`, {
        children: [
          `Save it as `,
          V(`code`, { children: [`infra/environments/`, n] }),
          ` and deploy. What was set aside for want of a code is redriven on the Dead letters page.`,
        ],
      }),
      V(`div`, {
        class: `actions`,
        children: [
          V(`button`, { type: `button`, onClick: t, children: `Close` }),
          V(`button`, {
            type: `button`,
            class: `primary`,
            disabled: a.length > 0 || i.length === 0,
            onClick: () => on(n, r, `application/json`),
            children: [`Download `, n],
          }),
        ],
      }),
    ],
  });
}
function un() {
  const e = $e(24),
    { value: t, error: n, isLoading: r, reload: i } = et(() => Me.codes(e.read()), e.key),
    [a, o] = L(``),
    [s, c] = L(new Map()),
    [l, u] = L(),
    [d, f] = L();
  if (!t) return n ? V(U, { message: n, retry: i }) : V(H, {});
  const p = [...new Set(t.uses.map((e) => e.source))].toSorted(),
    m = t.uses.filter((e) => a === `` || e.source === a),
    h = t.uses.filter(fn).length;
  return V(y, {
    children: [
      V(`div`, {
        class: `controls`,
        children: [
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Source` }),
              V(`select`, {
                value: a,
                onChange: ({ currentTarget: e }) => o(e.value),
                children: [
                  V(`option`, { value: ``, children: `every source` }),
                  p.map((e) => V(`option`, { children: e }, e)),
                ],
              }),
            ],
          }),
          e.fields,
          V(`div`, {
            class: `field push`,
            children: [
              V(`span`, { role: `status`, children: s.size === 0 ? `Nothing edited` : dt(s.size, `edit`) }),
              V(`span`, {
                class: `buttons`,
                children: [
                  V(`button`, {
                    type: `button`,
                    disabled: s.size === 0,
                    onClick: () => c(new Map()),
                    children: `Forget edits`,
                  }),
                  V(`button`, {
                    type: `button`,
                    class: `primary`,
                    disabled: s.size === 0,
                    onClick: async () => {
                      try {
                        f(void 0), u(await Me.propose([...s.values()]));
                      } catch (e) {
                        f(tt(e));
                      }
                    },
                    children: `Show what changes`,
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
      (n ?? d) && V(U, { message: n ?? d ?? `` }),
      t.uses.length === 0
        ? V(Ue, {
            title: `No state or reason was seen in this time.`,
            children: [
              r ? `Looking …` : `Choose a longer time, or `,
              V(He, { to: `/try`, children: `send a sample state on the Try page` }),
              `.`,
            ],
          })
        : V(y, {
            children: [
              V(`p`, {
                class: `summary`,
                role: `status`,
                children:
                  h === 0
                    ? `Every state and reason that was seen stands in a table.`
                    : `${dt(h, `word`)} ${h === 1 ? `stands` : `stand`} in no table. Give ${h === 1 ? `it a code` : `them codes`}, and save the configuration.`,
              }),
              V(G, {
                uses: m,
                edits: s,
                stateClasses: t.stateClasses,
                onEdit: (e, t) => {
                  const { kind: n, word: r } = e,
                    i = s.get(dn(e)) ?? { source: e.source, kind: n, word: r, ...pn(e) };
                  c(new Map(s).set(dn(e), { ...i, ...t }));
                },
              }),
            ],
          }),
      t.limit && V(We, { children: t.limit }),
      l && V(ln, { proposal: l, onClose: () => u(void 0) }),
    ],
  });
}
function dn({ source: e, kind: t, word: n }) {
  return JSON.stringify([e, t, n]);
}
function fn({ origin: e }) {
  return e === `class` || e === `unmapped-code` || e === `none`;
}
function pn({ kind: e, code: t = ``, stateClass: n = `unavailable` }) {
  return { code: t, ...(e === `state` && { stateClass: n }) };
}
function mn({ id: e, isReadOnly: t, environment: n, onAsk: r, onClose: i }) {
  const { value: a, error: o, reload: s } = et(() => Me.letter(e), e),
    c = B(null);
  return (
    R(() => c.current?.focus(), []),
    V(`section`, {
      class: `card letter`,
      'aria-labelledby': `letter-heading`,
      children: [
        V(`div`, {
          class: `letter-head`,
          children: [
            V(`h2`, { id: `letter-heading`, tabIndex: -1, ref: c, children: a?.reason ?? `Dead letter` }),
            V(`button`, { type: `button`, onClick: i, children: `Close` }),
          ],
        }),
        o && V(U, { message: o, retry: s }),
        !a && !o && V(H, {}),
        a && V(hn, { letter: a }),
        a &&
          V(`div`, {
            class: `actions`,
            children: t
              ? V(`p`, {
                  class: `limit`,
                  children: [
                    `To redrive it:`,
                    ` `,
                    V(`code`, {
                      children: [`npm run ops -- dead-letters redrive `, e, ` --environment `, n, ` --yes`],
                    }),
                  ],
                })
              : V(y, {
                  children: [
                    V(`button`, {
                      type: `button`,
                      class: `danger`,
                      onClick: () => r(`discard`),
                      children: `Discard …`,
                    }),
                    V(`button`, {
                      type: `button`,
                      class: `primary`,
                      onClick: () => r(`redrive`),
                      children: `Redrive …`,
                    }),
                  ],
                }),
          }),
      ],
    })
  );
}
function hn({ letter: e }) {
  const {
    plainly: t,
    remedy: n,
    detail: r,
    source: i,
    accountId: a,
    firstSeenAt: o,
    lastSeenAt: s,
    attempts: c,
    agents: l,
    row: u,
  } = e;
  return V(y, {
    children: [
      V(`p`, { children: t }),
      V(`p`, { children: [V(`strong`, { children: `What to do.` }), ` `, n] }),
      V(`dl`, {
        class: `pairs`,
        children: [
          V(gn, { label: `In its own words`, value: r }),
          V(gn, { label: `Source, account`, value: `${i || `none`}, ${a}` }),
          V(gn, { label: `First and last failed`, value: `${ut(o)}, ${ut(s)} UTC` }),
          c !== void 0 && V(gn, { label: `Tried`, value: `${c} times` }),
          l.length > 0 &&
            V(`div`, {
              children: [
                V(`dt`, { children: `Agents` }),
                V(`dd`, {
                  children: l
                    .slice(0, 10)
                    .map((e) =>
                      V(
                        He,
                        { to: `/agents?agent=${encodeURIComponent(e)}`, class: `agent-link`, children: e },
                        e,
                      ),
                    ),
                }),
              ],
            }),
          V(gn, { label: `Id`, value: e.id }),
        ],
      }),
      u &&
        V(y, {
          children: [
            V(`h3`, { children: `The row, as it was sent` }),
            V(sn, { label: `The row`, children: u }),
          ],
        }),
      V(`h3`, { children: `The whole original` }),
      V(sn, { label: `The original`, children: e.original }),
    ],
  });
}
function gn({ label: e, value: t }) {
  return V(`div`, { children: [V(`dt`, { children: e }), V(`dd`, { children: t })] });
}
function _n({ letters: e, picked: t, opened: n, onPick: r, onOpen: i }) {
  const a = e.every(({ id: e }) => t.has(e)),
    o = (e) => {
      const n = new Set(t);
      n.delete(e) || n.add(e), r(n);
    };
  return V(`div`, {
    class: `table-scroll tall`,
    children: V(`table`, {
      children: [
        V(`caption`, { children: `What could not be delivered, the newest first` }),
        V(`thead`, {
          children: V(`tr`, {
            children: [
              V(`th`, {
                scope: `col`,
                children: V(`input`, {
                  type: `checkbox`,
                  'aria-label': `Choose all that are listed`,
                  checked: a,
                  onChange: () => r(a ? new Set() : new Set(e.map(({ id: e }) => e))),
                }),
              }),
              V(`th`, { scope: `col`, children: `Why it is dead` }),
              V(`th`, { scope: `col`, children: `Source` }),
              V(`th`, { scope: `col`, children: `Failed last (UTC)` }),
            ],
          }),
        }),
        V(`tbody`, {
          children: e.map((e) =>
            V(
              `tr`,
              {
                class: e.id === n ? `opened` : ``,
                children: [
                  V(`td`, {
                    children: V(`input`, {
                      type: `checkbox`,
                      'aria-label': `Choose ${e.reason} of ${e.source || `no source`}, ${e.id}`,
                      checked: t.has(e.id),
                      onChange: () => o(e.id),
                    }),
                  }),
                  V(`th`, {
                    scope: `row`,
                    class: `why`,
                    children: [
                      V(`button`, {
                        type: `button`,
                        class: `plain`,
                        onClick: () => i(e.id),
                        children: e.plainly,
                      }),
                      V(`p`, {
                        class: `detail`,
                        children: [V(`span`, { class: `badge bad`, children: e.reason }), ` `, e.detail],
                      }),
                    ],
                  }),
                  V(`td`, { children: e.source || `–` }),
                  V(`td`, { class: `nowrap`, children: ut(e.lastSeenAt) }),
                ],
              },
              e.id,
            ),
          ),
        }),
      ],
    }),
  });
}
function vn({ order: e, onClose: t, onDone: n }) {
  const r = et(() => Me.planLetters(e), `plan`),
    [i, a] = L(),
    [o, s] = L(),
    [c, l] = L(!1),
    u = e.action === `redrive` ? `Redrive` : `Discard`,
    d = r.value?.each.filter((e) => e.possible).map(({ id: e }) => e) ?? [];
  return V(an, {
    title: `${u} ${dt(e.ids.length, `dead letter`)}?`,
    onClose: i ? n : t,
    children: [
      (o ?? r.error) && V(U, { message: o ?? r.error ?? `` }),
      i ? V(bn, { outcome: i }) : r.value ? V(yn, { plan: r.value }) : !r.error && V(H, {}),
      V(`div`, {
        class: `actions`,
        children: i
          ? V(`button`, { type: `button`, class: `primary`, onClick: n, children: `Done` })
          : V(y, {
              children: [
                V(`button`, { type: `button`, onClick: t, children: `Leave them` }),
                V(`button`, {
                  type: `button`,
                  class: e.action === `redrive` ? `primary` : `danger`,
                  disabled: d.length === 0 || c,
                  onClick: async () => {
                    l(!0);
                    try {
                      a(await Me.changeLetters({ action: e.action, ids: d }));
                    } catch (e) {
                      s(tt(e));
                    } finally {
                      l(!1);
                    }
                  },
                  children: [u, ` `, d.length],
                }),
              ],
            }),
      }),
    ],
  });
}
function yn({ plan: e }) {
  return V(`ul`, {
    class: `plan`,
    children: [...Map.groupBy(e.each, ({ would: e }) => e)].map(([e, { length: t }]) =>
      V(`li`, { children: [V(`strong`, { children: t }), ` would `, e, `.`] }, e),
    ),
  });
}
function bn({ outcome: e }) {
  return V(`ul`, {
    class: `plan`,
    role: `status`,
    children: [...Map.groupBy(e.each, ({ outcome: e, detail: t }) => (t === void 0 ? e : `${e}: ${t}`))].map(
      ([e, { length: t }]) => V(`li`, { children: [V(`strong`, { children: t }), ` `, e] }, e),
    ),
  });
}
function xn({ about: e, query: t }) {
  const { value: n, error: r, reload: i } = et(Me.letters, `letters`),
    [a, o] = L(``),
    [s, c] = L(t.get(`source`) ?? ``),
    [l, u] = L(``),
    [d, f] = L(new Set()),
    [p, m] = L(),
    [h, g] = L(),
    _ = Se(() => (n?.letters ?? []).filter((e) => Sn(e, { reason: a, source: s, words: l })), [n, a, s, l]);
  if (!n) return r ? V(U, { message: r, retry: i }) : V(H, {});
  const v = [...new Set(n.letters.map((e) => e.source))].toSorted(),
    b = _.filter(({ id: e }) => d.has(e)).map(({ id: e }) => e),
    x = (e, t) => g({ action: e, ids: t });
  return V(y, {
    children: [
      V(`div`, {
        class: `controls`,
        children: [
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Reason` }),
              V(`select`, {
                value: a,
                onChange: ({ currentTarget: e }) => o(e.value),
                children: [
                  V(`option`, { value: ``, children: `any` }),
                  n.reasons.map((e) => V(`option`, { children: e }, e)),
                ],
              }),
            ],
          }),
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Source` }),
              V(`select`, {
                value: s,
                onChange: ({ currentTarget: e }) => c(e.value),
                children: [
                  V(`option`, { value: ``, children: `any` }),
                  v.map((e) => V(`option`, { children: e }, e)),
                ],
              }),
            ],
          }),
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `With the words` }),
              V(`input`, { type: `search`, value: l, onInput: ({ currentTarget: e }) => u(e.value) }),
            ],
          }),
          V(`button`, { type: `button`, onClick: i, children: `Read again` }),
          V(`div`, {
            class: `field push`,
            children: [
              V(`span`, { role: `status`, children: [dt(b.length, `letter`), ` chosen`] }),
              V(`span`, {
                class: `buttons`,
                children: [
                  V(`button`, {
                    type: `button`,
                    class: `danger`,
                    disabled: b.length === 0 || e.readOnly !== void 0,
                    onClick: () => x(`discard`, b),
                    children: `Discard …`,
                  }),
                  V(`button`, {
                    type: `button`,
                    class: `primary`,
                    disabled: b.length === 0 || e.readOnly !== void 0,
                    onClick: () => x(`redrive`, b),
                    children: `Redrive …`,
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
      r && V(U, { message: r, retry: i }),
      n.letters.length === 0
        ? V(Ue, {
            title: `There are no dead letters.`,
            children: `Everything that was taken has been delivered, or is on its way. What cannot be delivered is kept here whole, with the reason, until somebody redrives or discards it.`,
          })
        : _.length === 0
          ? V(Ue, { title: `No dead letter matches.`, children: `Choose another reason, source or word.` })
          : V(`div`, {
              class: p ? `letters with-detail` : `letters`,
              children: [
                V(_n, { letters: _, picked: d, opened: p, onPick: f, onOpen: m }),
                p &&
                  V(
                    mn,
                    {
                      id: p,
                      isReadOnly: e.readOnly !== void 0,
                      environment: e.environment,
                      onAsk: (e) => x(e, [p]),
                      onClose: () => m(void 0),
                    },
                    p,
                  ),
              ],
            }),
      n.total > n.letters.length &&
        V(We, {
          children: [
            `These are the newest `,
            n.letters.length,
            ` of `,
            n.total,
            `; npm run ops -- dead-letters list shows all.`,
          ],
        }),
      h &&
        V(vn, {
          order: h,
          onClose: () => g(void 0),
          onDone: () => {
            g(void 0), f(new Set()), m(void 0), i();
          },
        }),
    ],
  });
}
function Sn(e, { reason: t, source: n, words: r }) {
  const i = `${e.id} ${e.detail} ${e.source} ${e.reason}`.toLowerCase();
  return (t === `` || e.reason === t) && (n === `` || e.source === n) && i.includes(r.trim().toLowerCase());
}
function Cn(e) {
  const [t, n] = L(Date.now);
  return (
    R(() => {
      const t = setInterval(() => n(Date.now()), e);
      return () => clearInterval(t);
    }, [e]),
    t
  );
}
function wn({ now: e }) {
  const t = [...e.stages, ...e.sources].map(({ name: e, judgement: t }) => ({ name: e, judgement: t })),
    n = (e) => t.filter(({ judgement: t }) => t.health === e),
    [r, i] = [n(`wrong`), n(`notice`)];
  return r.length + i.length === 0
    ? V(`p`, {
        class: `verdict good`,
        role: `status`,
        children: `Everything that was looked at is as it should be.`,
      })
    : V(`section`, {
        class: `findings ${r.length > 0 ? `bad` : `warn`}`,
        'aria-labelledby': `findings-heading`,
        children: [
          V(`h2`, {
            id: `findings-heading`,
            'aria-live': `polite`,
            children: [
              r.length > 0 ? `${dt(r.length, `thing`)} wrong` : `Nothing wrong`,
              i.length > 0 && `, ${dt(i.length, `thing`)} to know`,
            ],
          }),
          V(`ul`, {
            children: [...r, ...i].map(({ name: e, judgement: t }) =>
              V(
                `li`,
                {
                  children: [
                    V(`span`, {
                      class: `badge ${t.health === `wrong` ? `bad` : `warn`}`,
                      children: t.health === `wrong` ? `wrong` : `to know`,
                    }),
                    V(`span`, {
                      children: [
                        V(`strong`, { children: e }),
                        `: `,
                        t.what,
                        t.remedy && V(`span`, { class: `remedy`, children: [` `, t.remedy] }),
                      ],
                    }),
                  ],
                },
                e,
              ),
            ),
          }),
        ],
      });
}
var Tn = {
  fine: { sign: `✓`, word: `fine` },
  wrong: { sign: `!`, word: `wrong` },
  notice: { sign: `i`, word: `to know` },
  unknown: { sign: `–`, word: `not known` },
};
function En({ health: e }) {
  const { sign: t, word: n } = Tn[e];
  return V(`span`, {
    class: `health ${e}`,
    children: [
      V(`span`, { 'aria-hidden': `true`, children: t }),
      V(`span`, { class: `hidden-text`, children: n }),
    ],
  });
}
function Dn({ source: e }) {
  const t = Math.max(1, ...e.perHour);
  return V(`svg`, {
    class: `rhythm`,
    viewBox: `0 0 ${e.perHour.length * 4} 20`,
    preserveAspectRatio: `none`,
    'aria-hidden': `true`,
    children: e.perHour.map((e, n) => {
      const r = e === 0 ? 1 : 3 + (e / t) * 17;
      return V(`rect`, { x: n * 4, y: 20 - r, width: 3, height: r, class: e === 0 ? `none` : `` }, n);
    }),
  });
}
function On({ sources: e, nowMs: t }) {
  return V(`ul`, {
    class: `sources`,
    children: e
      .toSorted(An)
      .map((e) =>
        V(
          `li`,
          {
            class: `source ${e.judgement.health}`,
            children: [
              V(`div`, {
                class: `source-head`,
                children: [
                  V(En, { health: e.judgement.health }),
                  V(`strong`, { children: e.name }),
                  e.vendor !== e.name && V(`span`, { class: `quiet`, children: e.vendor }),
                ],
              }),
              V(`p`, {
                class: `source-last`,
                children:
                  e.lastEventAt === void 0
                    ? V(`span`, { class: `quiet`, children: `nothing yet` })
                    : V(`time`, { dateTime: e.lastEventAt, children: st(e.lastEventAt, t) }),
              }),
              V(Dn, { source: e }),
              V(`p`, {
                class: `hidden-text`,
                children: [
                  e.judgement.what,
                  ` `,
                  dt(e.perHour.filter((e) => e > 0).length, `active span`),
                  ` of the last`,
                  ` `,
                  e.perHour.length,
                  `.`,
                ],
              }),
            ],
          },
          e.name,
        ),
      ),
  });
}
var kn = { wrong: 0, notice: 1, fine: 2, unknown: 3 };
function An(e, t) {
  return (
    kn[e.judgement.health] - kn[t.judgement.health] ||
    (t.lastEventAt ?? ``).localeCompare(e.lastEventAt ?? ``) ||
    e.name.localeCompare(t.name)
  );
}
var jn = {
    sources: `Sources`,
    queue: `Events queue`,
    deliveries: `Cloud Connect API`,
    token: `Access token`,
    'dead-letters': `Dead letters`,
  },
  Mn = { queue: `window closes in`, token: `expires in` };
function Nn({ stage: e, nowMs: t }) {
  const { name: n, judgement: r, headline: i, facts: a, dueAt: o } = e,
    s = o === void 0 ? void 0 : (Date.parse(o) - t) / 1e3;
  return V(`section`, {
    class: `stage ${r.health}`,
    'aria-labelledby': `stage-${n}`,
    children: [
      V(`h2`, { id: `stage-${n}`, children: [V(En, { health: r.health }), ` `, jn[n]] }),
      V(`p`, { class: `headline`, children: i }),
      s !== void 0 &&
        s >= 0 &&
        V(`p`, { class: `countdown`, children: [Mn[n], ` `, V(`strong`, { children: W(s) })] }),
      V(`dl`, {
        class: `pairs`,
        children: a.map(({ label: e, value: t }) =>
          V(`div`, { children: [V(`dt`, { children: e }), V(`dd`, { children: t })] }, e),
        ),
      }),
      V(`p`, { class: `judgement`, children: r.what }),
      n === `dead-letters` && V(He, { to: `/dead-letters`, children: `Look at them` }),
    ],
  });
}
function Pn() {
  const [e, t] = L(),
    [n, r] = L(),
    [i, a] = L(!1);
  return (
    R(() => {
      const e = new EventSource(`/api/now/stream`);
      return (
        e.addEventListener(`open`, () => a(!0)),
        e.addEventListener(`error`, () => a(!1)),
        e.addEventListener(`now`, ({ data: e }) => {
          t(JSON.parse(e)), r(void 0);
        }),
        e.addEventListener(`trouble`, ({ data: e }) => r(JSON.parse(e).message)),
        () => e.close()
      );
    }, []),
    { now: e, trouble: n, isLive: i }
  );
}
function Fn() {
  const { now: e, trouble: t, isLive: n } = Pn(),
    r = Cn(1e3);
  if (!e) return t ? V(U, { message: t }) : V(H, {});
  const i = (t) => e.stages.filter((e) => e.name === t);
  return V(y, {
    children: [
      t && V(U, { message: t }),
      V(`p`, {
        class: `live`,
        'data-live': n,
        children: [
          V(`span`, { class: `live-mark`, 'aria-hidden': `true` }),
          n
            ? `Live: looked at ${ct(e.at)} UTC`
            : `Not live: looked at last ${W((r - Date.parse(e.at)) / 1e3)} ago; trying again`,
        ],
      }),
      V(wn, { now: e }),
      V(`div`, {
        class: `pipeline`,
        children: [
          V(`section`, {
            class: `pipeline-sources`,
            'aria-labelledby': `sources-heading`,
            children: [
              V(`h2`, { id: `sources-heading`, children: `Sources` }),
              V(On, { sources: e.sources, nowMs: r }),
            ],
          }),
          V(`div`, {
            class: `pipeline-way`,
            children: [`queue`, `deliveries`].flatMap(i).map((e) => V(Nn, { stage: e, nowMs: r }, e.name)),
          }),
          V(`div`, {
            class: `pipeline-beside`,
            children: [`token`, `dead-letters`].flatMap(i).map((e) => V(Nn, { stage: e, nowMs: r }, e.name)),
          }),
        ],
      }),
    ],
  });
}
var In = [
    { name: `auto`, says: `as the system` },
    { name: `light`, says: `light` },
    { name: `dark`, says: `dark` },
  ],
  Ln = `console:theme`;
function Rn() {
  const [e, t] = L(() => localStorage.getItem(Ln) ?? `auto`);
  return (
    R(() => {
      localStorage.setItem(Ln, e),
        (document.documentElement.dataset.theme = e),
        dispatchEvent(new Event(`console:theme`));
    }, [e]),
    V(`label`, {
      class: `theme`,
      children: [
        V(`span`, { class: `quiet`, children: `Colours` }),
        V(`select`, {
          value: e,
          onChange: ({ currentTarget: e }) => t(e.value),
          children: In.map(({ name: e, says: t }) => V(`option`, { value: e, children: t }, e)),
        }),
      ],
    })
  );
}
var zn = [`right`, `wrong-secret`, `stale`, `none`];
function Bn(e) {
  return Object.entries(e)
    .map(([e, t]) => `${e}: ${t}`)
    .join(`
`);
}
function Vn(e) {
  const t = e
    .split(`
`)
    .flatMap((e) => {
      const t = e.indexOf(`:`);
      return t > 0 ? [[e.slice(0, t).trim().toLowerCase(), e.slice(t + 1).trim()]] : [];
    });
  return Object.fromEntries(t);
}
var Hn = {
    signed: `Signed`,
    verified: `Verified`,
    translated: `Translated into events`,
    coded: `Coded`,
    shaped: `Shaped into rows`,
    answered: `Answered`,
  },
  Un = { done: `done`, stopped: `stopped here`, nothing: `nothing to do`, 'not-reached': `not reached` },
  Wn = { done: `✓`, stopped: `✕`, nothing: `–`, 'not-reached': `·` };
function Gn({ tried: e }) {
  return V(`ol`, {
    class: `steps`,
    children: e.steps.map((t) =>
      V(
        `li`,
        {
          class: `step ${t.outcome}`,
          children: [
            V(`span`, { class: `step-mark`, 'aria-hidden': `true`, children: Wn[t.outcome] }),
            V(`div`, {
              class: `step-body`,
              children: [
                V(`h3`, {
                  children: [Hn[t.name], ` `, V(`span`, { class: `badge`, children: Un[t.outcome] })],
                }),
                V(`p`, { children: t.what }),
                t.facts.length > 0 &&
                  V(`dl`, {
                    class: `pairs`,
                    children: t.facts.map(({ label: e, value: t }, n) =>
                      V(
                        `div`,
                        { children: [V(`dt`, { children: e }), V(`dd`, { children: t })] },
                        `${n} ${e}`,
                      ),
                    ),
                  }),
                t.made.map(({ title: e, json: n }, r) =>
                  V(
                    `details`,
                    {
                      open: t.name === `shaped` && r < 3,
                      children: [V(`summary`, { children: e }), V(sn, { label: e, children: n })],
                    },
                    `${r} ${e}`,
                  ),
                ),
                t.name === `answered` && e.answer && V(Kn, { answer: e.answer, title: `To the letter` }),
              ],
            }),
          ],
        },
        t.name,
      ),
    ),
  });
}
function Kn({ answer: e, title: t }) {
  const { status: n, headers: r, body: i } = e;
  if (n === 0) return null;
  const a = Object.entries(r).map(([e, t]) => `${e}: ${t}`);
  return V(`div`, {
    class: `answer`,
    children: [
      V(`h4`, { children: t }),
      V(sn, {
        label: t,
        children: [`HTTP ${n}`, ...a, ``, qn(i)]
          .join(`
`)
          .trimEnd(),
      }),
    ],
  });
}
function qn(e) {
  try {
    return JSON.stringify(JSON.parse(e), null, 2);
  } catch {
    return e;
  }
}
var Jn = {
  right: `with the source’s secret`,
  'wrong-secret': `with a wrong secret`,
  stale: `two days ago`,
  none: `not at all: as it stands`,
};
function Yn({ about: e }) {
  const [t, n] = L(e.sources[0]?.name ?? ``),
    r = et(() => Me.samples(t), t),
    [i, a] = L(``),
    [o, s] = L(`content-type: application/json`),
    [c, l] = L(``),
    [u, d] = L(`right`),
    f = Zn(),
    p = e.sources.find(({ name: e }) => e === t)?.transport !== `aws`;
  R(() => m(r.value?.[0]?.name ?? ``), [r.value]);
  function m(e) {
    const t = r.value?.find((t) => t.name === e);
    a(e), t && (s(Bn(t.headers)), l(t.body), f.forget());
  }
  const h = () => ({ source: t, headers: Vn(o), body: c, signing: u });
  return V(`div`, {
    class: `try`,
    children: [
      V(`form`, {
        class: `card try-form`,
        onSubmit: (e) => {
          e.preventDefault(), f.tryOut(h());
        },
        children: [
          V(`h2`, { children: `A payload` }),
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Source` }),
              V(`select`, {
                value: t,
                onChange: ({ currentTarget: e }) => n(e.value),
                children: e.sources.map(({ name: e, vendor: t, transport: n }) =>
                  V(
                    `option`,
                    { value: e, children: [e, e !== t && ` (${t})`, n === `aws` && ` – over AWS`] },
                    e,
                  ),
                ),
              }),
            ],
          }),
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Begin with a sample` }),
              V(`select`, {
                value: i,
                onChange: ({ currentTarget: e }) => m(e.value),
                children: r.value?.map(({ name: e, says: t }) =>
                  V(`option`, { value: e, children: [e, ` – `, t] }, e),
                ),
              }),
            ],
          }),
          r.error && V(U, { message: r.error, retry: r.reload }),
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Payload, as the vendor sends it` }),
              V(`textarea`, {
                rows: 16,
                value: c,
                spellcheck: !1,
                onInput: ({ currentTarget: e }) => l(e.value),
              }),
            ],
          }),
          p &&
            V(y, {
              children: [
                V(`details`, {
                  children: [
                    V(`summary`, { children: `Headers` }),
                    V(`label`, {
                      class: `field`,
                      children: [
                        V(`span`, { children: `One a line; what proves the webhook is added for you` }),
                        V(`textarea`, {
                          rows: 3,
                          value: o,
                          spellcheck: !1,
                          onInput: ({ currentTarget: e }) => s(e.value),
                        }),
                      ],
                    }),
                  ],
                }),
                V(`label`, {
                  class: `field`,
                  children: [
                    V(`span`, { children: `Signed` }),
                    V(`select`, {
                      value: u,
                      onChange: ({ currentTarget: e }) => {
                        const t = zn.find((t) => t === e.value);
                        t && d(t);
                      },
                      children: zn.map((e) => V(`option`, { value: e, children: Jn[e] }, e)),
                    }),
                  ],
                }),
              ],
            }),
          V(`div`, {
            class: `actions`,
            children: [
              V(`button`, {
                type: `button`,
                disabled: e.readOnly !== void 0,
                onClick: () => f.send(h()),
                children: `Send it`,
              }),
              V(`button`, { type: `submit`, class: `primary`, children: `Try it, without sending` }),
            ],
          }),
          V(`p`, {
            class: `limit`,
            children:
              e.readOnly === void 0
                ? `Trying keeps and sends nothing. Sending goes to the source’s own address, as the vendor would.`
                : `Trying keeps and sends nothing; sending is only for a local run.`,
          }),
        ],
      }),
      V(`section`, {
        class: `try-result`,
        'aria-live': `polite`,
        'aria-busy': f.isBusy,
        children: [
          f.error && V(U, { message: f.error }),
          f.sent &&
            V(`div`, {
              class: `card sent`,
              children: [
                V(`h2`, { children: `Sent` }),
                V(`p`, { children: Xn(f.sent) }),
                V(Kn, { answer: f.sent, title: `What it was answered` }),
              ],
            }),
          f.tried
            ? V(Gn, { tried: f.tried })
            : !f.error &&
              !f.sent &&
              V(Ue, {
                title: `Nothing tried yet.`,
                children: `Pick a sample or paste a payload, and try it: here is then shown, step by step, whether it is genuine, which events it holds, which codes they get, which rows they become, and what the vendor is answered.`,
              }),
        ],
      }),
    ],
  });
}
function Xn({ status: e }) {
  return e === 0
    ? `AWS took it; what becomes of it is on the Now and Agents pages once its window has closed.`
    : e < 300
      ? `It was taken. Its rows are delivered when the window closes: see Agents, or Volume after the quarter hour.`
      : `It was not taken.`;
}
function Zn() {
  const [e, t] = L(),
    [n, r] = L(),
    [i, a] = L(),
    [o, s] = L(!1),
    c = () => {
      t(void 0), r(void 0), a(void 0);
    },
    l = async (e) => {
      s(!0), c();
      try {
        await e();
      } catch (e) {
        a(tt(e));
      } finally {
        s(!1);
      }
    };
  return {
    tried: e,
    sent: n,
    error: i,
    isBusy: o,
    forget: c,
    tryOut: (e) => l(async () => t(await Me.tryOut(e))),
    send: (e) =>
      l(async () => {
        r(await Me.send(e)), t(await Me.tryOut(e));
      }),
  };
}
var Qn = !0,
  $n = `uplot`,
  er = `u-hz`,
  tr = `u-vt`,
  nr = `u-title`,
  rr = `u-wrap`,
  ir = `u-under`,
  ar = `u-over`,
  or = `u-axis`,
  sr = `u-off`,
  cr = `u-select`,
  lr = `u-cursor-x`,
  ur = `u-cursor-y`,
  dr = `u-cursor-pt`,
  fr = `u-legend`,
  pr = `u-live`,
  mr = `u-inline`,
  hr = `u-series`,
  gr = `u-marker`,
  _r = `u-label`,
  vr = `u-value`,
  yr = `width`,
  br = `height`,
  xr = `top`,
  Sr = `bottom`,
  Cr = `left`,
  wr = `right`,
  Tr = `#000`,
  Er = `#0000`,
  Dr = `mousemove`,
  Or = `mousedown`,
  kr = `mouseup`,
  Ar = `mouseenter`,
  jr = `mouseleave`,
  Mr = `dblclick`,
  Nr = `resize`,
  Pr = `scroll`,
  Fr = `change`,
  Ir = `dppxchange`,
  Lr = `--`,
  Rr = typeof window < `u`,
  zr = Rr ? document : null,
  Br = Rr ? window : null,
  Vr = Rr ? navigator : null,
  J,
  Hr;
function Ur() {
  const e = devicePixelRatio;
  J != e &&
    ((J = e),
    Hr && ri(Fr, Hr, Ur),
    (Hr = matchMedia(`(min-resolution: ${J - 0.001}dppx) and (max-resolution: ${J + 0.001}dppx)`)),
    ni(Fr, Hr, Ur),
    Br.dispatchEvent(new CustomEvent(Ir)));
}
function Wr(e, t) {
  if (t != null) {
    const n = e.classList;
    !n.contains(t) && n.add(t);
  }
}
function Gr(e, t) {
  const n = e.classList;
  n.contains(t) && n.remove(t);
}
function Y(e, t, n) {
  e.style[t] = n + `px`;
}
function Kr(e, t, n, r) {
  const i = zr.createElement(e);
  return t != null && Wr(i, t), n?.insertBefore(i, r), i;
}
function qr(e, t) {
  return Kr(`div`, e, t);
}
var Jr = new WeakMap();
function Yr(e, t, n, r, i) {
  const a = `translate(` + t + `px,` + n + `px)`;
  a != Jr.get(e) &&
    ((e.style.transform = a), Jr.set(e, a), t < 0 || n < 0 || t > r || n > i ? Wr(e, sr) : Gr(e, sr));
}
var Xr = new WeakMap();
function Zr(e, t, n) {
  const r = t + n;
  r != Xr.get(e) && (Xr.set(e, r), (e.style.background = t), (e.style.borderColor = n));
}
var Qr = new WeakMap();
function $r(e, t, n, r) {
  const i = t + `` + n;
  i != Qr.get(e) &&
    (Qr.set(e, i),
    (e.style.height = n + `px`),
    (e.style.width = t + `px`),
    (e.style.marginLeft = r ? -t / 2 + `px` : 0),
    (e.style.marginTop = r ? -n / 2 + `px` : 0));
}
var ei = { passive: !0 },
  ti = { ...ei, capture: !0 };
function ni(e, t, n, r) {
  t.addEventListener(e, n, r ? ti : ei);
}
function ri(e, t, n, r) {
  t.removeEventListener(e, n, ei);
}
Rr && Ur();
function ii(e, t, n, r) {
  let i;
  (n ||= 0), (r ||= t.length - 1);
  const a = r <= 2147483647;
  for (; r - n > 1; ) (i = a ? (n + r) >> 1 : Ti((n + r) / 2)), t[i] < e ? (n = i) : (r = i);
  return e - t[n] <= t[r] - e ? n : r;
}
function ai(e) {
  return (t, n, r) => {
    let i = -1,
      a = -1;
    for (let a = n; a <= r; a++)
      if (e(t[a])) {
        i = a;
        break;
      }
    for (let i = r; i >= n; i--)
      if (e(t[i])) {
        a = i;
        break;
      }
    return [i, a];
  };
}
var oi = (e) => e != null,
  si = (e) => e != null && e > 0,
  ci = ai(oi),
  li = ai(si);
function ui(e, t, n, r = 0, i = !1) {
  const a = i ? li : ci,
    o = i ? si : oi;
  [t, n] = a(e, t, n);
  let s = e[t],
    c = e[t];
  if (t > -1) {
    if (r == 1) (s = e[t]), (c = e[n]);
    else if (r == -1) (s = e[n]), (c = e[t]);
    else
      for (let r = t; r <= n; r++) {
        const t = e[r];
        o(t) && (t < s ? (s = t) : t > c && (c = t));
      }
  }
  return [s ?? Ii, c ?? -Ii];
}
function di(e, t, n, r) {
  const i = ji(e),
    a = ji(t);
  e == t && (i == -1 ? ((e *= n), (t /= n)) : ((e /= n), (t *= n)));
  let o = n == 10 ? Mi : Ni,
    s = i == 1 ? Ti : Di,
    c = a == 1 ? Di : Ti,
    l = s(o(wi(e))),
    u = c(o(wi(t))),
    d = Ai(n, l),
    f = Ai(n, u);
  return (
    n == 10 && (l < 0 && (d = Q(d, -l)), u < 0 && (f = Q(f, -u))),
    r || n == 2 ? ((e = d * i), (t = f * a)) : ((e = Xi(e, d)), (t = Yi(t, f))),
    [e, t]
  );
}
function fi(e, t, n, r) {
  const i = di(e, t, n, r);
  return e == 0 && (i[0] = 0), t == 0 && (i[1] = 0), i;
}
var pi = 0.1,
  mi = { mode: 3, pad: pi },
  hi = { pad: 0, soft: null, mode: 0 },
  gi = { min: hi, max: hi };
function _i(e, t, n, r) {
  return sa(n) ? yi(e, t, n) : ((hi.pad = n), (hi.soft = r ? 0 : null), (hi.mode = r ? 3 : 0), yi(e, t, gi));
}
function X(e, t) {
  return e ?? t;
}
function vi(e, t, n) {
  for (t = X(t, 0), n = X(n, e.length - 1); t <= n; ) {
    if (e[t] != null) return !0;
    t++;
  }
  return !1;
}
function yi(e, t, n) {
  let r = n.min,
    i = n.max,
    a = X(r.pad, 0),
    o = X(i.pad, 0),
    s = X(r.hard, -Ii),
    c = X(i.hard, Ii),
    l = X(r.soft, Ii),
    u = X(i.soft, -Ii),
    d = X(r.mode, 0),
    f = X(i.mode, 0),
    p = t - e,
    m = Mi(p),
    h = ki(wi(e), wi(t)),
    g = wi(Mi(h) - m);
  (p < 1e-24 || g > 10) &&
    ((p = 0),
    (e == 0 || t == 0) && ((p = 1e-24), d == 2 && l != Ii && (a = 0), f == 2 && u != -Ii && (o = 0)));
  let _ = p || h || 1e3,
    v = Ai(10, Ti(Mi(_))),
    y = Q(Xi(e - _ * (p == 0 ? (e == 0 ? 0.1 : 1) : a), v / 10), 24),
    b = e >= l && (d == 1 || (d == 3 && y <= l) || (d == 2 && y >= l)) ? l : Ii,
    x = ki(s, y < b && e >= b ? b : Oi(b, y)),
    S = Q(Yi(t + _ * (p == 0 ? (t == 0 ? 0.1 : 1) : o), v / 10), 24),
    C = t <= u && (f == 1 || (f == 3 && S >= u) || (f == 2 && S <= u)) ? u : -Ii,
    w = Oi(c, S > C && t <= C ? C : ki(C, S));
  return x == w && x == 0 && (w = 100), [x, w];
}
var bi = new Intl.NumberFormat(Rr ? Vr.language : `en-US`),
  xi = (e) => bi.format(e),
  Si = Math,
  Ci = Si.PI,
  wi = Si.abs,
  Ti = Si.floor,
  Ei = Si.round,
  Di = Si.ceil,
  Oi = Si.min,
  ki = Si.max,
  Ai = Si.pow,
  ji = Si.sign,
  Mi = Si.log10,
  Ni = Si.log2,
  Pi = (e, t = 1) => Si.sinh(e) * t,
  Fi = (e, t = 1) => Si.asinh(e / t),
  Ii = 1 / 0;
function Li(e) {
  return (Mi((e ^ (e >> 31)) - (e >> 31)) | 0) + 1;
}
function Ri(e, t, n) {
  return Oi(ki(e, t), n);
}
function zi(e) {
  return typeof e == `function`;
}
function Z(e) {
  return zi(e) ? e : () => e;
}
var Bi = () => {},
  Vi = (e) => e,
  Hi = (e, t) => t,
  Ui = (e) => null,
  Wi = (e) => !0,
  Gi = (e, t) => e == t,
  Ki = /\.\d*?(?=9{6,}|0{6,})/gm,
  qi = (e) => {
    if (ia(e) || Zi.has(e)) return e;
    const t = `${e}`,
      n = t.match(Ki);
    if (n == null) return e;
    const r = n[0].length - 1;
    if (t.indexOf(`e-`) != -1) {
      const [e, n] = t.split(`e`);
      return +`${qi(e)}e${n}`;
    }
    return Q(e, r);
  };
function Ji(e, t) {
  return qi(Q(qi(e / t)) * t);
}
function Yi(e, t) {
  return qi(Di(qi(e / t)) * t);
}
function Xi(e, t) {
  return qi(Ti(qi(e / t)) * t);
}
function Q(e, t = 0) {
  if (ia(e)) return e;
  const n = 10 ** t;
  return Ei(e * n * (1 + 2 ** -52)) / n;
}
var Zi = new Map();
function Qi(e) {
  return ((`` + e).split(`.`)[1] || ``).length;
}
function $i(e, t, n, r) {
  const i = [],
    a = r.map(Qi);
  for (let o = t; o < n; o++) {
    const t = wi(o),
      n = Q(Ai(e, o), t);
    for (let s = 0; s < r.length; s++) {
      const c = e == 10 ? +`${r[s]}e${o}` : r[s] * n,
        l = (o >= 0 ? 0 : t) + (o >= a[s] ? 0 : a[s]),
        u = e == 10 ? c : Q(c, l);
      i.push(u), Zi.set(u, l);
    }
  }
  return i;
}
var ea = {},
  ta = [],
  na = [null, null],
  ra = Array.isArray,
  ia = Number.isInteger,
  aa = (e) => e === void 0;
function oa(e) {
  return typeof e == `string`;
}
function sa(e) {
  let t = !1;
  if (e != null) {
    const n = e.constructor;
    t = n == null || n == Object;
  }
  return t;
}
function ca(e) {
  return typeof e == `object` && !!e;
}
var la = Object.getPrototypeOf(Uint8Array),
  ua = `__proto__`;
function da(e, t = sa) {
  let n;
  if (ra(e)) {
    const r = e.find((e) => e != null);
    if (ra(r) || t(r)) {
      n = Array(e.length);
      for (let r = 0; r < e.length; r++) n[r] = da(e[r], t);
    } else n = e.slice();
  } else if (e instanceof la) n = e.slice();
  else if (t(e)) {
    n = {};
    for (const r in e) r != ua && (n[r] = da(e[r], t));
  } else n = e;
  return n;
}
function fa(e) {
  const t = arguments;
  for (let n = 1; n < t.length; n++) {
    const r = t[n];
    for (const t in r) t != ua && (sa(e[t]) ? fa(e[t], da(r[t])) : (e[t] = da(r[t])));
  }
  return e;
}
var pa = 0,
  ma = 1,
  ha = 2;
function ga(e, t, n) {
  for (let r = 0, i, a = -1; r < t.length; r++) {
    const o = t[r];
    if (o > a) {
      for (i = o - 1; i >= 0 && e[i] == null; ) e[i--] = null;
      for (i = o + 1; i < n && e[i] == null; ) e[(a = i++)] = null;
    }
  }
}
function _a(e, t) {
  if (ba(e)) {
    let t = e[0].slice();
    for (let n = 1; n < e.length; n++) t.push(...e[n].slice(1));
    return xa(t[0]) || (t = ya(t)), t;
  }
  const n = new Set();
  for (let t = 0; t < e.length; t++) {
    const r = e[t][0],
      i = r.length;
    for (let e = 0; e < i; e++) n.add(r[e]);
  }
  const r = [Array.from(n).sort((e, t) => e - t)],
    i = r[0].length,
    a = new Map();
  for (let e = 0; e < i; e++) a.set(r[0][e], e);
  for (let n = 0; n < e.length; n++) {
    const o = e[n],
      s = o[0];
    for (let e = 1; e < o.length; e++) {
      const c = o[e],
        l = Array(i).fill(void 0),
        u = t ? t[n][e] : ma,
        d = [];
      for (let e = 0; e < c.length; e++) {
        const t = c[e],
          n = a.get(s[e]);
        t === null ? u != pa && ((l[n] = t), u == ha && d.push(n)) : (l[n] = t);
      }
      ga(l, d, i), r.push(l);
    }
  }
  return r;
}
var va = typeof queueMicrotask > `u` ? (e) => Promise.resolve().then(e) : queueMicrotask;
function ya(e) {
  const t = e[0],
    n = t.length,
    r = Array(n);
  for (let e = 0; e < r.length; e++) r[e] = e;
  r.sort((e, n) => t[e] - t[n]);
  const i = [];
  for (let t = 0; t < e.length; t++) {
    const a = e[t],
      o = Array(n);
    for (let e = 0; e < n; e++) o[e] = a[r[e]];
    i.push(o);
  }
  return i;
}
function ba(e) {
  const t = e[0][0],
    n = t.length;
  for (let r = 1; r < e.length; r++) {
    const i = e[r][0];
    if (i.length != n) return !1;
    if (i != t) {
      for (let e = 0; e < n; e++) if (i[e] != t[e]) return !1;
    }
  }
  return !0;
}
function xa(e, t = 100) {
  const n = e.length;
  if (n <= 1) return !0;
  let r = 0,
    i = n - 1;
  for (; r <= i && e[r] == null; ) r++;
  for (; i >= r && e[i] == null; ) i--;
  if (i <= r) return !0;
  const a = ki(1, Ti((i - r + 1) / t));
  for (let t = e[r], n = r + a; n <= i; n += a) {
    const r = e[n];
    if (r != null) {
      if (r <= t) return !1;
      t = r;
    }
  }
  return !0;
}
var Sa = [
    `January`,
    `February`,
    `March`,
    `April`,
    `May`,
    `June`,
    `July`,
    `August`,
    `September`,
    `October`,
    `November`,
    `December`,
  ],
  Ca = [`Sunday`, `Monday`, `Tuesday`, `Wednesday`, `Thursday`, `Friday`, `Saturday`];
function wa(e) {
  return e.slice(0, 3);
}
var Ta = Ca.map(wa),
  Ea = { MMMM: Sa, MMM: Sa.map(wa), WWWW: Ca, WWW: Ta };
function Da(e) {
  return (e < 10 ? `0` : ``) + e;
}
function Oa(e) {
  return (e < 10 ? `00` : e < 100 ? `0` : ``) + e;
}
var ka = {
  YYYY: (e) => e.getFullYear(),
  YY: (e) => (e.getFullYear() + ``).slice(2),
  MMMM: (e, t) => t.MMMM[e.getMonth()],
  MMM: (e, t) => t.MMM[e.getMonth()],
  MM: (e) => Da(e.getMonth() + 1),
  M: (e) => e.getMonth() + 1,
  DD: (e) => Da(e.getDate()),
  D: (e) => e.getDate(),
  WWWW: (e, t) => t.WWWW[e.getDay()],
  WWW: (e, t) => t.WWW[e.getDay()],
  HH: (e) => Da(e.getHours()),
  H: (e) => e.getHours(),
  h: (e) => {
    const t = e.getHours();
    return t == 0 ? 12 : t > 12 ? t - 12 : t;
  },
  AA: (e) => (e.getHours() >= 12 ? `PM` : `AM`),
  aa: (e) => (e.getHours() >= 12 ? `pm` : `am`),
  a: (e) => (e.getHours() >= 12 ? `p` : `a`),
  mm: (e) => Da(e.getMinutes()),
  m: (e) => e.getMinutes(),
  ss: (e) => Da(e.getSeconds()),
  s: (e) => e.getSeconds(),
  fff: (e) => Oa(e.getMilliseconds()),
};
function Aa(e, t) {
  t ||= Ea;
  let n = [],
    r = /\{([a-z]+)\}|[^{]+/gi,
    i;
  for (; (i = r.exec(e)); ) n.push(i[0][0] == `{` ? ka[i[1]] : i[0]);
  return (e) => {
    let r = ``;
    for (let i = 0; i < n.length; i++) r += typeof n[i] == `string` ? n[i] : n[i](e, t);
    return r;
  };
}
var ja = new Intl.DateTimeFormat().resolvedOptions().timeZone;
function Ma(e, t) {
  let n;
  return (
    t == `UTC` || t == `Etc/UTC`
      ? (n = new Date(+e + e.getTimezoneOffset() * 6e4))
      : t == ja
        ? (n = e)
        : ((n = new Date(e.toLocaleString(`en-US`, { timeZone: t }))),
          n.setMilliseconds(e.getMilliseconds())),
    n
  );
}
var Na = (e) => e % 1 == 0,
  Pa = [1, 2, 2.5, 5],
  Fa = $i(10, -32, 0, Pa),
  Ia = $i(10, 0, 32, Pa),
  La = Ia.filter(Na),
  Ra = Fa.concat(Ia),
  za = `
`,
  Ba = `{YYYY}`,
  Va = za + Ba,
  Ha = `{M}/{D}`,
  Ua = za + Ha,
  Wa = Ua + `/{YY}`,
  Ga = `{aa}`,
  Ka = `{h}:{mm}` + Ga,
  qa = za + Ka,
  Ja = `:{ss}`,
  $ = null;
function Ya(e) {
  const t = e * 1e3,
    n = t * 60,
    r = n * 60,
    i = r * 24,
    a = i * 30,
    o = i * 365,
    s = (e == 1 ? $i(10, 0, 3, Pa).filter(Na) : $i(10, -3, 0, Pa)).concat([
      t,
      t * 5,
      t * 10,
      t * 15,
      t * 30,
      n,
      n * 5,
      n * 10,
      n * 15,
      n * 30,
      r,
      r * 2,
      r * 3,
      r * 4,
      r * 6,
      r * 8,
      r * 12,
      i,
      i * 2,
      i * 3,
      i * 4,
      i * 5,
      i * 6,
      i * 7,
      i * 8,
      i * 9,
      i * 10,
      i * 15,
      a,
      a * 2,
      a * 3,
      a * 4,
      a * 6,
      o,
      o * 2,
      o * 5,
      o * 10,
      o * 25,
      o * 50,
      o * 100,
    ]),
    c = [
      [o, Ba, $, $, $, $, $, $, 1],
      [i * 28, `{MMM}`, Va, $, $, $, $, $, 1],
      [i, Ha, Va, $, $, $, $, $, 1],
      [r, `{h}` + Ga, Wa, $, Ua, $, $, $, 1],
      [n, Ka, Wa, $, Ua, $, $, $, 1],
      [t, Ja, Wa + ` ` + Ka, $, Ua + ` ` + Ka, $, qa, $, 1],
      [e, Ja + `.{fff}`, Wa + ` ` + Ka, $, Ua + ` ` + Ka, $, qa, $, 1],
    ];
  function l(t) {
    return (s, c, l, u, d, f) => {
      const p = [],
        m = d >= o,
        h = d >= a && d < o,
        g = t(l),
        _ = Q(g * e, 3),
        v = ao(g.getFullYear(), m ? 0 : g.getMonth(), h || m ? 1 : g.getDate()),
        y = Q(v * e, 3);
      if (h || m) {
        let n = h ? d / a : 0,
          r = m ? d / o : 0,
          i = _ == y ? _ : Q(ao(v.getFullYear() + r, v.getMonth() + n, 1) * e, 3),
          s = new Date(Ei(i / e)),
          c = s.getFullYear(),
          l = s.getMonth();
        for (let a = 0; i <= u; a++) {
          const o = ao(c + r * a, l + n * a, 1),
            s = o - t(Q(o * e, 3));
          (i = Q((+o + s) * e, 3)), i <= u && p.push(i);
        }
      } else {
        let a = d >= i ? i : d,
          o = y + (Ti(l) - Ti(_)) + Yi(_ - y, a);
        p.push(o);
        let m = t(o),
          h = m.getHours() + m.getMinutes() / n + m.getSeconds() / r,
          g = d / r,
          v = f / s.axes[c]._space;
        for (; (o = Q(o + d, e == 1 ? 0 : 3)), !(o > u); )
          if (g > 1) {
            let e = Ti(Q(h + g, 6)) % 24,
              n = t(o).getHours() - e;
            n > 1 && (n = -1), (o -= n * r), (h = (h + g) % 24);
            const i = p[p.length - 1];
            Q((o - i) / d, 3) * v >= 0.7 && p.push(o);
          } else p.push(o);
      }
      return p;
    };
  }
  return [s, c, l];
}
var [Xa, Za, Qa] = Ya(1),
  [$a, eo, to] = Ya(0.001);
$i(2, -53, 53, [1]);
function no(e, t) {
  return e.map((e) =>
    e.map((n, r) => (r == 0 || r == 8 || n == null ? n : t(r == 1 || e[8] == 0 ? n : e[1] + n))),
  );
}
function ro(e, t) {
  return (n, r, i, a, o) => {
    let s = t.find((e) => o >= e[0]) || t[t.length - 1],
      c,
      l,
      u,
      d,
      f,
      p;
    return r.map((t) => {
      const n = e(t),
        r = n.getFullYear(),
        i = n.getMonth(),
        a = n.getDate(),
        o = n.getHours(),
        m = n.getMinutes(),
        h = n.getSeconds(),
        g =
          (r != c && s[2]) ||
          (i != l && s[3]) ||
          (a != u && s[4]) ||
          (o != d && s[5]) ||
          (m != f && s[6]) ||
          (h != p && s[7]) ||
          s[1];
      return (c = r), (l = i), (u = a), (d = o), (f = m), (p = h), g(n);
    });
  };
}
function io(e, t) {
  const n = Aa(t);
  return (t, r, i, a, o) => r.map((t) => n(e(t)));
}
function ao(e, t, n) {
  return new Date(e, t, n);
}
function oo(e, t) {
  return t(e);
}
var so = `{YYYY}-{MM}-{DD} {h}:{mm}{aa}`;
function co(e, t) {
  return (n, r, i, a) => (a == null ? Lr : t(e(r)));
}
function lo(e, t) {
  const n = e.series[t];
  return n.width ? n.stroke(e, t) : n.points.width ? n.points.stroke(e, t) : null;
}
function uo(e, t) {
  return e.series[t].fill(e, t);
}
var fo = {
  show: !0,
  live: !0,
  isolate: !1,
  mount: Bi,
  markers: { show: !0, width: 2, stroke: lo, fill: uo, dash: `solid` },
  idx: null,
  idxs: null,
  values: [],
};
function po(e, t) {
  const n = e.cursor.points,
    r = qr(),
    i = n.size(e, t);
  Y(r, yr, i), Y(r, br, i);
  const a = i / -2;
  Y(r, `marginLeft`, a), Y(r, `marginTop`, a);
  const o = n.width(e, t, i);
  return o && Y(r, `borderWidth`, o), r;
}
function mo(e, t) {
  const n = e.series[t].points;
  return n._fill || n._stroke;
}
function ho(e, t) {
  const n = e.series[t].points;
  return n._stroke || n._fill;
}
function go(e, t) {
  return e.series[t].points.size;
}
var _o = [0, 0];
function vo(e, t, n) {
  return (_o[0] = t), (_o[1] = n), _o;
}
function yo(e, t, n, r = !0) {
  return (e) => {
    e.button != 0 || (r && e.target != t) || n(e);
  };
}
function bo(e, t, n, r = !0) {
  return (e) => {
    (r && e.target != t) || n(e);
  };
}
var xo = {
    show: !0,
    x: !0,
    y: !0,
    lock: !1,
    move: vo,
    points: { one: !1, show: po, size: go, width: 0, stroke: ho, fill: mo },
    bind: {
      mousedown: yo,
      mouseup: yo,
      click: yo,
      dblclick: yo,
      mousemove: bo,
      mouseleave: bo,
      mouseenter: bo,
    },
    drag: {
      setScale: !0,
      x: !0,
      y: !1,
      dist: 0,
      uni: null,
      click: (e, t) => {
        t.stopPropagation(), t.stopImmediatePropagation();
      },
      _x: !1,
      _y: !1,
    },
    focus: { dist: (e, t, n, r, i) => r - i, prox: -1, bias: 0 },
    hover: { skip: [void 0], prox: null, bias: 0 },
    left: -10,
    top: -10,
    idx: null,
    dataIdx: null,
    idxs: null,
    event: null,
  },
  So = { show: !0, stroke: `rgba(0,0,0,0.07)`, width: 2 },
  Co = fa({}, So, { filter: Hi }),
  wo = fa({}, Co, { size: 10 }),
  To = fa({}, So, { show: !1 }),
  Eo = `12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"`,
  Do = `bold ` + Eo,
  Oo = 1.5,
  ko = {
    show: !0,
    scale: `x`,
    stroke: Tr,
    space: 50,
    gap: 5,
    alignTo: 1,
    size: 50,
    labelGap: 0,
    labelSize: 30,
    labelFont: Do,
    side: 2,
    grid: Co,
    ticks: wo,
    border: To,
    font: Eo,
    lineGap: Oo,
    rotate: 0,
  },
  Ao = `Value`,
  jo = `Time`,
  Mo = { show: !0, scale: `x`, auto: !1, sorted: 1, min: Ii, max: -1 / 0, idxs: [] };
function No(e, t, n, r, i) {
  return t.map((e) => (e == null ? `` : xi(e)));
}
function Po(e, t, n, r, i, a, o) {
  const s = [],
    c = Zi.get(i) || 0;
  n = o ? n : Q(Yi(n, i), c);
  for (let e = n; e <= r; e = Q(e + i, c)) s.push(Object.is(e, -0) ? 0 : e);
  return s;
}
function Fo(e, t, n, r, i, a, o) {
  const s = [],
    c = e.scales[e.axes[t].scale].log;
  (i = Ai(c, Ti((c == 10 ? Mi : Ni)(n)))), c == 10 && (i = Ra[ii(i, Ra)]);
  let l = n,
    u = i * c;
  c == 10 && (u = Ra[ii(u, Ra)]);
  do
    s.push(l),
      (l += i),
      c == 10 && !Zi.has(l) && (l = Q(l, Zi.get(i))),
      l >= u && ((i = l), (u = i * c), c == 10 && (u = Ra[ii(u, Ra)]));
  while (l <= r);
  return s;
}
function Io(e, t, n, r, i, a, o) {
  const s = e.scales[e.axes[t].scale].asinh,
    c = r > s ? Fo(e, t, ki(s, n), r, i) : [s],
    l = r >= 0 && n <= 0 ? [0] : [];
  return (n < -s ? Fo(e, t, ki(s, -r), -n, i) : [s])
    .reverse()
    .map((e) => -e)
    .concat(l, c);
}
var Lo = /./,
  Ro = /[12357]/,
  zo = /[125]/,
  Bo = /1/,
  Vo = (e, t, n, r) =>
    e.map((e, i) => ((t == 4 && e == 0) || (i % r == 0 && n.test(e.toExponential()[+(e < 0)])) ? e : null));
function Ho(e, t, n, r, i) {
  const a = e.axes[n],
    o = a.scale,
    s = e.scales[o],
    c = e.valToPos,
    l = a._space,
    u = c(10, o),
    d = c(9, o) - u >= l ? Lo : c(7, o) - u >= l ? Ro : c(5, o) - u >= l ? zo : Bo;
  if (d == Bo) {
    const e = wi(c(1, o) - u);
    if (e < l) return Vo(t.slice().reverse(), s.distr, d, Di(l / e)).reverse();
  }
  return Vo(t, s.distr, d, 1);
}
function Uo(e, t, n, r, i) {
  const a = e.axes[n],
    o = a.scale,
    s = a._space,
    c = e.valToPos,
    l = wi(c(1, o) - c(2, o));
  return l < s ? Vo(t.slice().reverse(), 3, Lo, Di(s / l)).reverse() : t;
}
function Wo(e, t, n, r) {
  return r == null ? Lr : t == null ? `` : xi(t);
}
var Go = {
  show: !0,
  scale: `y`,
  stroke: Tr,
  space: 30,
  gap: 5,
  alignTo: 1,
  size: 50,
  labelGap: 0,
  labelSize: 30,
  labelFont: Do,
  side: 3,
  grid: Co,
  ticks: wo,
  border: To,
  font: Eo,
  lineGap: Oo,
  rotate: 0,
};
function Ko(e, t) {
  return Q((3 + (e || 1) * 2) * t, 3);
}
function qo(e, t) {
  const { scale: n, idxs: r } = e.series[0],
    i = e._data[0],
    a = e.valToPos(i[r[0]], n, !0),
    o = wi(e.valToPos(i[r[1]], n, !0) - a) / (e.series[t].points.space * J);
  return r[1] - r[0] <= o;
}
var Jo = { scale: null, auto: !0, sorted: 0, min: Ii, max: -1 / 0 },
  Yo = (e, t, n, r, i) => i,
  Xo = {
    show: !0,
    auto: !0,
    sorted: 0,
    gaps: Yo,
    alpha: 1,
    facets: [fa({}, Jo, { scale: `x` }), fa({}, Jo, { scale: `y` })],
  },
  Zo = {
    scale: `y`,
    auto: !0,
    sorted: 0,
    show: !0,
    spanGaps: !1,
    gaps: Yo,
    alpha: 1,
    points: { show: qo, filter: null },
    values: null,
    min: Ii,
    max: -1 / 0,
    idxs: [],
    path: null,
    clip: null,
  };
function Qo(e, t, n, r, i) {
  return n / 10;
}
var $o = { time: Qn, auto: !0, distr: 1, log: 10, asinh: 1, min: null, max: null, dir: 1, ori: 0 },
  es = fa({}, $o, { time: !1, ori: 1 }),
  ts = {};
function ns(e, t) {
  let n = ts[e];
  return (
    n ||
      ((n = {
        key: e,
        plots: [],
        sub(e) {
          n.plots.push(e);
        },
        unsub(e) {
          n.plots = n.plots.filter((t) => t != e);
        },
        pub(e, t, r, i, a, o, s) {
          for (let c = 0; c < n.plots.length; c++) n.plots[c] != t && n.plots[c].pub(e, t, r, i, a, o, s);
        },
      }),
      e != null && (ts[e] = n)),
    n
  );
}
var rs = 1,
  is = 2;
function as(e, t, n) {
  const r = e.mode,
    i = e.series[t],
    a = r == 2 ? e._data[t] : e._data,
    o = e.scales,
    s = e.bbox,
    c = a[0],
    l = r == 2 ? a[1] : a[t],
    u = r == 2 ? o[i.facets[0].scale] : o[e.series[0].scale],
    d = r == 2 ? o[i.facets[1].scale] : o[i.scale],
    f = s.left,
    p = s.top,
    m = s.width,
    h = s.height,
    g = e.valToPosH,
    _ = e.valToPosV;
  return u.ori == 0
    ? n(i, c, l, u, d, g, _, f, p, m, h, ms, gs, vs, bs, Ss)
    : n(i, c, l, u, d, _, g, p, f, h, m, hs, _s, ys, xs, Cs);
}
function os(e, t) {
  let n = 0,
    r = 0,
    i = X(e.bands, ta);
  for (let e = 0; e < i.length; e++) {
    const a = i[e];
    a.series[0] == t ? (n = a.dir) : a.series[1] == t && (a.dir == 1 ? (r |= 1) : (r |= 2));
  }
  return [n, r == 1 ? -1 : r == 2 ? 1 : r == 3 ? 2 : 0];
}
function ss(e, t, n, r, i) {
  const a = e.mode,
    o = e.series[t],
    s = a == 2 ? o.facets[1].scale : o.scale,
    c = e.scales[s];
  return i == -1 ? c.min : i == 1 ? c.max : c.distr == 3 ? (c.dir == 1 ? c.min : c.max) : 0;
}
function cs(e, t, n, r, i, a) {
  return as(e, t, (e, t, o, s, c, l, u, d, f, p, m) => {
    let h = e.pxRound,
      g = s.dir * (s.ori == 0 ? 1 : -1),
      _ = s.ori == 0 ? gs : _s,
      v,
      y;
    g == 1 ? ((v = n), (y = r)) : ((v = r), (y = n));
    const b = h(l(t[v], s, p, d)),
      x = h(u(o[v], c, m, f)),
      S = h(l(t[y], s, p, d)),
      C = h(u(a == 1 ? c.max : c.min, c, m, f)),
      w = new Path2D(i);
    return _(w, S, C), _(w, b, C), _(w, b, x), w;
  });
}
function ls(e, t, n, r, i, a) {
  let o = null;
  if (e.length > 0) {
    o = new Path2D();
    let s = t == 0 ? vs : ys,
      c = n;
    for (let t = 0; t < e.length; t++) {
      const n = e[t];
      if (n[1] > n[0]) {
        const e = n[0] - c;
        e > 0 && s(o, c, r, e, r + a), (c = n[1]);
      }
    }
    const l = n + i - c;
    l > 0 && s(o, c, r - 5, l, r + a + 10);
  }
  return o;
}
function us(e, t, n) {
  const r = e[e.length - 1];
  r && r[0] == t ? (r[1] = n) : e.push([t, n]);
}
function ds(e, t, n, r, i, a, o) {
  const s = [],
    c = e.length;
  for (let l = i == 1 ? n : r; l >= n && l <= r; l += i)
    if (t[l] === null) {
      let u = l,
        d = l;
      if (i == 1) for (; ++l <= r && t[l] === null; ) d = l;
      else for (; --l >= n && t[l] === null; ) d = l;
      let f = a(e[u]),
        p = d == u ? f : a(e[d]),
        m = u - i;
      f = o <= 0 && m >= 0 && m < c ? a(e[m]) : f;
      const h = d + i;
      (p = o >= 0 && h >= 0 && h < c ? a(e[h]) : p), p >= f && s.push([f, p]);
    }
  return s;
}
function fs(e) {
  return e == 0 ? Vi : e == 1 ? Ei : (t) => Ji(t, e);
}
function ps(e) {
  const t = e == 0 ? ms : hs,
    n =
      e == 0
        ? (e, t, n, r, i, a) => {
            e.arcTo(t, n, r, i, a);
          }
        : (e, t, n, r, i, a) => {
            e.arcTo(n, t, i, r, a);
          },
    r =
      e == 0
        ? (e, t, n, r, i) => {
            e.rect(t, n, r, i);
          }
        : (e, t, n, r, i) => {
            e.rect(n, t, i, r);
          };
  return (e, i, a, o, s, c = 0, l = 0) => {
    c == 0 && l == 0
      ? r(e, i, a, o, s)
      : ((c = Oi(c, o / 2, s / 2)),
        (l = Oi(l, o / 2, s / 2)),
        t(e, i + c, a),
        n(e, i + o, a, i + o, a + s, c),
        n(e, i + o, a + s, i, a + s, l),
        n(e, i, a + s, i, a, l),
        n(e, i, a, i + o, a, c),
        e.closePath());
  };
}
var ms = (e, t, n) => {
    e.moveTo(t, n);
  },
  hs = (e, t, n) => {
    e.moveTo(n, t);
  },
  gs = (e, t, n) => {
    e.lineTo(t, n);
  },
  _s = (e, t, n) => {
    e.lineTo(n, t);
  },
  vs = ps(0),
  ys = ps(1),
  bs = (e, t, n, r, i, a) => {
    e.arc(t, n, r, i, a);
  },
  xs = (e, t, n, r, i, a) => {
    e.arc(n, t, r, i, a);
  },
  Ss = (e, t, n, r, i, a, o) => {
    e.bezierCurveTo(t, n, r, i, a, o);
  },
  Cs = (e, t, n, r, i, a, o) => {
    e.bezierCurveTo(n, t, i, r, o, a);
  };
function ws(e) {
  return (e, t, n, r, i) =>
    as(e, t, (t, a, o, s, c, l, u, d, f, p, m) => {
      let { pxRound: h, points: g } = t,
        _,
        v;
      s.ori == 0 ? ((_ = ms), (v = bs)) : ((_ = hs), (v = xs));
      const y = Q(g.width * J, 3),
        b = ((g.size - g.width) / 2) * J,
        x = Q(b * 2, 3),
        S = new Path2D(),
        C = new Path2D(),
        { left: w, top: T, width: E, height: D } = e.bbox;
      vs(C, w - x, T - x, E + x * 2, D + x * 2);
      const O = (e) => {
        if (o[e] != null) {
          const t = h(l(a[e], s, p, d)),
            n = h(u(o[e], c, m, f));
          _(S, t + b, n), v(S, t, n, b, 0, Ci * 2);
        }
      };
      if (i) i.forEach(O);
      else for (let e = n; e <= r; e++) O(e);
      return { stroke: y > 0 ? S : null, fill: S, clip: C, flags: 3 };
    });
}
function Ts(e) {
  return (t, n, r, i, a, o) => {
    r != i && (a != r && o != r && e(t, n, r), a != i && o != i && e(t, n, i), e(t, n, o));
  };
}
var Es = Ts(gs),
  Ds = Ts(_s);
function Os(e) {
  const t = X(e?.alignGaps, 0);
  return (e, n, r, i) =>
    as(e, n, (a, o, s, c, l, u, d, f, p, m, h) => {
      [r, i] = ci(s, r, i);
      let g = a.pxRound,
        _ = (e) => g(u(e, c, m, f)),
        v = (e) => g(d(e, l, h, p)),
        y,
        b;
      c.ori == 0 ? ((y = gs), (b = Es)) : ((y = _s), (b = Ds));
      let x = c.dir * (c.ori == 0 ? 1 : -1),
        S = { stroke: new Path2D(), fill: null, clip: null, band: null, gaps: null, flags: rs },
        C = S.stroke,
        w = !1;
      if (i - r >= m * 4) {
        let t = (t) => e.posToVal(t, c.key, !0),
          n = null,
          a = null,
          l,
          u,
          d,
          f = _(o[x == 1 ? r : i]),
          p = _(o[r]),
          m = _(o[i]),
          h = t(x == 1 ? p + 1 : m - 1);
        for (let e = x == 1 ? r : i; e >= r && e <= i; e += x) {
          const r = o[e],
            i = (x == 1 ? r < h : r > h) ? f : _(r),
            c = s[e];
          i == f
            ? c == null
              ? c === null && (w = !0)
              : ((u = c), n == null ? (y(C, i, v(u)), (l = n = a = u)) : u < n ? (n = u) : u > a && (a = u))
            : (n != null && b(C, f, v(n), v(a), v(l), v(u)),
              c == null
                ? ((n = a = null), c === null && (w = !0))
                : ((u = c), y(C, i, v(u)), (n = a = l = u)),
              (f = i),
              (h = t(f + x)));
        }
        n != null && n != a && d != f && b(C, f, v(n), v(a), v(l), v(u));
      } else
        for (let e = x == 1 ? r : i; e >= r && e <= i; e += x) {
          const t = s[e];
          t === null ? (w = !0) : t != null && y(C, _(o[e]), v(t));
        }
      const [T, E] = os(e, n);
      if (a.fill != null || T != 0) {
        let t = (S.fill = new Path2D(C)),
          s = v(a.fillTo(e, n, a.min, a.max, T)),
          c = _(o[r]),
          l = _(o[i]);
        x == -1 && ([l, c] = [c, l]), y(t, l, s), y(t, c, s);
      }
      if (!a.spanGaps) {
        let l = [];
        w && l.push(...ds(o, s, r, i, x, _, t)),
          (S.gaps = l = a.gaps(e, n, r, i, l)),
          (S.clip = ls(l, c.ori, f, p, m, h));
      }
      return (
        E != 0 && (S.band = E == 2 ? [cs(e, n, r, i, C, -1), cs(e, n, r, i, C, 1)] : cs(e, n, r, i, C, E)), S
      );
    });
}
function ks(e) {
  const t = X(e.align, 1),
    n = X(e.ascDesc, !1),
    r = X(e.alignGaps, 0),
    i = X(e.extend, !1);
  return (e, a, o, s) =>
    as(e, a, (c, l, u, d, f, p, m, h, g, _, v) => {
      [o, s] = ci(u, o, s);
      let y = c.pxRound,
        { left: b, width: x } = e.bbox,
        S = (e) => y(p(e, d, _, h)),
        C = (e) => y(m(e, f, v, g)),
        w = d.ori == 0 ? gs : _s,
        T = { stroke: new Path2D(), fill: null, clip: null, band: null, gaps: null, flags: rs },
        E = T.stroke,
        D = d.dir * (d.ori == 0 ? 1 : -1),
        O = C(u[D == 1 ? o : s]),
        k = S(l[D == 1 ? o : s]),
        ee = k,
        A = k;
      i && t == -1 && ((A = b), w(E, A, O)), w(E, k, O);
      for (let e = D == 1 ? o : s; e >= o && e <= s; e += D) {
        const n = u[e];
        if (n == null) continue;
        const r = S(l[e]),
          i = C(n);
        t == 1 ? w(E, r, O) : w(E, ee, i), w(E, r, i), (O = i), (ee = r);
      }
      let te = ee;
      i && t == 1 && ((te = b + x), w(E, te, O));
      const [ne, re] = os(e, a);
      if (c.fill != null || ne != 0) {
        const t = (T.fill = new Path2D(E)),
          n = C(c.fillTo(e, a, c.min, c.max, ne));
        w(t, te, n), w(t, A, n);
      }
      if (!c.spanGaps) {
        let i = [];
        i.push(...ds(l, u, o, s, D, S, r));
        const f = (c.width * J) / 2,
          p = n || t == 1 ? f : -f,
          m = n || t == -1 ? -f : f;
        i.forEach((e) => {
          (e[0] += p), (e[1] += m);
        }),
          (T.gaps = i = c.gaps(e, a, o, s, i)),
          (T.clip = ls(i, d.ori, h, g, _, v));
      }
      return (
        re != 0 && (T.band = re == 2 ? [cs(e, a, o, s, E, -1), cs(e, a, o, s, E, 1)] : cs(e, a, o, s, E, re)),
        T
      );
    });
}
function As(e, t, n, r, i, a, o = Ii) {
  if (e.length > 1) {
    let s = null;
    for (let c = 0, l = 1 / 0; c < e.length; c++)
      if (t[c] !== void 0) {
        if (s != null) {
          const t = wi(e[c] - e[s]);
          t < l && ((l = t), (o = wi(n(e[c], r, i, a) - n(e[s], r, i, a))));
        }
        s = c;
      }
  }
  return o;
}
function js(e) {
  e ||= ea;
  let t = X(e.size, [0.6, Ii, 1]),
    n = e.align || 0,
    r = e.gap || 0,
    i = e.radius;
  i = i == null ? [0, 0] : typeof i == `number` ? [i, 0] : i;
  const a = Z(i),
    o = 1 - t[0],
    s = X(t[1], Ii),
    c = X(t[2], 1),
    l = X(e.disp, ea),
    u = X(e.each, (e) => {}),
    { fill: d, stroke: f } = l;
  return (e, t, i, p) =>
    as(e, t, (m, h, g, _, v, y, b, x, S, C, w) => {
      let T = m.pxRound,
        E = n,
        D = r * J,
        O = s * J,
        k = c * J,
        ee,
        A;
      _.ori == 0 ? ([ee, A] = a(e, t)) : ([A, ee] = a(e, t));
      let te = _.dir * (_.ori == 0 ? 1 : -1),
        ne = _.ori == 0 ? vs : ys,
        re =
          _.ori == 0
            ? u
            : (e, t, n, r, i, a, o) => {
                u(e, t, n, i, r, o, a);
              },
        ie = X(e.bands, ta).find((e) => e.series[0] == t),
        ae = ie == null ? 0 : ie.dir,
        oe = m.fillTo(e, t, m.min, m.max, ae),
        j = T(b(oe, v, w, S)),
        M,
        se,
        N,
        P = C,
        F = T(m.width * J),
        ce = !1,
        le = null,
        ue = null,
        de = null,
        fe = null;
      d != null &&
        (F == 0 || f != null) &&
        ((ce = !0),
        (le = d.values(e, t, i, p)),
        (ue = new Map()),
        new Set(le).forEach((e) => {
          e != null && ue.set(e, new Path2D());
        }),
        F > 0 &&
          ((de = f.values(e, t, i, p)),
          (fe = new Map()),
          new Set(de).forEach((e) => {
            e != null && fe.set(e, new Path2D());
          })));
      const { x0: pe, size: I } = l;
      if (pe != null && I != null) {
        (E = 1),
          (h = pe.values(e, t, i, p)),
          pe.unit == 2 && (h = h.map((t) => e.posToVal(x + t * C, _.key, !0)));
        const n = I.values(e, t, i, p);
        (se = I.unit == 2 ? n[0] * C : y(n[0], _, C, x) - y(0, _, C, x)),
          (P = As(h, g, y, _, C, x, P)),
          (N = P - se + D);
      } else (P = As(h, g, y, _, C, x, P)), (N = P * o + D), (se = P - N);
      N < 1 && (N = 0), F >= se / 2 && (F = 0), N < 5 && (T = Vi);
      const me = N > 0,
        he = P - N - (me ? F : 0);
      (se = T(Ri(he, k, O))),
        (M = (E == 0 ? se / 2 : E == te ? 0 : se) - E * te * ((E == 0 ? D / 2 : 0) + (me ? F / 2 : 0)));
      let ge = { stroke: null, fill: null, clip: null, band: null, gaps: null, flags: 0 },
        _e = ce ? null : new Path2D(),
        ve = null;
      if (ie != null) ve = e.data[ie.series[1]];
      else {
        const { y0: n, y1: r } = l;
        n != null && r != null && ((g = r.values(e, t, i, p)), (ve = n.values(e, t, i, p)));
      }
      const ye = ee * se,
        be = A * se;
      for (let n = te == 1 ? i : p; n >= i && n <= p; n += te) {
        const r = g[n];
        if (r == null) continue;
        if (ve != null) {
          const e = ve[n] ?? 0;
          if (r - e == 0) continue;
          j = b(e, v, w, S);
        }
        const i = y(_.distr != 2 || l != null ? h[n] : n, _, C, x),
          a = b(X(r, oe), v, w, S),
          o = T(i - M),
          s = T(ki(a, j)),
          c = T(Oi(a, j)),
          u = s - c;
        if (r != null) {
          const i = r < 0 ? be : ye,
            a = r < 0 ? ye : be;
          ce
            ? (F > 0 && de[n] != null && ne(fe.get(de[n]), o, c + Ti(F / 2), se, ki(0, u - F), i, a),
              le[n] != null && ne(ue.get(le[n]), o, c + Ti(F / 2), se, ki(0, u - F), i, a))
            : ne(_e, o, c + Ti(F / 2), se, ki(0, u - F), i, a),
            re(e, t, n, o - F / 2, c, se + F, u);
        }
      }
      return (
        F > 0
          ? (ge.stroke = ce ? fe : _e)
          : ce || ((ge._fill = m.width == 0 ? m._fill : (m._stroke ?? m._fill)), (ge.width = 0)),
        (ge.fill = ce ? ue : _e),
        ge
      );
    });
}
function Ms(e, t) {
  const n = X(t?.alignGaps, 0);
  return (t, r, i, a) =>
    as(t, r, (o, s, c, l, u, d, f, p, m, h, g) => {
      [i, a] = ci(c, i, a);
      let _ = o.pxRound,
        v = (e) => _(d(e, l, h, p)),
        y = (e) => _(f(e, u, g, m)),
        b,
        x,
        S;
      l.ori == 0 ? ((b = ms), (S = gs), (x = Ss)) : ((b = hs), (S = _s), (x = Cs));
      let C = l.dir * (l.ori == 0 ? 1 : -1),
        w = v(s[C == 1 ? i : a]),
        T = w,
        E = [],
        D = [];
      for (let e = C == 1 ? i : a; e >= i && e <= a; e += C)
        if (c[e] != null) {
          const t = s[e],
            n = v(t);
          E.push((T = n)), D.push(y(c[e]));
        }
      const O = { stroke: e(E, D, b, S, x, _), fill: null, clip: null, band: null, gaps: null, flags: rs },
        k = O.stroke,
        [ee, A] = os(t, r);
      if (o.fill != null || ee != 0) {
        const e = (O.fill = new Path2D(k)),
          n = y(o.fillTo(t, r, o.min, o.max, ee));
        S(e, T, n), S(e, w, n);
      }
      if (!o.spanGaps) {
        let e = [];
        e.push(...ds(s, c, i, a, C, v, n)),
          (O.gaps = e = o.gaps(t, r, i, a, e)),
          (O.clip = ls(e, l.ori, p, m, h, g));
      }
      return (
        A != 0 && (O.band = A == 2 ? [cs(t, r, i, a, k, -1), cs(t, r, i, a, k, 1)] : cs(t, r, i, a, k, A)), O
      );
    });
}
function Ns(e) {
  return Ms(Ps, e);
}
function Ps(e, t, n, r, i, a) {
  const o = e.length;
  if (o < 2) return null;
  const s = new Path2D();
  if ((n(s, e[0], t[0]), o == 2)) r(s, e[1], t[1]);
  else {
    const n = Array(o),
      r = Array(o - 1),
      a = Array(o - 1),
      c = Array(o - 1);
    for (let n = 0; n < o - 1; n++) (a[n] = t[n + 1] - t[n]), (c[n] = e[n + 1] - e[n]), (r[n] = a[n] / c[n]);
    n[0] = r[0];
    for (let e = 1; e < o - 1; e++)
      r[e] === 0 || r[e - 1] === 0 || r[e - 1] > 0 != r[e] > 0
        ? (n[e] = 0)
        : ((n[e] =
            (3 * (c[e - 1] + c[e])) / ((2 * c[e] + c[e - 1]) / r[e - 1] + (c[e] + 2 * c[e - 1]) / r[e])),
          isFinite(n[e]) || (n[e] = 0));
    n[o - 1] = r[o - 2];
    for (let r = 0; r < o - 1; r++)
      i(
        s,
        e[r] + c[r] / 3,
        t[r] + (n[r] * c[r]) / 3,
        e[r + 1] - c[r] / 3,
        t[r + 1] - (n[r + 1] * c[r]) / 3,
        e[r + 1],
        t[r + 1],
      );
  }
  return s;
}
var Fs = new Set();
function Is() {
  for (const e of Fs) e.syncRect(!0);
}
Rr &&
  (ni(Nr, Br, Is),
  ni(Pr, Br, Is, !0),
  ni(Ir, Br, () => {
    Qs.pxRatio = J;
  }));
var Ls = Os(),
  Rs = ws();
function zs(e, t, n, r) {
  return (r ? [e[0], e[1]].concat(e.slice(2)) : [e[0]].concat(e.slice(1))).map((e, r) => Vs(e, r, t, n));
}
function Bs(e, t) {
  return e.map((e, n) => (n == 0 ? {} : fa({}, t, e)));
}
function Vs(e, t, n, r) {
  return fa({}, t == 0 ? n : r, e);
}
function Hs(e, t, n) {
  return t == null ? na : [t, n];
}
var Us = Hs;
function Ws(e, t, n) {
  return t == null ? na : _i(t, n, pi, !0);
}
function Gs(e, t, n, r) {
  return t == null ? na : di(t, n, e.scales[r].log, !1);
}
var Ks = Gs;
function qs(e, t, n, r) {
  return t == null ? na : fi(t, n, e.scales[r].log, !1);
}
var Js = qs;
function Ys(e, t, n, r, i) {
  let a = ki(Li(e), Li(t)),
    o = t - e,
    s = ii((i / r) * o, n);
  do {
    const e = n[s],
      t = (r * e) / o;
    if (t >= i && a + (e < 5 ? Zi.get(e) : 0) <= 17) return [e, t];
  } while (++s < n.length);
  return [0, 0];
}
function Xs(e) {
  let t, n;
  return (e = e.replace(/(\d+)px/, (e, r) => (t = Ei((n = +r) * J)) + `px`)), [e, t, n];
}
function Zs(e) {
  e.show &&
    [e.font, e.labelFont].forEach((e) => {
      const t = Q(e[2] * J, 1);
      (e[0] = e[0].replace(/[0-9.]+px/, t + `px`)), (e[1] = t);
    });
}
function Qs(e, t, n) {
  const r = { mode: X(e.mode, 1) },
    i = r.mode;
  function a(e, t, n, r) {
    const i = t.valToPct(e);
    return r + n * (t.dir == -1 ? 1 - i : i);
  }
  function o(e, t, n, r) {
    const i = t.valToPct(e);
    return r + n * (t.dir == -1 ? i : 1 - i);
  }
  function s(e, t, n, r) {
    return t.ori == 0 ? a(e, t, n, r) : o(e, t, n, r);
  }
  (r.valToPosH = a), (r.valToPosV = o);
  let c = !1;
  r.status = 0;
  const l = (r.root = qr($n));
  if ((e.id != null && (l.id = e.id), Wr(l, e.class), e.title)) {
    const t = qr(nr, l);
    t.textContent = e.title;
  }
  const u = Kr(`canvas`),
    d = (r.ctx = u.getContext(`2d`)),
    f = qr(rr, l);
  ni(
    `click`,
    f,
    (e) => {
      e.target === m && (G != $t || K != en) && an.click(r, e);
    },
    !0,
  );
  const p = (r.under = qr(ir, f));
  f.appendChild(u);
  const m = (r.over = qr(ar, f));
  e = da(e);
  const h = +X(e.pxAlign, 1),
    g = fs(h);
  (e.plugins || []).forEach((t) => {
    t.opts && (e = t.opts(r, e) || e);
  });
  const _ = e.ms || 0.001,
    v = (r.series = i == 1 ? zs(e.series || [], Mo, Zo, !1) : Bs(e.series || [null], Xo)),
    y = (r.axes = zs(e.axes || [], ko, Go, !0)),
    b = (r.scales = {}),
    x = (r.bands = e.bands || []);
  x.forEach((e) => {
    (e.fill = Z(e.fill || null)), (e.dir = X(e.dir, -1));
  });
  const S = i == 2 ? v[1].facets[0].scale : v[0].scale,
    C = { axes: Lt, series: Et },
    w = (e.drawOrder || [`axes`, `series`]).map((e) => C[e]);
  function T(e) {
    const t =
      e.distr == 3
        ? (t) => Mi(t > 0 ? t : e.clamp(r, t, e.min, e.max, e.key))
        : e.distr == 4
          ? (t) => Fi(t, e.asinh)
          : e.distr == 100
            ? (t) => e.fwd(t)
            : (e) => e;
    return (n) => {
      const r = t(n),
        { _min: i, _max: a } = e,
        o = a - i;
      return (r - i) / o;
    };
  }
  function E(t) {
    let n = b[t];
    if (n == null) {
      const r = (e.scales || ea)[t] || ea;
      if (r.from != null) {
        E(r.from);
        const e = fa({}, b[r.from], r, { key: t });
        (e.valToPct = T(e)), (b[t] = e);
      } else {
        (n = b[t] = fa({}, t == S ? $o : es, r)), (n.key = t);
        let e = n.time,
          a = n.range,
          o = ra(a);
        if (
          (t != S || (i == 2 && !e)) &&
          (o &&
            (a[0] == null || a[1] == null) &&
            ((a = {
              min: a[0] == null ? mi : { mode: 1, hard: a[0], soft: a[0] },
              max: a[1] == null ? mi : { mode: 1, hard: a[1], soft: a[1] },
            }),
            (o = !1)),
          !o && sa(a))
        ) {
          const e = a;
          a = (t, n, r) => (n == null ? na : _i(n, r, e));
        }
        (n.range = Z(
          a ||
            (e
              ? Us
              : t == S
                ? n.distr == 3
                  ? Ks
                  : n.distr == 4
                    ? Js
                    : Hs
                : n.distr == 3
                  ? Gs
                  : n.distr == 4
                    ? qs
                    : Ws),
        )),
          (n.auto = Z(!o && n.auto)),
          (n.clamp = Z(n.clamp || Qo)),
          (n._min = n._max = null),
          (n.valToPct = T(n));
      }
    }
  }
  E(`x`),
    E(`y`),
    i == 1 &&
      v.forEach((e) => {
        E(e.scale);
      }),
    y.forEach((e) => {
      E(e.scale);
    });
  for (const t in e.scales) E(t);
  let D = b[S],
    O = D.distr,
    k,
    ee;
  D.ori == 0 ? (Wr(l, er), (k = a), (ee = o)) : (Wr(l, tr), (k = o), (ee = a));
  const A = {};
  for (const e in b) {
    const t = b[e];
    (t.min != null || t.max != null) && ((A[e] = { min: t.min, max: t.max }), (t.min = t.max = null));
  }
  const te = e.tzDate || ((e) => new Date(Ei(e / _))),
    ne = e.fmtDate || Aa,
    re = _ == 1 ? Qa(te) : to(te),
    ie = ro(te, no(_ == 1 ? Za : eo, ne)),
    ae = co(te, oo(so, ne)),
    oe = [],
    j = (r.legend = fa({}, fo, e.legend)),
    M = (r.cursor = fa({}, xo, { drag: { y: i == 2 } }, e.cursor)),
    se = j.show,
    N = M.show,
    P = j.markers;
  (j.idxs = oe), (P.width = Z(P.width)), (P.dash = Z(P.dash)), (P.stroke = Z(P.stroke)), (P.fill = Z(P.fill));
  let F,
    ce,
    le,
    ue = [],
    de = [],
    fe,
    pe = !1,
    I = {};
  if (j.live) {
    const e = v[1] ? v[1].values : null;
    (pe = e != null), (fe = pe ? e(r, 1, 0) : { _: 0 });
    for (const e in fe) I[e] = Lr;
  }
  if (se) {
    if (((F = Kr(`table`, fr, l)), (le = Kr(`tbody`, null, F)), j.mount(r, F), pe)) {
      ce = Kr(`thead`, null, F, le);
      const e = Kr(`tr`, null, ce);
      for (var me in (Kr(`th`, null, e), fe)) Kr(`th`, _r, e).textContent = me;
    } else Wr(F, mr), j.live && Wr(F, pr);
  }
  const he = { show: !0 },
    ge = { show: !1 };
  function _e(e, t) {
    if (t == 0 && (pe || !j.live || i == 2)) return na;
    const n = [],
      a = Kr(`tr`, hr, le, le.childNodes[t]);
    Wr(a, e.class), e.show || Wr(a, sr);
    const o = Kr(`th`, null, a);
    if (P.show) {
      const e = qr(gr, o);
      if (t > 0) {
        const n = P.width(r, t);
        n && (e.style.border = n + `px ` + P.dash(r, t) + ` ` + P.stroke(r, t)),
          (e.style.background = P.fill(r, t));
      }
    }
    const s = qr(_r, o);
    for (var c in (e.label instanceof HTMLElement ? s.appendChild(e.label) : (s.textContent = e.label),
    t > 0 &&
      (P.show || (s.style.color = e.width > 0 ? P.stroke(r, t) : P.fill(r, t)),
      ye(
        `click`,
        o,
        (t) => {
          if (M._lock) return;
          He(t);
          const n = v.indexOf(e);
          if ((t.ctrlKey || t.metaKey) != j.isolate) {
            const e = v.some((e, t) => t > 0 && t != n && e.show);
            v.forEach((t, r) => {
              r > 0 && fn(r, e ? (r == n ? he : ge) : he, !0, Zn.setSeries);
            });
          } else fn(n, { show: !e.show }, !0, Zn.setSeries);
        },
        !1,
      ),
      Ue &&
        ye(
          Ar,
          o,
          (t) => {
            M._lock || (He(t), fn(v.indexOf(e), bn, !0, Zn.setSeries));
          },
          !1,
        )),
    fe)) {
      const e = Kr(`td`, vr, a);
      (e.textContent = `--`), n.push(e);
    }
    return [a, n];
  }
  const ve = new Map();
  function ye(e, t, n, i = !0) {
    const a = ve.get(t) || {},
      o = M.bind[e](r, t, n, i);
    o && (ni(e, t, (a[e] = o)), ve.set(t, a));
  }
  function be(e, t, n) {
    const r = ve.get(t) || {};
    for (const n in r) (e == null || n == e) && (ri(n, t, r[n]), delete r[n]);
    e ?? ve.delete(t);
  }
  let L = 0,
    xe = 0,
    R = 0,
    z = 0,
    B = 0,
    Se = 0,
    Ce = B,
    we = Se,
    Te = R,
    Ee = z,
    De = 0,
    Oe = 0,
    ke = 0,
    Ae = 0;
  r.bbox = {};
  let je = !1,
    Me = !1,
    Ne = !1,
    Pe = !1,
    Fe = !1,
    Ie = !1;
  function Le(e, t, n) {
    (n || e != r.width || t != r.height) && Re(e, t), Rt(!1), (Ne = !0), (Me = !0), Ut();
  }
  function Re(e, t) {
    (r.width = L = R = e), (r.height = xe = z = t), (B = Se = 0), Ve(), V();
    const n = r.bbox;
    (De = n.left = Ji(B * J, 0.5)),
      (Oe = n.top = Ji(Se * J, 0.5)),
      (ke = n.width = Ji(R * J, 0.5)),
      (Ae = n.height = Ji(z * J, 0.5));
  }
  function ze() {
    let e = !1,
      t = 0;
    for (; !e; ) {
      t++;
      const n = Ft(t),
        i = It(t);
      (e = t == 3 || (n && i)), e || (Re(r.width, r.height), (Me = !0));
    }
  }
  function Be({ width: e, height: t }) {
    Le(e, t);
  }
  r.setSize = Be;
  function Ve() {
    let e = !1,
      t = !1,
      n = !1,
      r = !1;
    y.forEach((i, a) => {
      if (i.show && i._show) {
        const { side: a, _size: o } = i,
          s = a % 2,
          c = o + (i.label == null ? 0 : i.labelSize);
        c > 0 &&
          (s
            ? ((R -= c), a == 3 ? ((B += c), (r = !0)) : (n = !0))
            : ((z -= c), a == 0 ? ((Se += c), (e = !0)) : (t = !0)));
      }
    }),
      (Qe[0] = e),
      (Qe[1] = n),
      (Qe[2] = t),
      (Qe[3] = r),
      (R -= nt[1] + nt[3]),
      (B += nt[3]),
      (z -= nt[2] + nt[0]),
      (Se += nt[0]);
  }
  function V() {
    let e = B + R,
      t = Se + z,
      n = B,
      r = Se;
    function i(i, a) {
      switch (i) {
        case 1:
          return (e += a), e - a;
        case 2:
          return (t += a), t - a;
        case 3:
          return (n -= a), n + a;
        case 0:
          return (r -= a), r + a;
      }
    }
    y.forEach((e, t) => {
      if (e.show && e._show) {
        const t = e.side;
        (e._pos = i(t, e._size)), e.label != null && (e._lpos = i(t, e.labelSize));
      }
    });
  }
  if (M.dataIdx == null) {
    const e = M.hover,
      n = (e.skip = new Set(e.skip ?? []));
    n.add(void 0);
    const r = (e.prox = Z(e.prox)),
      i = (e.bias ??= 0);
    M.dataIdx = (e, a, o, s) => {
      if (a == 0) return o;
      let c = o,
        l = r(e, a, o, s) ?? Ii,
        u = l >= 0 && l < Ii,
        d = D.ori == 0 ? R : z,
        f = M.left,
        p = t[0],
        m = t[a];
      if (n.has(m[o])) {
        c = null;
        let e = null,
          t = null,
          r;
        if (i == 0 || i == -1) for (r = o; e == null && r-- > 0; ) n.has(m[r]) || (e = r);
        if (i == 0 || i == 1) for (r = o; t == null && r++ < m.length; ) n.has(m[r]) || (t = r);
        if (e != null || t != null) {
          if (u) {
            const n = e == null ? -1 / 0 : k(p[e], D, d, 0),
              r = t == null ? 1 / 0 : k(p[t], D, d, 0),
              i = f - n,
              a = r - f;
            i <= a ? i <= l && (c = e) : a <= l && (c = t);
          } else c = t == null ? e : e == null ? t : o - e <= t - o ? e : t;
        }
      } else u && wi(f - k(p[o], D, d, 0)) > l && (c = null);
      return c;
    };
  }
  const He = (e) => {
    M.event = e;
  };
  (M.idxs = oe), (M._lock = !1);
  const H = M.points;
  (H.show = Z(H.show)),
    (H.size = Z(H.size)),
    (H.stroke = Z(H.stroke)),
    (H.width = Z(H.width)),
    (H.fill = Z(H.fill));
  const U = (r.focus = fa({}, e.focus || { alpha: 0.3 }, M.focus)),
    Ue = U.prox >= 0,
    We = Ue && H.one,
    Ge = [],
    Ke = [],
    qe = [];
  function Je(e, t) {
    const n = H.show(r, t);
    if (n instanceof HTMLElement)
      return Wr(n, dr), Wr(n, e.class), Yr(n, -10, -10, R, z), m.insertBefore(n, Ge[t]), n;
  }
  function Ye(e, t) {
    if (i == 1 || t > 0) {
      const t = i == 1 && b[e.scale].time,
        n = e.value;
      (e.value = t ? (oa(n) ? co(te, oo(n, ne)) : n || ae) : n || Wo), (e.label = e.label || (t ? jo : Ao));
    }
    if (We || t > 0) {
      (e.width = e.width == null ? 1 : e.width),
        (e.paths = e.paths || Ls || Ui),
        (e.fillTo = Z(e.fillTo || ss)),
        (e.pxAlign = +X(e.pxAlign, h)),
        (e.pxRound = fs(e.pxAlign)),
        (e.stroke = Z(e.stroke || null)),
        (e.fill = Z(e.fill || null)),
        (e._stroke = e._fill = e._paths = e._focus = null);
      const t = Ko(ki(1, e.width), 1),
        n = (e.points = fa(
          {},
          {
            size: t,
            width: ki(1, t * 0.2),
            stroke: e.stroke,
            space: t * 2,
            paths: Rs,
            _stroke: null,
            _fill: null,
          },
          e.points,
        ));
      (n.show = Z(n.show)),
        (n.filter = Z(n.filter)),
        (n.fill = Z(n.fill)),
        (n.stroke = Z(n.stroke)),
        (n.paths = Z(n.paths)),
        (n.pxAlign = e.pxAlign);
    }
    if (se) {
      const n = _e(e, t);
      ue.splice(t, 0, n[0]), de.splice(t, 0, n[1]), j.values.push(null);
    }
    if (N) {
      oe.splice(t, 0, null);
      let n = null;
      We ? t == 0 && (n = Je(e, t)) : t > 0 && (n = Je(e, t)),
        Ge.splice(t, 0, n),
        Ke.splice(t, 0, 0),
        qe.splice(t, 0, 0);
    }
    Yn(`addSeries`, t);
  }
  function Xe(e, t) {
    (t ??= v.length), (e = i == 1 ? Vs(e, t, Mo, Zo) : Vs(e, t, {}, Xo)), v.splice(t, 0, e), Ye(v[t], t);
  }
  r.addSeries = Xe;
  function Ze(e) {
    if ((v.splice(e, 1), se)) {
      j.values.splice(e, 1), de.splice(e, 1);
      const t = ue.splice(e, 1)[0];
      be(null, t.firstChild), t.remove();
    }
    N && (oe.splice(e, 1), Ge.splice(e, 1)[0].remove(), Ke.splice(e, 1), qe.splice(e, 1)), Yn(`delSeries`, e);
  }
  r.delSeries = Ze;
  const Qe = [!1, !1, !1, !1];
  function $e(e, t) {
    if (((e._show = e.show), e.show)) {
      let n = e.side % 2,
        i = b[e.scale];
      i ??= ((e.scale = n ? v[1].scale : S), b[e.scale]);
      const a = i.time;
      (e.size = Z(e.size)),
        (e.space = Z(e.space)),
        (e.rotate = Z(e.rotate)),
        ra(e.incrs) &&
          e.incrs.forEach((e) => {
            !Zi.has(e) && Zi.set(e, Qi(e));
          }),
        (e.incrs = Z(e.incrs || (i.distr == 2 ? La : a ? (_ == 1 ? Xa : $a) : Ra))),
        (e.splits = Z(e.splits || (a && i.distr == 1 ? re : i.distr == 3 ? Fo : i.distr == 4 ? Io : Po))),
        (e.stroke = Z(e.stroke)),
        (e.grid.stroke = Z(e.grid.stroke)),
        (e.ticks.stroke = Z(e.ticks.stroke)),
        (e.border.stroke = Z(e.border.stroke));
      const o = e.values;
      (e.values =
        ra(o) && !ra(o[0]) ? Z(o) : a ? (ra(o) ? ro(te, no(o, ne)) : oa(o) ? io(te, o) : o || ie) : o || No),
        (e.filter = Z(e.filter || (i.distr >= 3 && i.log == 10 ? Ho : i.distr == 3 && i.log == 2 ? Uo : Hi))),
        (e.font = Xs(e.font)),
        (e.labelFont = Xs(e.labelFont)),
        (e._size = e.size(r, null, t, 0)),
        (e._space = e._rotate = e._incrs = e._found = e._splits = e._values = null),
        e._size > 0 && ((Qe[t] = !0), (e._el = qr(or, f)));
    }
  }
  function et(e, t, n, r) {
    let [i, a, o, s] = n,
      c = t % 2,
      l = 0;
    return (
      c == 0 && (s || a) && (l = (t == 0 && !i) || (t == 2 && !o) ? Ei(ko.size / 3) : 0),
      c == 1 && (i || o) && (l = (t == 1 && !a) || (t == 3 && !s) ? Ei(Go.size / 2) : 0),
      l
    );
  }
  let tt = (r.padding = (e.padding || [et, et, et, et]).map((e) => Z(X(e, et)))),
    nt = (r._padding = tt.map((e, t) => e(r, t, Qe, 0))),
    rt,
    it = null,
    W = null,
    at = i == 1 ? v[0].idxs : null,
    ot = null,
    st = !1;
  function ct(e, n) {
    if (((t = e ?? []), (r.data = r._data = t), i == 2)) {
      rt = 0;
      for (let e = 1; e < v.length; e++) rt += t[e][0].length;
    } else {
      t.length == 0 && (r.data = r._data = t = [[]]), (ot = t[0]), (rt = ot.length);
      let e = t;
      if (O == 2) {
        e = t.slice();
        const n = (e[0] = Array(rt));
        for (let e = 0; e < rt; e++) n[e] = e;
      }
      r._data = t = e;
    }
    if ((Rt(!0), Yn(`setData`), O == 2 && (Ne = !0), n !== !1)) {
      const e = D;
      e.auto(r, st) ? lt() : dn(S, e.min, e.max), (Pe ||= M.left >= 0), (Ie = !0), Ut();
    }
  }
  r.setData = ct;
  function lt() {
    st = !0;
    let e, n;
    i == 1 &&
      (rt > 0
        ? ((it = at[0] = 0),
          (W = at[1] = rt - 1),
          (e = t[0][it]),
          (n = t[0][W]),
          O == 2
            ? ((e = it), (n = W))
            : e == n &&
              (O == 3
                ? ([e, n] = di(e, e, D.log, !1))
                : O == 4
                  ? ([e, n] = fi(e, e, D.log, !1))
                  : D.time
                    ? (n = e + Ei(86400 / _))
                    : ([e, n] = _i(e, n, pi, !0))))
        : ((it = at[0] = e = null), (W = at[1] = n = null))),
      dn(S, e, n);
  }
  let ut, dt, ft, pt, mt, ht, gt, _t, vt, yt;
  function bt(e, t, n, r, i, a) {
    (e ??= Er),
      (n ??= ta),
      (r ??= `butt`),
      (i ??= Er),
      (a ??= `round`),
      e != ut && (d.strokeStyle = ut = e),
      i != dt && (d.fillStyle = dt = i),
      t != ft && (d.lineWidth = ft = t),
      a != mt && (d.lineJoin = mt = a),
      r != ht && (d.lineCap = ht = r),
      n != pt && d.setLineDash((pt = n));
  }
  function xt(e, t, n, r) {
    t != dt && (d.fillStyle = dt = t),
      e != gt && (d.font = gt = e),
      n != _t && (d.textAlign = _t = n),
      r != vt && (d.textBaseline = vt = r);
  }
  function St(e, t, n, i, a = 0) {
    if (i.length > 0 && e.auto(r, st) && (t == null || t.min == null)) {
      const t = X(it, 0),
        r = X(W, i.length - 1),
        o = n.min == null ? ui(i, t, r, a, e.distr == 3) : [n.min, n.max];
      (e.min = Oi(e.min, (n.min = o[0]))), (e.max = ki(e.max, (n.max = o[1])));
    }
  }
  const Ct = { min: null, max: null };
  function wt() {
    for (const e in b) {
      const t = b[e];
      A[e] == null && (t.min == null || (A[S] != null && t.auto(r, st))) && (A[e] = Ct);
    }
    for (const e in b) {
      const t = b[e];
      A[e] == null && t.from != null && A[t.from] != null && (A[e] = Ct);
    }
    A[S] != null && Rt(!0);
    const e = {};
    for (const t in A) {
      const n = A[t];
      if (n != null) {
        const a = (e[t] = da(b[t], ca));
        if (n.min != null) fa(a, n);
        else if (t != S || i == 2) {
          if (rt == 0 && a.from == null) {
            const e = a.range(r, null, null, t);
            (a.min = e[0]), (a.max = e[1]);
          } else (a.min = Ii), (a.max = -1 / 0);
        }
      }
    }
    if (rt > 0) {
      v.forEach((n, a) => {
        if (i == 1) {
          const i = n.scale,
            o = A[i];
          if (o == null) return;
          const s = e[i];
          if (a == 0) {
            const e = s.range(r, s.min, s.max, i);
            (s.min = e[0]),
              (s.max = e[1]),
              (it = ii(s.min, t[0])),
              (W = ii(s.max, t[0])),
              W - it > 1 && (t[0][it] < s.min && it++, t[0][W] > s.max && W--),
              (n.min = ot[it]),
              (n.max = ot[W]);
          } else n.show && n.auto && St(s, o, n, t[a], n.sorted);
          (n.idxs[0] = it), (n.idxs[1] = W);
        } else if (a > 0 && n.show && n.auto) {
          const [r, i] = n.facets,
            o = r.scale,
            s = i.scale,
            [c, l] = t[a],
            u = e[o],
            d = e[s];
          u != null && St(u, A[o], r, c, r.sorted),
            d != null && St(d, A[s], i, l, i.sorted),
            (n.min = i.min),
            (n.max = i.max);
        }
      });
      for (const t in e) {
        const n = e[t],
          i = A[t];
        if (n.from == null && (i == null || i.min == null)) {
          const e = n.range(r, n.min == Ii ? null : n.min, n.max == -1 / 0 ? null : n.max, t);
          (n.min = e[0]), (n.max = e[1]);
        }
      }
    }
    for (const t in e) {
      const n = e[t];
      if (n.from != null) {
        const i = e[n.from];
        if (i.min == null) n.min = n.max = null;
        else {
          const e = n.range(r, i.min, i.max, t);
          (n.min = e[0]), (n.max = e[1]);
        }
      }
    }
    let n = {},
      a = !1;
    for (const t in e) {
      const r = e[t],
        i = b[t];
      if (i.min != r.min || i.max != r.max) {
        (i.min = r.min), (i.max = r.max);
        const e = i.distr;
        (i._min = e == 3 ? Mi(i.min) : e == 4 ? Fi(i.min, i.asinh) : e == 100 ? i.fwd(i.min) : i.min),
          (i._max = e == 3 ? Mi(i.max) : e == 4 ? Fi(i.max, i.asinh) : e == 100 ? i.fwd(i.max) : i.max),
          (n[t] = a = !0);
      }
    }
    if (a) {
      v.forEach((e, t) => {
        i == 2 ? t > 0 && n.y && (e._paths = null) : n[e.scale] && (e._paths = null);
      });
      for (const e in n) (Ne = !0), Yn(`setScale`, e);
      N && M.left >= 0 && (Pe = Ie = !0);
    }
    for (const e in A) A[e] = null;
  }
  function Tt(e) {
    let t = Ri(it - 1, 0, rt - 1),
      n = Ri(W + 1, 0, rt - 1);
    for (; e[t] == null && t > 0; ) t--;
    for (; e[n] == null && n < rt - 1; ) n++;
    return [t, n];
  }
  function Et() {
    if (rt > 0) {
      const e = v.some((e) => e._focus) && yt != U.alpha;
      e && (d.globalAlpha = yt = U.alpha),
        v.forEach((e, n) => {
          if (n > 0 && e.show && (Dt(n, !1), Dt(n, !0), e._paths == null)) {
            const a = yt;
            yt != e.alpha && (d.globalAlpha = yt = e.alpha);
            const o = i == 2 ? [0, t[n][0].length - 1] : Tt(t[n]);
            (e._paths = e.paths(r, n, o[0], o[1])), yt != a && (d.globalAlpha = yt = a);
          }
        }),
        v.forEach((e, t) => {
          if (t > 0 && e.show) {
            const n = yt;
            yt != e.alpha && (d.globalAlpha = yt = e.alpha), e._paths != null && Ot(t, !1);
            {
              const n = e._paths == null ? null : e._paths.gaps,
                i = e.points.show(r, t, it, W, n),
                a = e.points.filter(r, t, i, n);
              (i || a) && ((e.points._paths = e.points.paths(r, t, it, W, a)), Ot(t, !0));
            }
            yt != n && (d.globalAlpha = yt = n), Yn(`drawSeries`, t);
          }
        }),
        e && (d.globalAlpha = yt = 1);
    }
  }
  function Dt(e, t) {
    const n = t ? v[e].points : v[e];
    (n._stroke = n.stroke(r, e)), (n._fill = n.fill(r, e));
  }
  function Ot(e, t) {
    let n = t ? v[e].points : v[e],
      {
        stroke: r,
        fill: i,
        clip: a,
        flags: o,
        _stroke: s = n._stroke,
        _fill: c = n._fill,
        _width: l = n.width,
      } = n._paths;
    l = Q(l * J, 3);
    let u = null,
      f = (l % 2) / 2;
    t && c == null && (c = l > 0 ? `#fff` : s);
    const p = n.pxAlign == 1 && f > 0;
    if ((p && d.translate(f, f), !t)) {
      const e = De - l / 2,
        t = Oe - l / 2,
        n = ke + l,
        r = Ae + l;
      (u = new Path2D()), u.rect(e, t, n, r);
    }
    t ? At(s, l, n.dash, n.cap, c, r, i, o, a) : kt(e, s, l, n.dash, n.cap, c, r, i, o, u, a),
      p && d.translate(-f, -f);
  }
  function kt(e, n, i, a, o, s, c, l, u, d, f) {
    let p = !1;
    u != 0 &&
      x.forEach((m, h) => {
        if (m.series[0] == e) {
          let e = v[m.series[1]],
            g = t[m.series[1]],
            _ = (e._paths || ea).band;
          ra(_) && (_ = m.dir == 1 ? _[0] : _[1]);
          let y,
            b = null;
          e.show && _ && vi(g, it, W) ? ((b = m.fill(r, h) || s), (y = e._paths.clip)) : (_ = null),
            At(n, i, a, o, b, c, l, u, d, f, y, _),
            (p = !0);
        }
      }),
      p || At(n, i, a, o, s, c, l, u, d, f);
  }
  function At(e, t, n, r, i, a, o, s, c, l, u, f) {
    bt(e, t, n, r, i),
      (c || l || f) && (d.save(), c && d.clip(c), l && d.clip(l)),
      f
        ? (s & 3) == 3
          ? (d.clip(f), u && d.clip(u), Mt(i, o), jt(e, a, t))
          : s & is
            ? (Mt(i, o), d.clip(f), jt(e, a, t))
            : s & rs && (d.save(), d.clip(f), u && d.clip(u), Mt(i, o), d.restore(), jt(e, a, t))
        : (Mt(i, o), jt(e, a, t)),
      (c || l || f) && d.restore();
  }
  function jt(e, t, n) {
    n > 0 &&
      (t instanceof Map
        ? t.forEach((e, t) => {
            (d.strokeStyle = ut = t), d.stroke(e);
          })
        : t != null && e && d.stroke(t));
  }
  function Mt(e, t) {
    t instanceof Map
      ? t.forEach((e, t) => {
          (d.fillStyle = dt = t), d.fill(e);
        })
      : t != null && e && d.fill(t);
  }
  function Nt(e, t, n, i) {
    let a = y[e],
      o;
    if (i <= 0) o = [0, 0];
    else {
      const s = (a._space = a.space(r, e, t, n, i));
      o = Ys(t, n, (a._incrs = a.incrs(r, e, t, n, i, s)), i, s);
    }
    return (a._found = o);
  }
  function Pt(e, t, n, r, i, a, o, s, c, l) {
    const u = (o % 2) / 2;
    h == 1 && d.translate(u, u), bt(s, o, c, l, s), d.beginPath();
    let f,
      p,
      m,
      g,
      _ = i + (r == 0 || r == 3 ? -a : a);
    n == 0 ? ((p = i), (g = _)) : ((f = i), (m = _));
    for (let r = 0; r < e.length; r++)
      t[r] != null && (n == 0 ? (f = m = e[r]) : (p = g = e[r]), d.moveTo(f, p), d.lineTo(m, g));
    d.stroke(), h == 1 && d.translate(-u, -u);
  }
  function Ft(e) {
    let t = !0;
    return (
      y.forEach((n, i) => {
        if (!n.show) return;
        const a = b[n.scale];
        if (a.min == null) {
          n._show && ((t = !1), (n._show = !1), Rt(!1));
          return;
        }
        n._show || ((t = !1), (n._show = !0), Rt(!1));
        const o = n.side,
          s = o % 2,
          { min: c, max: l } = a,
          [u, d] = Nt(i, c, l, s == 0 ? R : z);
        if (d == 0) return;
        const f = a.distr == 2,
          p = (n._splits = n.splits(r, i, c, l, u, d, f)),
          m = a.distr == 2 ? p.map((e) => ot[e]) : p,
          h = a.distr == 2 ? ot[p[1]] - ot[p[0]] : u,
          g = (n._values = n.values(r, n.filter(r, m, i, d, h), i, d, h));
        n._rotate = o == 2 ? n.rotate(r, g, i, d) : 0;
        const _ = n._size;
        (n._size = Di(n.size(r, g, i, e))), _ != null && n._size != _ && (t = !1);
      }),
      t
    );
  }
  function It(e) {
    let t = !0;
    return (
      tt.forEach((n, i) => {
        const a = n(r, i, Qe, e);
        a != nt[i] && (t = !1), (nt[i] = a);
      }),
      t
    );
  }
  function Lt() {
    for (let e = 0; e < y.length; e++) {
      const t = y[e];
      if (!t.show || !t._show) continue;
      let n = t.side,
        i = n % 2,
        a,
        o,
        c = t.stroke(r, e),
        l = n == 0 || n == 3 ? -1 : 1,
        [u, f] = t._found;
      if (t.label != null) {
        const s = t.labelGap * l,
          p = Ei((t._lpos + s) * J);
        xt(t.labelFont[0], c, `center`, n == 2 ? xr : Sr),
          d.save(),
          i == 1
            ? ((a = o = 0), d.translate(p, Ei(Oe + Ae / 2)), d.rotate((n == 3 ? -Ci : Ci) / 2))
            : ((a = Ei(De + ke / 2)), (o = p));
        const m = zi(t.label) ? t.label(r, e, u, f) : t.label;
        d.fillText(m, a, o), d.restore();
      }
      if (f == 0) continue;
      const p = b[t.scale],
        m = i == 0 ? ke : Ae,
        h = i == 0 ? De : Oe,
        _ = t._splits,
        v = p.distr == 2 ? _.map((e) => ot[e]) : _,
        x = p.distr == 2 ? ot[_[1]] - ot[_[0]] : u,
        S = t.ticks,
        C = t.border,
        w = S.show ? S.size : 0,
        T = Ei(w * J),
        E = Ei((t.alignTo == 2 ? t._size - w - t.gap : t.gap) * J),
        D = (t._rotate * -Ci) / 180,
        O = g(t._pos * J),
        k = O + (T + E) * l;
      (o = i == 0 ? k : 0), (a = i == 1 ? k : 0);
      const ee = t.font[0];
      xt(
        ee,
        c,
        t.align == 1
          ? Cr
          : t.align == 2
            ? wr
            : D > 0
              ? Cr
              : D < 0
                ? wr
                : i == 0
                  ? `center`
                  : n == 3
                    ? wr
                    : Cr,
        D || i == 1 ? `middle` : n == 2 ? xr : Sr,
      );
      const A = t.font[1] * t.lineGap,
        te = _.map((e) => g(s(e, p, m, h))),
        ne = t._values;
      for (let e = 0; e < ne.length; e++) {
        let t = ne[e];
        if (t != null) {
          i == 0 ? (a = te[e]) : (o = te[e]), (t = `` + t);
          const n =
            t.indexOf(`
`) == -1
              ? [t]
              : t.split(/\n/gm);
          for (let e = 0; e < n.length; e++) {
            const t = n[e];
            D
              ? (d.save(), d.translate(a, o + e * A), d.rotate(D), d.fillText(t, 0, 0), d.restore())
              : d.fillText(t, a, o + e * A);
          }
        }
      }
      S.show && Pt(te, S.filter(r, v, e, f, x), i, n, O, T, Q(S.width * J, 3), S.stroke(r, e), S.dash, S.cap);
      const re = t.grid;
      re.show &&
        Pt(
          te,
          re.filter(r, v, e, f, x),
          i,
          i == 0 ? 2 : 1,
          i == 0 ? Oe : De,
          i == 0 ? Ae : ke,
          Q(re.width * J, 3),
          re.stroke(r, e),
          re.dash,
          re.cap,
        ),
        C.show &&
          Pt(
            [O],
            [1],
            +(i == 0),
            i == 0 ? 1 : 2,
            i == 1 ? Oe : De,
            i == 1 ? Ae : ke,
            Q(C.width * J, 3),
            C.stroke(r, e),
            C.dash,
            C.cap,
          );
    }
    Yn(`drawAxes`);
  }
  function Rt(e) {
    v.forEach((t, n) => {
      n > 0 &&
        ((t._paths = null),
        e &&
          (i == 1
            ? ((t.min = null), (t.max = null))
            : t.facets.forEach((e) => {
                (e.min = null), (e.max = null);
              })));
    });
  }
  let zt = !1,
    Bt = !1,
    Vt = [];
  function Ht() {
    Bt = !1;
    for (let e = 0; e < Vt.length; e++) Yn(...Vt[e]);
    Vt.length = 0;
  }
  function Ut() {
    zt ||= (va(Gt), !0);
  }
  function Wt(e, t = !1) {
    (zt = !0), (Bt = t), e(r), Gt(), t && Vt.length > 0 && queueMicrotask(Ht);
  }
  r.batch = Wt;
  function Gt() {
    if (((je &&= (wt(), !1)), (Ne &&= (ze(), !1)), Me)) {
      if (
        (Y(p, Cr, B),
        Y(p, xr, Se),
        Y(p, yr, R),
        Y(p, br, z),
        Y(m, Cr, B),
        Y(m, xr, Se),
        Y(m, yr, R),
        Y(m, br, z),
        Y(f, yr, L),
        Y(f, br, xe),
        (u.width = Ei(L * J)),
        (u.height = Ei(xe * J)),
        y.forEach(({ _el: e, _show: t, _size: n, _pos: r, side: i }) => {
          if (e != null) {
            if (t) {
              const t = i === 3 || i === 0 ? n : 0,
                a = i % 2 == 1;
              Y(e, a ? `left` : `top`, r - t),
                Y(e, a ? `width` : `height`, n),
                Y(e, a ? `top` : `left`, a ? Se : B),
                Y(e, a ? `height` : `width`, a ? z : R),
                Gr(e, sr);
            } else Wr(e, sr);
          }
        }),
        (ut = dt = ft = mt = ht = gt = _t = vt = pt = null),
        (yt = 1),
        Nn(!0),
        B != Ce || Se != we || R != Te || z != Ee)
      ) {
        Rt(!1);
        const e = R / Te,
          t = z / Ee;
        if (N && !Pe && M.left >= 0) {
          (M.left *= e), (M.top *= t), Yt && Yr(Yt, Ei(M.left), 0, R, z), Xt && Yr(Xt, 0, Ei(M.top), R, z);
          for (let n = 0; n < Ge.length; n++) {
            const r = Ge[n];
            r != null && ((Ke[n] *= e), (qe[n] *= t), Yr(r, Di(Ke[n]), Di(qe[n]), R, z));
          }
        }
        if (q.show && !Fe && q.left >= 0 && q.width > 0) {
          (q.left *= e), (q.width *= e), (q.top *= t), (q.height *= t);
          for (const e in In) Y(cn, e, q[e]);
        }
        (Ce = B), (we = Se), (Te = R), (Ee = z);
      }
      Yn(`setSize`), (Me = !1);
    }
    L > 0 &&
      xe > 0 &&
      (d.clearRect(0, 0, u.width, u.height), Yn(`drawClear`), w.forEach((e) => e()), Yn(`draw`)),
      q.show && Fe && (ln(q), (Fe = !1)),
      N && Pe && (jn(null, !0, !1), (Pe = !1)),
      j.show && j.live && Ie && (kn(), (Ie = !1)),
      c || ((c = !0), (r.status = 1), Yn(`ready`)),
      (st = !1),
      (zt = !1);
  }
  r.redraw = (e, t) => {
    (Ne = t || !1), e === !1 ? Ut() : dn(S, D.min, D.max);
  };
  function Kt(e, n) {
    const i = b[e];
    if (i.from == null) {
      if (rt == 0) {
        const t = i.range(r, n.min, n.max, e);
        (n.min = t[0]), (n.max = t[1]);
      }
      if (n.min > n.max) {
        const e = n.min;
        (n.min = n.max), (n.max = e);
      }
      if (rt > 1 && n.min != null && n.max != null && n.max - n.min < 1e-16) return;
      e == S &&
        i.distr == 2 &&
        rt > 0 &&
        ((n.min = ii(n.min, t[0])), (n.max = ii(n.max, t[0])), n.min == n.max && n.max++),
        (A[e] = n),
        (je = !0),
        Ut();
    }
  }
  r.setScale = Kt;
  let qt,
    Jt,
    Yt,
    Xt,
    Zt,
    Qt,
    $t,
    en,
    tn,
    nn,
    G,
    K,
    rn = !1,
    an = M.drag,
    on = an.x,
    sn = an.y;
  N &&
    (M.x && (qt = qr(lr, m)),
    M.y && (Jt = qr(ur, m)),
    D.ori == 0 ? ((Yt = qt), (Xt = Jt)) : ((Yt = Jt), (Xt = qt)),
    (G = M.left),
    (K = M.top));
  const q = (r.select = fa({ show: !0, over: !0, left: 0, width: 0, top: 0, height: 0 }, e.select)),
    cn = q.show ? qr(cr, q.over ? m : p) : null;
  function ln(e, t) {
    if (q.show) {
      for (const t in e) (q[t] = e[t]), t in In && Y(cn, t, e[t]);
      t !== !1 && Yn(`setSelect`);
    }
  }
  r.setSelect = ln;
  function un(e) {
    if (v[e].show) se && Gr(ue[e], sr);
    else if ((se && Wr(ue[e], sr), N)) {
      const t = We ? Ge[0] : Ge[e];
      t != null && Yr(t, -10, -10, R, z);
    }
  }
  function dn(e, t, n) {
    Kt(e, { min: t, max: n });
  }
  function fn(e, t, n, a) {
    t.focus != null && xn(e),
      t.show != null &&
        v.forEach((n, r) => {
          r > 0 &&
            (e == r || e == null) &&
            ((n.show = t.show),
            un(r),
            i == 2
              ? (dn(n.facets[0].scale, null, null), dn(n.facets[1].scale, null, null))
              : dn(n.scale, null, null),
            Ut());
        }),
      n !== !1 && Yn(`setSeries`, e, t),
      a && Nr(`setSeries`, r, e, t);
  }
  r.setSeries = fn;
  function pn(e, t) {
    fa(x[e], t);
  }
  function mn(e, t) {
    (e.fill = Z(e.fill || null)), (e.dir = X(e.dir, -1)), (t ??= x.length), x.splice(t, 0, e);
  }
  function hn(e) {
    e == null ? (x.length = 0) : x.splice(e, 1);
  }
  (r.addBand = mn), (r.setBand = pn), (r.delBand = hn);
  function gn(e, t) {
    (v[e].alpha = t),
      N && Ge[e] != null && (Ge[e].style.opacity = t),
      se && ue[e] && (ue[e].style.opacity = t);
  }
  let _n,
    vn,
    yn,
    bn = { focus: !0 };
  function xn(e) {
    if (e != yn) {
      const t = e == null,
        n = U.alpha != 1;
      v.forEach((r, a) => {
        if (i == 1 || a > 0) {
          const i = t || a == 0 || a == e;
          (r._focus = t ? null : i), n && gn(a, i ? 1 : U.alpha);
        }
      }),
        (yn = e),
        n && Ut();
    }
  }
  se &&
    Ue &&
    ye(jr, F, (e) => {
      M._lock || (He(e), yn != null && fn(null, bn, !0, Zn.setSeries));
    });
  function Sn(e, t, n) {
    const r = b[t];
    n && (e = e / J - (r.ori == 1 ? Se : B));
    let i = R;
    r.ori == 1 && ((i = z), (e = i - e)), r.dir == -1 && (e = i - e);
    const a = r._min,
      o = r._max,
      s = e / i,
      c = a + (o - a) * s,
      l = r.distr;
    return l == 3 ? Ai(10, c) : l == 4 ? Pi(c, r.asinh) : l == 100 ? r.bwd(c) : c;
  }
  function Cn(e, n) {
    return ii(Sn(e, S, n), t[0], it, W);
  }
  (r.valToIdx = (e) => ii(e, t[0])),
    (r.posToIdx = Cn),
    (r.posToVal = Sn),
    (r.valToPos = (e, t, n) =>
      b[t].ori == 0 ? a(e, b[t], n ? ke : R, n ? De : 0) : o(e, b[t], n ? Ae : z, n ? Oe : 0)),
    (r.setCursor = (e, t, n) => {
      (G = e.left), (K = e.top), jn(null, t, n);
    });
  function wn(e, t) {
    Y(cn, Cr, (q.left = e)), Y(cn, yr, (q.width = t));
  }
  function Tn(e, t) {
    Y(cn, xr, (q.top = e)), Y(cn, br, (q.height = t));
  }
  const En = D.ori == 0 ? wn : Tn,
    Dn = D.ori == 1 ? wn : Tn;
  function On() {
    if (se && j.live)
      for (let e = +(i == 2); e < v.length; e++) {
        if (e == 0 && pe) continue;
        let t = j.values[e],
          n = 0;
        for (const r in t) de[e][n++].firstChild.nodeValue = t[r];
      }
  }
  function kn(e, t) {
    if (
      (e != null &&
        (e.idxs
          ? e.idxs.forEach((e, t) => {
              oe[t] = e;
            })
          : aa(e.idx) || oe.fill(e.idx),
        (j.idx = oe[0])),
      se && j.live)
    ) {
      for (let e = 0; e < v.length; e++) (e > 0 || (i == 1 && !pe)) && An(e, oe[e]);
      On();
    }
    (Ie = !1), t !== !1 && Yn(`setLegend`);
  }
  r.setLegend = kn;
  function An(e, n) {
    let i = v[e],
      a = e == 0 && O == 2 ? ot : t[e],
      o;
    pe
      ? (o = i.values(r, e, n) ?? I)
      : ((o = i.value(r, n == null ? null : a[n], e, n)), (o = o == null ? I : { _: o })),
      (j.values[e] = o);
  }
  function jn(e, n, a) {
    (tn = G),
      (nn = K),
      ([G, K] = M.move(r, G, K)),
      (M.left = G),
      (M.top = K),
      N && (Yt && Yr(Yt, Ei(G), 0, R, z), Xt && Yr(Xt, 0, Ei(K), R, z));
    let o,
      s = it > W;
    (_n = Ii), (vn = null);
    const c = D.ori == 0 ? R : z,
      l = D.ori == 1 ? R : z;
    if (G < 0 || rt == 0 || s) {
      o = M.idx = null;
      for (let e = 0; e < v.length; e++) {
        const t = Ge[e];
        t != null && Yr(t, -10, -10, R, z);
      }
      Ue && fn(null, bn, !0, e == null && Zn.setSeries), j.live && (oe.fill(o), (Ie = !0));
    } else {
      let e, n, a;
      i == 1 &&
        ((e = D.ori == 0 ? G : K),
        (n = Sn(e, S)),
        (o = M.idx = ii(n, t[0], it, W)),
        (a = k(t[0][o], D, c, 0)));
      let s = -10,
        u = -10,
        d = 0,
        f = 0,
        p = !0,
        m = ``,
        h = ``;
      for (let e = +(i == 2); e < v.length; e++) {
        const g = v[e],
          _ = oe[e],
          y = _ == null ? null : i == 1 ? t[e][_] : t[e][1][_],
          x = M.dataIdx(r, e, o, n),
          S = x == null ? null : i == 1 ? t[e][x] : t[e][1][x];
        if (((Ie = Ie || S != y || x != _), (oe[e] = x), e > 0 && g.show)) {
          const n = x == null ? -10 : x == o ? a : k(i == 1 ? t[0][x] : t[e][0][x], D, c, 0),
            _ = S == null ? -10 : ee(S, i == 1 ? b[g.scale] : b[g.facets[1].scale], l, 0);
          if (Ue && S != null) {
            const t = D.ori == 1 ? G : K,
              n = wi(U.dist(r, e, x, _, t));
            if (n < _n) {
              const r = U.bias;
              if (r != 0) {
                const i = Sn(t, g.scale),
                  a = S >= 0 ? 1 : -1,
                  o = i >= 0 ? 1 : -1;
                o == a &&
                  (o == 1 ? (r == 1 ? S >= i : S <= i) : r == 1 ? S <= i : S >= i) &&
                  ((_n = n), (vn = e));
              } else (_n = n), (vn = e);
            }
          }
          if (Ie || We) {
            let t, i;
            D.ori == 0 ? ((t = n), (i = _)) : ((t = _), (i = n));
            let a,
              o,
              c,
              l,
              g,
              v,
              y = !0,
              b = H.bbox;
            if (b != null) {
              y = !1;
              const t = b(r, e);
              (c = t.left), (l = t.top), (a = t.width), (o = t.height);
            } else (c = t), (l = i), (a = o = H.size(r, e));
            if (((v = H.fill(r, e)), (g = H.stroke(r, e)), We))
              e == vn && _n <= U.prox && ((s = c), (u = l), (d = a), (f = o), (p = y), (m = v), (h = g));
            else {
              const t = Ge[e];
              t != null && ((Ke[e] = c), (qe[e] = l), $r(t, a, o, y), Zr(t, v, g), Yr(t, Di(c), Di(l), R, z));
            }
          }
        }
      }
      if (We) {
        const e = U.prox;
        if (Ie || (yn == null ? _n <= e : _n > e || vn != yn)) {
          const e = Ge[0];
          e != null && ((Ke[0] = s), (qe[0] = u), $r(e, d, f, p), Zr(e, m, h), Yr(e, Di(s), Di(u), R, z));
        }
      }
    }
    if (q.show && rn) {
      if (e != null) {
        const [t, n] = Zn.scales,
          [r, i] = Zn.match,
          [a, o] = e.cursor.sync.scales,
          s = e.cursor.drag;
        if (((on = s._x), (sn = s._y), on || sn)) {
          let { left: s, top: u, width: d, height: f } = e.select,
            p = e.scales[a].ori,
            m = e.posToVal,
            h,
            g,
            _,
            v,
            y,
            x = t != null && r(t, a),
            S = n != null && i(n, o);
          x && on
            ? (p == 0 ? ((h = s), (g = d)) : ((h = u), (g = f)),
              (_ = b[t]),
              (v = k(m(h, a), _, c, 0)),
              (y = k(m(h + g, a), _, c, 0)),
              En(Oi(v, y), wi(y - v)))
            : En(0, c),
            S && sn
              ? (p == 1 ? ((h = s), (g = d)) : ((h = u), (g = f)),
                (_ = b[n]),
                (v = ee(m(h, o), _, l, 0)),
                (y = ee(m(h + g, o), _, l, 0)),
                Dn(Oi(v, y), wi(y - v)))
              : Dn(0, l);
        } else Ln();
      } else {
        let e = wi(tn - Zt),
          t = wi(nn - Qt);
        if (D.ori == 1) {
          const n = e;
          (e = t), (t = n);
        }
        (on = an.x && e >= an.dist), (sn = an.y && t >= an.dist);
        const n = an.uni;
        n == null
          ? an.x && an.y && (on || sn) && (on = sn = !0)
          : on && sn && ((on = e >= n), (sn = t >= n), !on && !sn && (t > e ? (sn = !0) : (on = !0)));
        let r, i;
        on &&
          (D.ori == 0 ? ((r = $t), (i = G)) : ((r = en), (i = K)), En(Oi(r, i), wi(i - r)), sn || Dn(0, l)),
          sn &&
            (D.ori == 1 ? ((r = $t), (i = G)) : ((r = en), (i = K)), Dn(Oi(r, i), wi(i - r)), on || En(0, c)),
          !on && !sn && (En(0, 0), Dn(0, 0));
      }
    }
    if (((an._x = on), (an._y = sn), e == null)) {
      if (a) {
        if (Qn != null) {
          const [e, t] = Zn.scales;
          (Zn.values[0] = e == null ? null : Sn(D.ori == 0 ? G : K, e)),
            (Zn.values[1] = t == null ? null : Sn(D.ori == 1 ? G : K, t));
        }
        Nr(Dr, r, G, K, R, z, o);
      }
      if (Ue) {
        const e = a && Zn.setSeries,
          t = U.prox;
        yn == null
          ? _n <= t && fn(vn, bn, !0, e)
          : _n > t
            ? fn(null, bn, !0, e)
            : vn != yn && fn(vn, bn, !0, e);
      }
    }
    Ie && ((j.idx = o), kn()), n !== !1 && Yn(`setCursor`);
  }
  let Mn = null;
  Object.defineProperty(r, 'rect', {
    get() {
      return Mn ?? Nn(!1), Mn;
    },
  });
  function Nn(e = !1) {
    e ? (Mn = null) : ((Mn = m.getBoundingClientRect()), Yn(`syncRect`, Mn));
  }
  function Pn(e, t, n, r, i, a, o) {
    M._lock ||
      (rn && e != null && e.movementX == 0 && e.movementY == 0) ||
      (Fn(e, t, n, r, i, a, o, !1, e != null), e == null ? jn(t, !0, !1) : jn(null, !0, !0));
  }
  function Fn(e, t, n, i, a, o, c, l, u) {
    if ((Mn ?? Nn(!1), He(e), e != null)) (n = e.clientX - Mn.left), (i = e.clientY - Mn.top);
    else {
      if (n < 0 || i < 0) {
        (G = -10), (K = -10);
        return;
      }
      const [e, r] = Zn.scales,
        c = t.cursor.sync,
        [l, u] = c.values,
        [d, f] = c.scales,
        [p, m] = Zn.match,
        h = t.axes[0].side % 2 == 1,
        g = D.ori == 0 ? R : z,
        _ = D.ori == 1 ? R : z,
        v = h ? o : a,
        y = h ? a : o,
        x = h ? i : n,
        S = h ? n : i;
      if (
        ((n = d == null ? (x / v) * g : p(e, d) ? s(l, b[e], g, 0) : -10),
        (i = f == null ? (S / y) * _ : m(r, f) ? s(u, b[r], _, 0) : -10),
        D.ori == 1)
      ) {
        const e = n;
        (n = i), (i = e);
      }
    }
    u &&
      (t == null || t.cursor.event.type == Dr) &&
      ((n <= 1 || n >= R - 1) && (n = Ji(n, R)), (i <= 1 || i >= z - 1) && (i = Ji(i, z))),
      l ? ((Zt = n), (Qt = i), ([$t, en] = M.move(r, n, i))) : ((G = n), (K = i));
  }
  const In = { width: 0, height: 0, left: 0, top: 0 };
  function Ln() {
    ln(In, !1);
  }
  let Rn, zn, Bn, Vn;
  function Hn(e, t, n, i, a, o, s) {
    (rn = !0),
      (on = sn = an._x = an._y = !1),
      Fn(e, t, n, i, a, o, s, !0, !1),
      e != null && (ye(kr, zr, Un, !1), Nr(Or, r, $t, en, R, z, null));
    const { left: c, top: l, width: u, height: d } = q;
    (Rn = c), (zn = l), (Bn = u), (Vn = d);
  }
  function Un(e, t, n, i, a, o, s) {
    (rn = an._x = an._y = !1), Fn(e, t, n, i, a, o, s, !1, !0);
    const { left: c, top: l, width: u, height: d } = q,
      f = u > 0 || d > 0,
      p = Rn != c || zn != l || Bn != u || Vn != d;
    if ((f && p && ln(q), an.setScale && f && p)) {
      let e = c,
        t = u,
        n = l,
        r = d;
      if ((D.ori == 1 && ((e = l), (t = d), (n = c), (r = u)), on && dn(S, Sn(e, S), Sn(e + t, S)), sn))
        for (const e in b) {
          const t = b[e];
          e != S && t.from == null && t.min != Ii && dn(e, Sn(n + r, e), Sn(n, e));
        }
      Ln();
    } else M.lock && ((M._lock = !M._lock), jn(t, !0, e != null));
    e != null && (be(kr, zr), Nr(kr, r, G, K, R, z, null));
  }
  function Wn(e, t, n, r, i, a, o) {
    if (M._lock) return;
    He(e);
    const s = rn;
    if (rn) {
      let e = !0,
        t = !0,
        n,
        r;
      D.ori == 0 ? ((n = on), (r = sn)) : ((n = sn), (r = on)),
        n && r && ((e = G <= 10 || G >= R - 10), (t = K <= 10 || K >= z - 10)),
        n && e && (G = G < $t ? 0 : R),
        r && t && (K = K < en ? 0 : z),
        jn(null, !0, !0),
        (rn = !1);
    }
    (G = -10), (K = -10), oe.fill(null), jn(null, !0, !0), s && (rn = s);
  }
  function Gn(e, t, n, i, a, o, s) {
    M._lock || (He(e), lt(), Ln(), e != null && Nr(Mr, r, G, K, R, z, null));
  }
  function Kn() {
    y.forEach(Zs), Le(r.width, r.height, !0);
  }
  ni(Ir, Br, Kn);
  const qn = {};
  (qn.mousedown = Hn),
    (qn.mousemove = Pn),
    (qn.mouseup = Un),
    (qn.dblclick = Gn),
    (qn.setSeries = (e, t, n, i) => {
      const a = Zn.match[2];
      (n = a(r, t, n)), n != -1 && fn(n, i, !0, !1);
    }),
    N &&
      (ye(Or, m, Hn),
      ye(Dr, m, Pn),
      ye(Ar, m, (e) => {
        He(e), Nn(!1);
      }),
      ye(jr, m, Wn),
      ye(Mr, m, Gn),
      Fs.add(r),
      (r.syncRect = Nn));
  const Jn = (r.hooks = e.hooks || {});
  function Yn(e, t, n) {
    Bt
      ? Vt.push([e, t, n])
      : e in Jn &&
        Jn[e].forEach((e) => {
          e.call(null, r, t, n);
        });
  }
  (e.plugins || []).forEach((e) => {
    for (const t in e.hooks) Jn[t] = (Jn[t] || []).concat(e.hooks[t]);
  });
  const Xn = (e, t, n) => n,
    Zn = fa(
      {
        key: null,
        setSeries: !1,
        filters: { pub: Wi, sub: Wi },
        scales: [S, v[1] ? v[1].scale : null],
        match: [Gi, Gi, Xn],
        values: [null, null],
      },
      M.sync,
    );
  Zn.match.length == 2 && Zn.match.push(Xn), (M.sync = Zn);
  const Qn = Zn.key,
    Tr = ns(Qn);
  function Nr(e, t, n, r, i, a, o) {
    Zn.filters.pub(e, t, n, r, i, a, o) && Tr.pub(e, t, n, r, i, a, o);
  }
  Tr.sub(r);
  function Pr(e, t, n, r, i, a, o) {
    Zn.filters.sub(e, t, n, r, i, a, o) && qn[e](null, t, n, r, i, a, o);
  }
  r.pub = Pr;
  function Fr() {
    Tr.unsub(r), Fs.delete(r), ve.clear(), ri(Ir, Br, Kn), l.remove(), F?.remove(), Yn(`destroy`);
  }
  r.destroy = Fr;
  function Rr() {
    Yn(`init`, e, t),
      ct(t || e.data, !1),
      A[S] ? Kt(S, A[S]) : lt(),
      (Fe = q.show && (q.width > 0 || q.height > 0)),
      (Pe = Ie = !0),
      Le(e.width, e.height);
  }
  return (
    v.forEach(Ye),
    y.forEach($e),
    n ? (n instanceof HTMLElement ? (n.appendChild(l), Rr()) : n(r, Rr)) : Rr(),
    r
  );
}
(Qs.assign = fa),
  (Qs.fmtNum = xi),
  (Qs.rangeNum = _i),
  (Qs.rangeLog = di),
  (Qs.rangeAsinh = fi),
  (Qs.orient = as),
  (Qs.pxRatio = J),
  (Qs.join = _a),
  (Qs.fmtDate = Aa),
  (Qs.tzDate = Ma),
  (Qs.sync = ns);
{
  (Qs.addGap = us), (Qs.clipGaps = ls);
  const e = (Qs.paths = { points: ws });
  (e.linear = Os), (e.stepped = ks), (e.bars = js), (e.spline = Ns);
}
var $s = 900;
function ec({ intervals: e }) {
  return [ac(e), e.map(({ offered: e }) => e), e.map(({ notHandled: e }) => e)];
}
function tc({ intervals: e }) {
  return [
    ac(e),
    e.map(({ talkSeconds: e, wrapSeconds: t = 0, holdSeconds: n }) => e + t + n),
    e.map(({ talkSeconds: e, wrapSeconds: t = 0 }) => e + t),
    e.map(({ talkSeconds: e }) => e),
  ];
}
function nc(e, t) {
  const { colours: n } = t,
    r = Qs.paths.bars?.({ size: [0.72, 60], align: 1 }),
    i = (e, t) => ({
      label: e,
      stroke: n(t),
      fill: Ye(n(t), 0.75),
      width: 0,
      points: { show: !1 },
      ...(r && { paths: r }),
    });
  return {
    ...sc(t, (e) => String(e)),
    series: [oc(e), i(`offered`, `plot-1`), i(`not handled`, `plot-2`)],
    hooks: { draw: [(t) => cc(t, e, n)] },
  };
}
function rc(e, t) {
  const { colours: n } = t,
    r = Qs.paths.stepped?.({ align: 1 }),
    i = e.intervals.some(({ wrapSeconds: e }) => e !== void 0),
    a = (e, t, i) => ({
      label: e,
      stroke: n(t),
      fill: ic(n(t), n(`surface`)),
      width: 1.5,
      points: { show: !1 },
      value: (e, t, n, r) => (r === null ? `–` : W(i(r))),
      ...(r && { paths: r }),
    }),
    o = (t) => e.intervals[t];
  return {
    ...sc(t, (e) => W(e)),
    series: [
      oc(e),
      a(`hold`, `plot-4`, (e) => o(e)?.holdSeconds ?? 0),
      a(`wrap-up`, `plot-3`, (e) => o(e)?.wrapSeconds ?? 0),
      a(i ? `talk` : `talk and wrap-up`, `plot-1`, (e) => o(e)?.talkSeconds ?? 0),
    ],
  };
}
function ic(e, t) {
  const n = (e) => (e.match(/[\d.]+/g) ?? []).map(Number),
    [r, i] = [n(t), n(e)];
  return `rgb(${r
    .slice(0, 3)
    .map((e, t) => Math.round(e + ((i[t] ?? e) - e) * 0.6))
    .join(` `)})`;
}
function ac(e) {
  return e.map(({ start: e }) => Date.parse(e) / 1e3);
}
function oc({ intervals: e }) {
  return {
    label: `interval`,
    value: (t, n, r, i) => (i === null ? `–` : (e[i]?.shown.slice(0, 16).replace(`T`, ` `) ?? `–`)),
  };
}
function sc({ colours: e, timeZone: t, size: n }, r) {
  const i = { stroke: e(`quiet`), grid: { stroke: e(`line`), width: 1 }, ticks: { show: !1 } },
    a = `12px system-ui, sans-serif`;
  return {
    ...n,
    cursor: { sync: { key: `volume` }, y: !1, points: { show: !1 }, drag: { x: !0, y: !1 } },
    tzDate: (e) => Qs.tzDate(new Date(e * 1e3), t),
    scales: { x: { range: (e, t, n) => [t, n + $s] }, y: { range: (e, t, n) => [0, Math.max(1, n * 1.12)] } },
    axes: [
      { ...i, font: a, values: [[60, `{HH}:{mm}`, null, null, null, null, null, null, 1]], space: 64 },
      { ...i, font: a, size: 66, values: (e, t) => t.map((e) => (Number.isInteger(e) ? r(e) : ``)) },
    ],
  };
}
function cc(e, { intervals: t }, n) {
  const { ctx: r } = e,
    i = 5 * devicePixelRatio;
  r.save(), (r.fillStyle = n(`text`));
  for (const { start: n, offered: a, corrections: o } of t) {
    if (o.length === 0) continue;
    const t = e.valToPos(Date.parse(n) / 1e3 + $s * 0.36, `x`, !0),
      s = e.valToPos(a, `y`, !0) - i * 0.8;
    r.beginPath(),
      r.moveTo(t - i, s - i * 1.6),
      r.lineTo(t + i, s - i * 1.6),
      r.lineTo(t, s),
      r.closePath(),
      r.fill();
  }
  r.restore();
}
var lc = 230;
function uc({ shown: e, timeZone: t }) {
  const n = B(null),
    r = B(null),
    i = Ze();
  return (
    z(() => {
      const [a, o] = [n.current, r.current];
      if (!a || !o) return;
      const s = { width: a.clientWidth, height: lc },
        c = [
          new Qs(nc(e, { colours: i, timeZone: t, size: s }), ec(e), a),
          new Qs(rc(e, { colours: i, timeZone: t, size: s }), tc(e), o),
        ],
        l = new ResizeObserver(() => {
          for (const e of c) e.setSize({ width: a.clientWidth, height: lc });
        });
      return (
        l.observe(a),
        () => {
          l.disconnect();
          for (const e of c) e.destroy();
        }
      );
    }, [e, t, i]),
    V(`div`, {
      class: `plots`,
      children: [
        V(`figure`, {
          children: [
            V(`figcaption`, { children: `Contacts: offered, and of these not handled` }),
            V(`div`, { ref: n, 'aria-hidden': `true` }),
          ],
        }),
        V(`figure`, {
          children: [
            V(`figcaption`, { children: `Seconds: talk, wrap-up and hold, one on the other` }),
            V(`div`, { ref: r, 'aria-hidden': `true` }),
          ],
        }),
      ],
    })
  );
}
function dc(e) {
  return e.map((e) => `${e.map(fc).join(`,`)}\r\n`).join(``);
}
function fc(e) {
  if (e === void 0) return ``;
  if (typeof e == `number`) return String(e);
  const t = /^[=+\-@\t\r]/.test(e) ? `'${e}` : e;
  return /[",\r\n]/.test(t) ? `"${t.replaceAll(`"`, `""`)}"` : t;
}
var pc = [
  `account`,
  `collection point`,
  `interval`,
  `offered`,
  `not handled`,
  `talk s`,
  `wrap-up s`,
  `hold s`,
  `service level %`,
  `corrected`,
];
function mc(e) {
  return dc([
    pc,
    ...e.flatMap(({ accountId: e, collectionPoint: t, intervals: n }) => n.map((n) => [e, t, ...hc(n)])),
  ]);
}
function hc(e) {
  const {
      shown: t,
      offered: n,
      notHandled: r,
      talkSeconds: i,
      wrapSeconds: a,
      holdSeconds: o,
      serviceLevelPct: s,
    } = e,
    c = [n, r, i, a, o, s];
  return [t.slice(0, 16).replace(`T`, ` `), ...c, gc(e.corrections)];
}
function gc(e) {
  return e.map(({ at: e, figure: t, was: n, is: r }) => `${t} ${n} → ${r} at ${e.slice(11, 16)}`).join(`; `);
}
function _c({ place: e, timeZone: t }) {
  const n = e.intervals.filter(({ offered: e, corrections: t }) => e > 0 || t.length > 0),
    r = e.intervals.length - n.length;
  return V(`div`, {
    class: `table-scroll tall`,
    children: V(`table`, {
      class: `figures`,
      children: [
        V(`caption`, {
          children: [
            e.collectionPoint,
            `, the newest first`,
            r > 0 && `; ${ft(r)} quiet intervals are zeros`,
          ],
        }),
        V(`thead`, {
          children: V(`tr`, {
            children: [
              V(`th`, { scope: `col`, children: [`Interval (`, t, `)`] }),
              V(`th`, { scope: `col`, class: `number`, children: `Offered` }),
              V(`th`, { scope: `col`, class: `number`, children: `Not handled` }),
              V(`th`, { scope: `col`, class: `number`, children: `Talk` }),
              V(`th`, { scope: `col`, class: `number`, children: `Wrap-up` }),
              V(`th`, { scope: `col`, class: `number`, children: `Hold` }),
              V(`th`, { scope: `col`, class: `number`, children: `In time` }),
            ],
          }),
        }),
        V(`tbody`, {
          children: n
            .toReversed()
            .map((e) =>
              V(
                `tr`,
                {
                  children: [
                    V(`th`, {
                      scope: `row`,
                      children: [
                        V(`span`, { class: `nowrap`, children: e.shown.slice(0, 16).replace(`T`, ` `) }),
                        e.corrections.length > 0 &&
                          V(`div`, {
                            class: `corrected`,
                            children: [
                              V(`span`, { 'aria-hidden': `true`, children: `▼` }),
                              ` corrected: `,
                              gc(e.corrections),
                            ],
                          }),
                      ],
                    }),
                    V(`td`, { class: `number`, children: e.offered }),
                    V(`td`, { class: `number`, children: e.notHandled }),
                    V(`td`, { class: `number nowrap`, children: W(e.talkSeconds) }),
                    V(`td`, {
                      class: `number nowrap`,
                      children: e.wrapSeconds === void 0 ? `in talk` : W(e.wrapSeconds),
                    }),
                    V(`td`, { class: `number nowrap`, children: W(e.holdSeconds) }),
                    V(`td`, { class: `number`, children: [e.serviceLevelPct, ` %`] }),
                  ],
                },
                e.start,
              ),
            ),
        }),
      ],
    }),
  });
}
function vc() {
  const e = $e(12),
    { value: t, error: n, isLoading: r, reload: i } = et(() => Me.volume(e.read()), e.key),
    [a, o] = L();
  if (!t) return n ? V(U, { message: n, retry: i }) : V(H, {});
  const { places: s, timeZone: c } = t,
    l = s.find((e) => yc(e) === a) ?? Sc(s);
  return V(y, {
    children: [
      V(`div`, {
        class: `controls`,
        children: [
          V(`label`, {
            class: `field`,
            children: [
              V(`span`, { children: `Collection point` }),
              V(`select`, {
                value: l && yc(l),
                disabled: s.length === 0,
                onChange: ({ currentTarget: e }) => o(e.value),
                children: s.map((e) =>
                  V(`option`, { value: yc(e), children: [bc(e, s), ` (`, dt(xc(e), `contact`), `)`] }, yc(e)),
                ),
              }),
            ],
          }),
          e.fields,
          V(`button`, { type: `button`, onClick: i, children: `Read again` }),
          V(`button`, {
            type: `button`,
            class: `push`,
            disabled: s.length === 0,
            onClick: () => on(`volume.csv`, mc(s), `text/csv`),
            children: `Save all as CSV`,
          }),
        ],
      }),
      n && V(U, { message: n, retry: i }),
      l
        ? V(y, {
            children: [
              V(`p`, {
                class: `summary`,
                role: `status`,
                children: [Cc(l), ` Intervals are shown by the account’s clock (`, c, `).`],
              }),
              V(`div`, {
                class: `volume`,
                children: [V(uc, { shown: l, timeZone: c }), V(_c, { place: l, timeZone: c })],
              }),
            ],
          })
        : V(Ue, {
            title: `No quarter hour of this time counts a contact.`,
            children: [
              r ? `Looking …` : `A quarter hour is counted once it has ended. Choose a longer time, or `,
              V(He, { to: `/try`, children: `send a sample contact on the Try page` }),
              `.`,
            ],
          }),
      t.limit && V(We, { children: t.limit }),
    ],
  });
}
function yc({ accountId: e, collectionPoint: t }) {
  return JSON.stringify([e, t]);
}
function bc({ accountId: e, collectionPoint: t }, n) {
  return n.some((t) => t.accountId !== e) ? `${t}, account ${e}` : t;
}
function xc({ intervals: e }) {
  return e.reduce((e, { offered: t }) => e + t, 0);
}
function Sc(e) {
  return e.toSorted((e, t) => xc(t) - xc(e))[0];
}
function Cc(e) {
  const t = e.intervals.reduce((e, t) => e + t.notHandled, 0),
    n = e.intervals.filter(({ corrections: e }) => e.length > 0).length,
    r = n > 0 ? ` ${dt(n, `interval`)} corrected after it was first sent.` : ``;
  return `${dt(xc(e), `contact`)} offered at ${e.collectionPoint}, ${t} of them not handled.${r}`;
}
function wc() {
  const { path: e, query: t } = ze(),
    n = et(Me.about, `about`),
    r = Ie.find((t) => t.path === e) ?? Ie[0],
    i = Dc(e);
  return (
    R(() => {
      document.title = `${r.name} · Cloud Connect adapter`;
    }, [r]),
    V(`div`, {
      class: `shell`,
      children: [
        V(`a`, { class: `skip`, href: `#main`, children: `Skip to the content` }),
        V(`header`, {
          class: `side`,
          children: [
            V(`p`, {
              class: `product`,
              children: [
                V(`img`, { src: `/icon.svg`, alt: ``, width: `26`, height: `26` }),
                V(`span`, { children: `Cloud Connect adapter` }),
              ],
            }),
            V(`nav`, {
              'aria-label': `Parts of the console`,
              children: V(`ul`, {
                children: Ie.map((t) =>
                  V(
                    `li`,
                    { children: V(He, { to: t.path, current: t.path === e, children: t.name }) },
                    t.path,
                  ),
                ),
              }),
            }),
            V(`div`, { class: `side-foot`, children: [n.value && V(Ec, { about: n.value }), V(Rn, {})] }),
          ],
        }),
        V(`main`, {
          id: `main`,
          tabIndex: -1,
          children: [
            V(`div`, {
              class: `page-head`,
              children: [
                V(`h1`, { tabIndex: -1, ref: i, children: r.name }),
                V(`p`, { class: `says`, children: r.says }),
              ],
            }),
            n.value?.readOnly && V(`p`, { class: `read-only`, children: n.value.readOnly }),
            n.error && V(U, { message: n.error, retry: n.reload }),
            n.value ? V(Tc, { path: e, query: t, about: n.value }) : !n.error && V(H, {}),
          ],
        }),
      ],
    })
  );
}
function Tc({ path: e, query: t, about: n }) {
  switch (e) {
    case `/agents`:
      return V(Qt, { about: n, query: t });
    case `/volume`:
      return V(vc, {});
    case `/try`:
      return V(Yn, { about: n });
    case `/codes`:
      return V(un, {});
    case `/dead-letters`:
      return V(xn, { about: n, query: t });
    default:
      return V(Fn, {});
  }
}
function Ec({ about: e }) {
  return V(`p`, {
    class: `environment`,
    children: [
      V(`span`, { class: `quiet`, children: `Environment` }),
      ` `,
      V(`strong`, { children: e.environment }),
      V(`span`, { class: `badge`, children: e.kind === `local` ? `local run` : `read-only` }),
    ],
  });
}
function Dc(e) {
  const t = B(null),
    n = B(e);
  return (
    R(() => {
      n.current !== e && t.current?.focus({ preventScroll: !0 }), (n.current = e);
    }, [e]),
    t
  );
}
var Oc = document.getElementById(`console`);
Oc && N(V(wc, {}), Oc);
