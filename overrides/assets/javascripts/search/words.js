/* What a typed word may stand for: other spellings of numbers, pinyin, slips of the keyboard or the input method. */
(function (search) {
  "use strict"
  const MAX_READINGS = 4

  /** 175b → 1750亿, 1.8t → 1.8万亿: how the site writes what English abbreviates; undefined for other words. */
  function chineseNumber(word) {
    const match = /^([0-9]+(?:\.[0-9]+)?)([bt])$/.exec(word)
    if (!match) return undefined
    return match[2] === "t" ? match[1] + "万" : String(Math.round(Number(match[1]) * 10000) / 1000) + "亿"
  }

  /** The ways of reading a word as pinyin syllables, longest syllables first. */
  function readings(word, syllables) {
    const found = []
    const follow = (at, path) => {
      if (found.length >= MAX_READINGS) return
      if (at === word.length) found.push(path)
      for (let length = Math.min(6, word.length - at); length > 0; length--) {
        const syllable = word.slice(at, at + length)
        if (syllables.has(syllable)) follow(at + length, [...path, syllable])
      }
    }
    if (/^[a-z]{2,60}$/.test(word)) follow(0, [])
    return found
  }

  /** The title words (pairs of characters) that two syllables, or two sets of characters, may mean. */
  function pairsOf(first, second, pairs) {
    return Array.from(first).flatMap(a => Array.from(second, b => a + b)).filter(pair => pairs.has(pair))
  }

  /** The title words that sound like `pair`: what an input method may have offered instead. */
  function homophones(pair, { syllables, pairs }) {
    const [first, second] = Array.from(pair, character => Array.from(syllables.values()).filter(all => all.includes(character)).join(""))
    return pairsOf(new Set(first), new Set(second), pairs)
  }

  /** Whether one letter more, less, other or swapped with its neighbour makes `a` into `b`. */
  function isSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false
    let i = 0
    while (i < a.length && a[i] === b[i]) i++
    const rest = (text, n) => text.slice(i + n)
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2))
  }

  search.words = { chineseNumber, readings, pairsOf, homophones, isSlip }
})(self.siteSearch ||= {})
