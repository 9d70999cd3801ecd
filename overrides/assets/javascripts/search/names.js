/* The names of the glossary in a query: each is looked up as it stands and by the other names of its term. */
(function (search) {
  "use strict"
  const { bigrams, normalise, runs, wordForms } = search.text
  const SYNONYM = .8

  const clause = (terms, weight = 1) => ({ terms: terms.map(([term, factor]) => ({ term, factor })), weight })
  const exactly = (term, weight) => clause([[term, 1]], weight)

  /** Names of the glossary → their group, for `plan`. */
  function readSynonyms(index) {
    const byName = new Map()
    for (const group of index.core.synonyms)
      for (const name of group.names) {
        const plain = normalise(name, index.fold)
        if (plain.length > 1 && !byName.has(plain)) byName.set(plain, group)
      }
    return { byName, longest: Math.max(0, ...Array.from(byName.keys(), name => name.length)) }
  }

  /** The glossary names in a normalised query, longest first, as {start, end, group}. */
  function findNames(text, { byName, longest }) {
    const found = []
    const isWord = character => character !== undefined && /[a-z0-9]/.test(character)
    for (let start = 0; start < text.length; start++) {
      for (let length = Math.min(longest, text.length - start); length > 1; length--) {
        const end = start + length, name = text.slice(start, end)
        if (!byName.has(name)) continue
        if ((isWord(name[0]) && isWord(text[start - 1])) || (isWord(name[length - 1]) && isWord(text[end]))) continue
        found.push({ start, end, group: byName.get(name) })
        start = end - 1
        break
      }
    }
    return found
  }

  /** The clauses of a name as it stands: of glossary entries and their synonyms. */
  function clausesOf(text) {
    return runs(text).flatMap(run => (run.han ? bigrams(run.text).map(pair => exactly(pair)) : [exactly(wordForms(run.text)[0])]))
  }

  function synonymSpan(name, index) {
    const text = name.text
    const others = name.group.use.filter(other => normalise(other, index.fold) !== text)
    const variants = [{ factor: 1, clauses: clausesOf(text) }]
    for (const other of others.map(one => normalise(one, index.fold))) variants.push({ factor: SYNONYM, name: other, clauses: clausesOf(other) })
    return { weight: 1, variants, also: others }
  }

  search.names = { clause, exactly, findNames, readSynonyms, synonymSpan }
})(self.siteSearch ||= {})
