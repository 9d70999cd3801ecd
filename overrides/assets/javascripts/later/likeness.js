/* How alike two short texts are, from 0 to 1: by shared pairs of letters, which survive what is left out or put in,
   or by the letters one would have to change, which slips of the finger keep few. */
window.likeness = (function () {
  "use strict"
  const pairs = text => new Set(Array.from({ length: Math.max(text.length - 1, 1) }, (_, n) => text.slice(n, n + 2)))

  function shared(a, b) {
    const one = pairs(a), other = pairs(b)
    return (2 * [...one].filter(pair => other.has(pair)).length) / (one.size + other.size)
  }

  /** Letters put in, left out, changed, or two side by side swapped. */
  function slips(a, b) {
    let before = [], last = Array.from({ length: b.length + 1 }, (_, n) => n)
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
      }
      before = last
      last = row
    }
    return last[b.length]
  }

  return (a, b) => {
    if (a === b) return 1
    const longest = Math.max(a.length, b.length)
    const few = Math.min(a.length, b.length) * 2 < longest ? 0 : 1 - slips(a, b) / longest
    return Math.max(shared(a, b), few)
  }
})()
