/* A query → what to look up. It is a list of spans; a span has variants (as typed, synonyms, spelled otherwise) of which
   the best counts; a variant is a list of clauses, all of which should match; a clause is a list of terms, any of which does. */
(function (search) {
  "use strict"
  const { bigrams, normalise, runs, tokens, wordForms } = search.text
  const { isConnecting, isDefining, pairWeights, withoutAsking } = search.common
  const { clause, exactly, findNames, readSynonyms, synonymSpan } = search.names
  const { chineseNumber, homophones, isSlip, pairsOf, readings } = search.words
  const LONGEST = 256
  const WEIGHT = { edge: .6, remnant: .3 }
  const FACTOR = { parts: .7, number: .9, prefix: .6, completion: .85, pinyin: .9, slip: .7 }
  const SHARDS = { prefix: 2, slip: 4 }
  const MOST_COMPLETIONS = 24
  const RARE = { letters: 6, documents: 3 }
  const QUOTATION = { least: 6, most: 60 } // tokens


  /** A Latin or number word; `next` is the Han character after it, `joined` the word together with its neighbour. */
  async function wordSpan(word, next, isLast, index) {
    const [whole, ...parts] = wordForms(word)
    const number = chineseNumber(whole)
    const counted = /[0-9]$/.test(word) && next ? word + next : undefined
    await index.need([whole, ...parts, ...[number, counted].filter(Boolean)])
    const variants = [{ factor: 1, clauses: [await completed(whole, isLast, index)] }]
    if (counted && index.list(counted)) variants.unshift({ factor: 1, clauses: [exactly(counted)] })
    if (number && index.list(number)) variants.push({ factor: FACTOR.number, clauses: [exactly(number)] })
    // One part alone would make every …100 an H100.
    if (parts.length > 1 || (parts.length && !index.list(whole))) variants.push({ factor: FACTOR.parts, clauses: parts.map(part => exactly(part)) })
    return { weight: 1, variants, word: whole }
  }

  /** A clause of the word and of those it begins. */
  async function completed(word, isLast, index) {
    if (word.length < 2) return exactly(word)
    const known = index.list(word)
    const longer = (await index.beginning(word, SHARDS.prefix)).filter(term => term !== word && index.list(term))
    longer.sort((a, b) => a.length - b.length)
    const factor = known && !isLast ? FACTOR.prefix : FACTOR.completion
    return clause([...(known ? [[word, 1]] : []), ...(/^[0-9.]+$/.test(word) ? [] : longer.slice(0, MOST_COMPLETIONS).map(term => [term, factor]))])
  }

  const isKnown = (span, index) => span.variants.some(variant => variant.clauses.some(({ terms }) => terms.some(({ term }) => index.list(term))))

  const isRare = (word, index) => word.length >= RARE.letters && index.list(word)?.documents.length <= RARE.documents

  /** The span of a word that the index does not have: read as pinyin, else as one slip of the keyboard. */
  async function guessed(word, index) {
    const spoken = await asPinyin(word, index)
    if (spoken || word.length < 5) return spoken
    const near = (await index.beginning(word[0], SHARDS.slip)).filter(term => term.length > 3 && isSlip(word, term))
    return near.length ? { weight: 1, variants: [{ factor: 1, clauses: [clause(near.map(term => [term, FACTOR.slip]))] }], also: near.slice(0, 2) } : undefined
  }

  /** The span of letters read as pinyin, if that gives words of titles. */
  async function asPinyin(word, index) {
    const pinyin = await index.pinyin()
    for (const path of readings(word, pinyin.syllables)) {
      const clauses = path.slice(1).map((syllable, n) => pairsOf(pinyin.syllables.get(path[n]), pinyin.syllables.get(syllable), pinyin.pairs))
        .filter(pairs => pairs.length).map(pairs => clause(pairs.map(pair => [pair, FACTOR.pinyin])))
      if (!clauses.length) continue
      await index.need(clauses.flatMap(({ terms }) => terms.map(({ term }) => term)))
      return { weight: 1, variants: [{ factor: 1, clauses }] }
    }
    return undefined
  }

  /** Pairs that the index does not have, because one of their characters is a homophone of the right one. */
  async function withHomophones(pairs, index) {
    const covered = new Set(pairs.filter(({ term }) => index.list(term)).flatMap(({ at }) => [at, at + 1]))
    const strange = pairs.filter(({ term, at }) => !index.list(term) && Array.from(term).length === 2 && (!covered.has(at) || !covered.has(at + 1)))
    if (!strange.length) return
    const pinyin = await index.pinyin()
    for (const pair of strange) pair.alike = homophones(pair.term, pinyin)
    await index.need(strange.flatMap(pair => pair.alike))
  }

  /** Single characters match every pair they begin. */
  async function single(character, index) {
    const longer = await index.beginning(character, SHARDS.prefix)
    return clause([...new Set([character, ...longer])].map(term => [term, term === character ? 1 : FACTOR.completion]))
  }

  const termsOf = span => span.variants.flatMap(({ clauses }) => clauses.flatMap(({ terms }) => terms.map(({ term }) => term)))

  /** What a long query may quote: all its tokens, also those that are dropped or count little elsewhere. */
  function quotation(text) {
    const all = [...new Set(tokens(text))]
    return all.length < QUOTATION.least ? [] : all.slice(0, QUOTATION.most)
  }

  /** The spans to score, the phrases to look for literally, the tokens of a quotation, the synonyms that are searched with
      them, and the document of the glossary term that the query names and nothing else. */
  async function plan(typed, index) {
    index.synonyms ||= readSynonyms(index)
    const whole = normalise(typed.slice(0, LONGEST), index.fold).replace(/\s+/g, " ").trim()
    const asked = withoutAsking(whole)
    const text = /[^\s\p{P}\p{S}]/u.test(asked) ? asked : whole
    const names = findNames(text, index.synonyms).map(name => ({ ...name, text: text.slice(name.start, name.end) }))
    const nameAt = at => names.find(name => name.start <= at && at < name.end)
    const all = runs(text)
    const spans = names.map(name => synonymSpan(name, index))
    const pairs = []
    const weights = pairWeights(whole)
    for (const run of all.filter(({ han }) => han))
      bigrams(run.text).forEach((term, n) => {
        const at = run.start + n, first = nameAt(at), second = nameAt(at + Array.from(term).length - 1)
        if (!first || first !== second) pairs.push({ term, at, weight: weights[at] * (first || second ? WEIGHT.edge : 1) })
      })
    const words = all.filter(({ han, start }) => !han && !nameAt(start))
    const quoted = quotation(whole)
    await index.need([...quoted, ...pairs.map(({ term }) => term), ...spans.flatMap(termsOf), ...words.flatMap(word => wordForms(word.text))])
    await withHomophones(pairs.filter(({ weight }) => weight === 1), index)
    const isSingle = term => Array.from(term).length === 1
    for (const { term, weight, alike } of pairs) {
      const terms = isSingle(term) ? await single(term, index) : clause([[term, 1], ...(alike || []).map(other => [other, FACTOR.slip])])
      // Beside longer words a single character is mostly what dropping a question word left over.
      const isRemnant = isSingle(term) && all.length > 1
      spans.push({ weight: isRemnant ? WEIGHT.remnant : weight, variants: [{ factor: 1, clauses: [terms] }] })
    }
    spans.push(...await wordSpans(words, text, index))
    const named = names.find(name => name.text === text.trim())
    return {
      text, quoted, spans,
      defining: isDefining(whole),
      named: named && named.group.document,
      phrases: phrases(all),
      also: [...new Set(spans.flatMap(span => span.also || []))],
    }
  }

  async function wordSpans(words, text, index) {
    const spans = []
    for (let n = 0; n < words.length; n++) {
      const syllables = await spelled(words.slice(n), text, index)
      if (syllables) {
        spans.push(syllables.span)
        n += syllables.length - 1
        continue
      }
      const word = words[n], end = word.start + word.text.length, next = words[n + 1]
      const isLast = end === text.length
      const after = /^ ?([\u3400-\u9fff])/.exec(text.slice(end))
      const span = await wordSpan(word.text, after && after[1], isLast, index)
      const joined = next && next.start === end + 1 && text[end] === " " ? wordForms(`${word.text}-${next.text}`)[0] : undefined
      if (joined) await index.need([joined])
      if (joined && index.list(joined)) {
        const other = await wordSpan(next.text, undefined, next.start + next.text.length === text.length, index)
        spans.push({ weight: 2, variants: [{ factor: 1, clauses: [exactly(joined)] }, { factor: FACTOR.parts, clauses: [...span.variants[0].clauses, ...other.variants[0].clauses] }] })
        n++
      } else if (!isKnown(span, index)) spans.push(await guessed(span.word, index) || span)
      else {
        // A name in letters may stand in an address and nowhere else (kunlunxin.com).
        const spoken = isRare(span.word, index) && await asPinyin(span.word, index)
        spans.push(spoken ? { ...span, variants: [...span.variants, ...spoken.variants] } : span)
      }
    }
    return spans
  }

  /** Pinyin typed with spaces between the syllables (liang hua): the span and how many words it takes up. */
  async function spelled(words, text, index) {
    let length = 0
    while (length < words.length && /^[a-z]{1,6}$/.test(words[length].text) && (!length || text.slice(words[length - 1].start + words[length - 1].text.length, words[length].start) === " ")) length++
    const letters = words.slice(0, length).map(word => word.text)
    if (length < 2 || letters.every(word => index.list(word))) return undefined
    const { syllables } = await index.pinyin()
    const span = letters.every(word => syllables.has(word)) && await asPinyin(letters.join(""), index)
    return span ? { span, length } : undefined
  }

  /** What a reader probably copied or remembers word for word. */
  function phrases(all) {
    return all.filter(({ text, han }) => text.length > (han ? 2 : 1) && !isConnecting(text)).map(({ text }) => text)
  }

  search.plan = plan
})(self.siteSearch ||= {})
