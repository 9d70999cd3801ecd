/* On arrival from a result (?h=words): marks the words in the section that the address names, goes to the first of them, and
   offers to go on or to take the marks away. The words leave the address at once, so that what a reader copies is the plain one. */
(function () {
  "use strict"
  const address = new URL(location)
  const words = (address.searchParams.get("h") || "").toLowerCase().split(" ").filter(Boolean).slice(0, 20)
  address.searchParams.delete("h")
  history.replaceState(history.state, "", address)
  const article = document.querySelector("article")
  if (!words.length || !article) return

  /** The elements of what the address names: a section up to the next heading, a term with its definition, or one element. */
  function scope() {
    const target = document.getElementById(decodeURIComponent(address.hash.slice(1)))
    if (!target) return [article]
    const end = { H1: "H1,H2,H3,H4", H2: "H1,H2,H3,H4", H3: "H1,H2,H3,H4", H4: "H1,H2,H3,H4", DT: "DT" }[target.tagName]
    const found = [target]
    for (let next = target.nextElementSibling; end && next && !next.matches(end); next = next.nextElementSibling) found.push(next)
    return found
  }

  /** Marks every occurrence in `root`, also one that runs over several elements; returns the marks. */
  function mark(root) {
    const nodes = []
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, button")) nodes.push(walker.currentNode)
    const text = nodes.map(node => node.data.toLowerCase()).join("")
    const inside = new Set()
    for (const word of words)
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        for (let n = at; n < at + word.length; n++) inside.add(n)
    const marks = []
    let start = 0
    for (const node of nodes) {
      const length = node.data.length
      let rest = node
      for (let from = 0, used = 0; from < length;) {
        if (!inside.has(start + from)) {
          from++
          continue
        }
        let to = from
        while (to < length && inside.has(start + to)) to++
        const piece = rest.splitText(from - used)
        rest = piece.splitText(to - from)
        const wrapped = document.createElement("mark")
        wrapped.className = "search-mark"
        piece.replaceWith(wrapped)
        wrapped.append(piece)
        marks.push(wrapped)
        used = from = to
      }
      start += length
    }
    return marks
  }

  let marks = scope().flatMap(mark)
  if (!marks.length) marks = mark(article)
  if (!marks.length) return
  let current = 0

  function go(to, force) {
    marks[current].classList.remove("search-mark--current")
    current = (to + marks.length) % marks.length
    marks[current].classList.add("search-mark--current")
    const { top, bottom } = marks[current].getBoundingClientRect()
    if (force || top < 60 || bottom > innerHeight - 80) marks[current].scrollIntoView({ block: "center" })
  }

  const bar = document.createElement("div")
  bar.className = "search-arrival"
  bar.setAttribute("role", "region")
  bar.setAttribute("aria-label", "搜索词的标记")
  const count = document.createElement("span")
  count.setAttribute("role", "status")
  bar.append(count)

  function dismiss() {
    for (const one of marks) {
      const parent = one.parentNode
      one.replaceWith(...one.childNodes)
      parent.normalize()
    }
    bar.remove()
    document.removeEventListener("keydown", onKey)
  }

  function onKey(event) {
    if (event.key === "Escape" && !document.getElementById("__search")?.checked) dismiss()
  }

  for (const [label, act] of [["上一处", () => go(current - 1, true)], ["下一处", () => go(current + 1, true)], ["清除标记", dismiss]]) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = label
    button.addEventListener("click", act)
    bar.append(button)
  }
  document.body.append(bar)
  document.addEventListener("keydown", onKey)
  count.textContent = `标出 ${marks.length} 处`
  // After the browser has gone to the anchor.
  requestAnimationFrame(() => go(0, false))
})()
