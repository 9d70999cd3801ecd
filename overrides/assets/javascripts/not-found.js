/* Names the unknown address and looks among all addresses (addresses.json) for what it may have meant. */
(function () {
  "use strict"
  const MOST = 5, ALIKE = .5 // what is less alike is so by chance
  const KIND = /^(row|term|tbl|fig|claim)-/
  const SET_APART = { page: .06, term: .05, heading: .04, tbl: .02 } // among equals, what says more comes first
  const EMPTY = /^(|s|index|home|docs|site|latest|stable|en|zh|zh-(cn|hans|tw)|cn)$/
  const ALSO = { // names that readers of other sites expect
    "sources/": ["references", "reference", "bibliography", "citations"],
    "updates/": ["changelog", "news", "errata", "corrections"],
    "glossary/": ["terms", "terminology", "dictionary"],
    "about/": ["contact", "license", "licence"],
    "data/": ["tables", "datasheets", "downloads"],
  }
  const NUMBER = /^(?:chapter|chap|ch|section|sec|part|第)?[-.]?(\d(?:[.-]\d+)*)(?:章|节|小节)?(?:[-.]?[^\d].*)?$/
  const HAN = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5 }

  const box = document.querySelector(".not-found")
  const root = new URL(box.dataset.root.replace(/\/?$/, "/"), location)
  const decoded = text => {
    try {
      return decodeURIComponent(text)
    } catch (_) {
      return text // not valid UTF-8: as it came
    }
  }

  /** The words of an address, without what is no part of a name: endings, punctuation from the text around it. */
  function read(path, id) {
    const words = path.split("/").concat(id).map(word => word.toLowerCase().trim()
      .replace(/^[“"'《「（(<]+|[”"'》」）)>。，、；：！？,;:!?.…]+$/g, "")
      .replace(/\.(x?html?|md|php|aspx?|jsp|csv|json|pdf)$/, "")
      .replace(/[\s_]+/g, "-"))
    return words.filter(word => !EMPTY.test(word))
  }

  /** The number of a section that the words give, as in chapter-3/2, or "". */
  function numbered(words) {
    const found = words.map(word => NUMBER.exec(word.replace(/第([一二三四五])/, (_, digit) => "第" + HAN[digit])))
    return found.filter(Boolean).map(match => match[1].replace(/-/g, ".")).reduce(
      (all, number) => (all && !number.startsWith(all) && !number.includes(".") ? all + "." + number : number), "")
  }

  /** Every address: where it leads, its names and its kind. */
  const addresses = pages => pages.flatMap(([page, entries]) => entries.map(([id, title, url], n) => {
    const kind = n === 0 ? "page" : (KIND.exec(id) || [, "heading"])[1]
    const [, number = "", bare] = (n === 0 || kind === "heading" ? /^([\d.]+ )?(.*)$/ : /^()(.*)$/).exec(title)
    const names = [id, id.replace(KIND, ""), bare.toLowerCase(), ...bare.toLowerCase().split(/[（）：、]|——/)]
    if (n === 0 && page) {
      const name = page.split("/").at(-2)
      names.push(page.slice(0, -1).replace(/\//g, "-"), name, name.replace(/s$/, ""), ...(ALSO[page] || []))
    }
    return { page, kind, title, number: number.trim(), url: url || page + (n ? "#" + id : ""), names: names.filter(Boolean) }
  }))

  function resemblance(word, name) {
    const part = word.length / name.length
    if (part < 1 && word.length > 1 && name.startsWith(word)) return .72 + .2 * part
    if (part < 1 && word.length > (/[^\0-\x7f]/.test(word) ? 1 : 3) && name.includes(word)) return .6 + .3 * part
    return likeness(word, name)
  }

  function score(entry, words) {
    const last = words.at(-1), folders = entry.page.split("/").slice(0, entry.kind === "page" ? -2 : -1)
    const own = Math.max(...entry.names.map(name => resemblance(last, name)),
      ...(words.length > 1 ? entry.names.map(name => likeness(words.join("-"), name)) : []))
    const around = words.slice(0, -1).filter(word => folders.some(folder => likeness(word, folder) > .7)).length
    return own < ALIKE ? 0 : own + .15 * around + (SET_APART[entry.kind] || 0)
  }

  function suggestions(entries, words) {
    if (!words.length) return entries.filter(entry => entry.url === "")
    const found = []
    for (let number = numbered(words); number; number = number.replace(/\.?\d+$/, ""))
      found.push(...entries.filter(entry => entry.number === number))
    const alike = rest => entries.map(entry => ({ entry, likely: score(entry, rest) })).filter(({ likely }) => likely)
      .sort((a, b) => b.likely - a.likely).map(({ entry }) => entry)
    const exact = found.length && words.every(word => NUMBER.test(word)) ? [] : alike(words).slice(0, MOST - 1)
    // The last word may be unknown on a page that is known.
    const above = words.length > 1 ? alike(words.slice(0, -1)).filter(entry => entry.kind === "page").slice(0, 1) : []
    return [...new Set([...found, ...exact, ...above])].slice(0, MOST)
  }

  function item(entry) {
    const [line, link, where] = ["li", "a", "small"].map(tag => document.createElement(tag))
    link.href = new URL(entry.url, root)
    link.textContent = entry.title
    where.textContent = "/" + entry.url
    line.append(link, where)
    return line
  }

  const path = decoded(location.pathname)
  box.querySelector(".not-found__path code").textContent = path + decoded(location.hash)
  box.querySelector(".not-found__path span").hidden = false
  const words = read(path.startsWith(root.pathname) ? path.slice(root.pathname.length) : path, decoded(location.hash.slice(1)))
  box.querySelector("[name=q]").value = words.at(-1) || ""

  fetch(box.dataset.addresses)
    .then(answer => answer.json())
    .then(pages => {
      const found = suggestions(addresses(pages), words)
      if (!found.length) return
      box.querySelector(".not-found__list").append(...found.map(item))
      box.querySelector(".not-found__guess").hidden = false
    })
    .catch(() => { /* the contents below still help */ })
})()
