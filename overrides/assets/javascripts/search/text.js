/* Text → tokens, for queries. publish/search/text.py does the same to the pages: change both together. */
(function (search) {
  "use strict"
  const COMBINING = /[\u0300-\u036f]/g
  const RUN = /([\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+)|([a-z0-9\u00df-\u03ff]+(?:[-._][a-z0-9\u00df-\u03ff]+)*)/gu
  const JOINER = /[-_]|\.(?![0-9])|(?<![0-9])\./g
  const PIECE = /[0-9]+(?:\.[0-9]+)*|[a-z\u00df-\u03ff]+/g

  /** Replaces each character of the text `from` by the one at its place in `to`. */
  function folding(from, to) {
    const [keys, values] = [from, to].map(text => Array.from(text))
    const table = new Map(keys.map((character, n) => [character, values[n]]))
    const pattern = new RegExp(`[${from || "\0"}]`, "gu")
    return text => text.replace(pattern, character => table.get(character) ?? character)
  }

  /** Compatibility forms and accents removed, lower case, traditional characters as simplified ones. */
  const normalise = (text, fold) => fold(text.normalize("NFKD").toLowerCase().replace(COMBINING, ""))

  /** {text, han, start} of each run of a normalised text. */
  function runs(text) {
    return Array.from(text.matchAll(RUN), match => ({ text: match[0], han: match[1] !== undefined, start: match.index }))
  }

  /** The overlapping pairs of a Han run; a run of one is its own token. */
  function bigrams(han) {
    const characters = Array.from(han)
    return characters.length === 1 ? characters : characters.slice(1).map((character, n) => characters[n] + character)
  }

  /** A Latin or number word as one token (gpt-4o → gpt4o), then its parts of two characters and more (gpt, 4o). */
  function wordForms(word) {
    const pieces = word.split(/[-_]/).flatMap(part => [part, ...(part.match(PIECE) || [])])
    return [...new Set([word.replace(JOINER, ""), ...pieces.filter(piece => Array.from(piece).length > 1)])]
  }

  /** All index tokens of a normalised text, in order, with a number and the Han character after it as one more (1750亿). */
  function tokens(text) {
    const found = []
    let number = "", end = 0
    for (const run of runs(text)) {
      if (run.han) {
        if (number && ["", " "].includes(text.slice(end, run.start))) found.push(number + Array.from(run.text)[0])
        found.push(...bigrams(run.text))
        number = ""
      } else {
        found.push(...wordForms(run.text))
        number = /[0-9]$/.test(run.text) ? run.text : ""
        end = run.start + run.text.length
      }
    }
    return found
  }

  search.text = { folding, normalise, runs, bigrams, wordForms, tokens }
})(self.siteSearch ||= {})
