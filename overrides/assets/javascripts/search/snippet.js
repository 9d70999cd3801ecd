/* Where the matched words stand in a text: marks on whole texts and the window of a long one that shows most of them. */
(function (search) {
  "use strict"
  const { normalise, runs, wordForms } = search.text
  const WINDOW = 110, BEFORE = 24

  const characters = new Map()

  function plainCharacter(character, fold) {
    let plain = characters.get(character)
    if (plain === undefined) characters.set(character, plain = normalise(character, fold))
    return plain
  }

  /** The normalised text with, for each of its characters, where it stands in the original. */
  function aligned(text, fold) {
    let plain = ""
    const places = []
    let at = 0
    for (const character of text) {
      const part = plainCharacter(character, fold)
      for (let n = 0; n < part.length; n++) places.push(at)
      plain += part
      at += character.length
    }
    places.push(at)
    return { plain, places }
  }

  /** Whether plain[start, end) begins or ends inside a Latin word. */
  function isPartOfWord(plain, start, end) {
    const isInside = at => /^[a-z0-9]{2}$/.test(plain.slice(at - 1, at + 1))
    return isInside(start) || isInside(end)
  }

  /** [start, end, term] of the words of `text` that are in `terms` and of the `names` it has as a whole, in order. */
  function matches(text, { terms, names }, fold) {
    const { plain, places } = aligned(text, fold)
    const found = []
    const add = (start, end, term) => found.push([places[start], Math.max(places[start] + 1, places[end]), term])
    for (const run of runs(plain)) {
      if (!run.han) {
        const term = wordForms(run.text).find(form => terms.has(form))
        if (term) add(run.start, run.start + run.text.length, term)
        continue
      }
      const first = plain.slice(Math.max(0, run.start - 16), run.start).match(/([0-9]+(?:\.[0-9]+)*) ?$/)
      if (first && terms.has(first[1] + run.text[0])) add(run.start - first[0].length, run.start + 1, first[1] + run.text[0])
      for (let n = 0; n < run.text.length; n++)
        for (const term of [run.text.slice(n, n + 2), run.text[n]])
          if (term.length && terms.has(term)) add(run.start + n, run.start + n + term.length, term)
    }
    for (const name of names)
      for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + name.length))
        if (!isPartOfWord(plain, at, at + name.length)) add(at, at + name.length, name)
    return found.sort((a, b) => a[0] - b[0])
  }

  /** [{text, mark}] of `text` between `from` and `to`. */
  function segments(text, found, from = 0, to = text.length) {
    const parts = []
    let at = from
    const put = (end, mark) => {
      if (end > at) parts.push({ text: text.slice(at, end), mark })
      at = Math.max(at, end)
    }
    for (const [start, end] of found) {
      if (start >= to || end <= from) continue
      if (start > at) put(start, false)
      const last = parts[parts.length - 1]
      if (last && last.mark && end > at) {
        last.text += text.slice(at, Math.min(end, to))
        at = Math.min(end, to)
      } else put(Math.min(end, to), true)
    }
    put(to, false)
    return parts
  }

  /** All of a short text, marked. */
  const marked = (text, sought, fold) => segments(text, matches(text, sought, fold))

  /** The window of `text` with most of the sought words, marked; it starts at a sentence where one is near. */
  function snippet(text, sought, fold) {
    const found = matches(text, sought, fold)
    let best = 0, most = -1
    for (const [start] of found) {
      const inside = found.filter(match => match[0] >= start && match[1] <= start + WINDOW - BEFORE)
      const worth = new Set(inside.map(match => match[2])).size + inside.length / 100
      if (worth > most) [best, most] = [start, worth]
    }
    const earliest = Math.max(0, best - BEFORE)
    const sentence = Math.max(...["。", "；", "？", "\n"].map(stop => text.lastIndexOf(stop, best - 1))) + 1
    const from = sentence >= earliest ? sentence : earliest
    const to = Math.min(text.length, from + WINDOW)
    const parts = segments(text, found, from, to)
    if (from > 0 && parts.length) parts.unshift({ text: "…", mark: false })
    if (to < text.length) parts.push({ text: "…", mark: false })
    return parts
  }

  search.snippet = { matches, marked, snippet }
})(self.siteSearch ||= {})
