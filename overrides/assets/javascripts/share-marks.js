/* A button beside everything that has an address, made while the browser has nothing else to do. For the keyboard the buttons of a
   table and its rows, those of a list of terms, and all others are one stop each; the arrow keys lead on from there, and the last
   of these stops goes along with the section a reader is in. */
(function () {
  "use strict"
  const KINDS = { FIGURE: "个图表", ASIDE: "个核对", TR: "一行", DT: "个术语" }
  const PLACES = { ASIDE: ".claim__head", TR: "th", FIGURE: "figcaption" }
  const article = document.querySelector("article")
  if (!article || !document.getElementById("share-record")) return
  const targets = [...article.querySelectorAll("[data-share]")]
  const headings = targets.filter(target => /^H[1-4]$/.test(target.tagName))
  const load = scripts("later")
  const marks = new Map()
  const stops = new Map() // group → its button in the order of the Tab key

  function headingOf(element) {
    const above = headings.filter(h => h.contains(element) || h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)
    return above[above.length - 1] || headings[0]
  }

  /** The thing that `node` is part of: its row, table, figure or claim, else the section it stands in. */
  function anchorOf(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
    return element.closest("[data-share]") || headingOf(element)
  }

  const groupOf = target => target.closest("figure.data-table") || target.closest("dl") || article

  function stopAt(target) {
    const group = groupOf(target), button = mark(target)
    if (stops.has(group)) stops.get(group).tabIndex = -1
    stops.set(group, button)
    button.tabIndex = 0
    return button
  }

  function walk(event, target) {
    const group = groupOf(target)
    const shown = targets.filter(other => groupOf(other) === group && other.checkVisibility())
    const here = shown.indexOf(target)
    const place = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: shown.length - 1 }[event.key]
    if (!(place in shown)) return
    event.preventDefault()
    stopAt(shown[place]).focus()
  }

  function mark(target) {
    if (marks.has(target)) return marks.get(target)
    const button = document.createElement("button")
    marks.set(target, button)
    button.type = "button"
    button.className = "share"
    button.title = "分享与引用（上下键到别处）"
    button.tabIndex = -1
    button.setAttribute("aria-label", "分享这" + (KINDS[target.tagName] || "一节") + "：" + target.dataset.share)
    button.setAttribute("aria-haspopup", "dialog")
    button.setAttribute("aria-expanded", "false")
    button.addEventListener("click", event => {
      event.preventDefault()
      load(["record", "menu"]).then(() => share.open(button, target))
    })
    button.addEventListener("focus", () => stopAt(target))
    button.addEventListener("keydown", event => walk(event, target))
    // A table's caption names its scrolling region, so the button stands before the region, not in the caption.
    if (target.matches("figure.data-table")) target.prepend(button)
    else {
      const place = target.querySelector(PLACES[target.tagName] || ":scope") || target
      // Headings and the heads of rows are read out again and again: without the button.
      if (/^(H\d|TH)$/.test(place.tagName)) place.ariaLabel = place.textContent.trim()
      place.append(button)
    }
    if (!stops.has(groupOf(target))) stopAt(target)
    return button
  }

  const whenIdle = window.requestIdleCallback || (action => setTimeout(() => action({ timeRemaining: () => 0 }), 20))
  const waiting = [...targets]
  function some(deadline) {
    let most = 20
    do mark(waiting.shift())
    while (waiting.length && --most && deadline.timeRemaining() > 2)
    if (waiting.length) whenIdle(some)
  }
  if (waiting.length) whenIdle(some)

  article.addEventListener("focusin", event => {
    if (groupOf(event.target) === article && headings.length) stopAt(anchorOf(event.target))
  })

  window.share = { headingOf, anchorOf }
})()
