/* Selecting text in an article offers a link to that very passage (a text fragment) and a citation of it. */
(function () {
  "use strict"
  const article = document.querySelector("article")
  if (!window.share || !article) return
  const SHORT = 40, EDGE = 12, LEAST = 4
  const words = window.Intl && Intl.Segmenter ? new Intl.Segmenter("zh", { granularity: "word" }) : null

  const bar = document.createElement("div")
  bar.className = "share-bar"
  bar.hidden = true
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", "所选文字")
  let range

  function add(text, action) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = text
    button.addEventListener("click", () => {
      bar.hidden = true
      action(range)
    })
    bar.append(button)
  }
  // A press must not undo the selection before the click comes.
  bar.addEventListener("pointerdown", event => event.preventDefault())
  bar.addEventListener("mousedown", event => event.preventDefault())
  add("复制此句链接", chosen => share.copy(passageLink(chosen), "已复制此句链接"))
  add("引用此句", chosen => share.copy(quotation(chosen), "已复制引文"))
  document.querySelector("main").append(bar) // what readers meet belongs to a landmark

  const squeeze = text => text.replace(/\s+/g, " ").trim()
  const encode = text => encodeURIComponent(text).replace(/-/g, "%2D")
  const cut = text => (words ? Array.from(words.segment(text), part => part.segment) : [...text])

  /** Browsers only find passages that begin and end with a word, so the ends are moved out to the next bounds. */
  function wholeWords(chosen) {
    const whole = chosen.cloneRange()
    if (!words) return whole
    const bound = (node, offset, end) => {
      if (node.nodeType !== Node.TEXT_NODE || offset <= 0 || offset >= node.length) return offset
      const part = words.segment(node.data).containing(end ? offset - 1 : offset)
      return end ? part.index + part.segment.length : part.index
    }
    whole.setStart(chosen.startContainer, bound(chosen.startContainer, chosen.startOffset, false))
    whole.setEnd(chosen.endContainer, bound(chosen.endContainer, chosen.endOffset, true))
    return whole
  }

  function edge(text, fromEnd) {
    const parts = fromEnd ? cut(text).reverse() : cut(text)
    let taken = ""
    for (const part of parts) {
      if (taken.trim().length >= EDGE) break
      taken = fromEnd ? part + taken : taken + part
    }
    return taken.trim()
  }

  const blockOf = node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("p, li, td, th, dd, dt, h1, h2, h3, h4, figcaption, caption, pre, summary")

  function directive(chosen) {
    const whole = wholeWords(chosen)
    const text = squeeze(whole.toString())
    const block = blockOf(whole.startContainer)
    const oneBlock = block && block === blockOf(whole.endContainer)
    if (!oneBlock || text.length > SHORT) {
      const lines = whole.toString().split("\n").map(squeeze).filter(Boolean)
      return encode(edge(lines[0], false)) + "," + encode(edge(lines[lines.length - 1], true))
    }
    const first = squeeze(article.textContent).split(text).length > 2
    if (!first) return encode(text)
    const before = document.createRange()
    before.setStart(block, 0)
    before.setEnd(whole.startContainer, whole.startOffset)
    const prefix = edge(squeeze(before.toString()), true)
    return (prefix ? encode(prefix) + "-," : "") + encode(text)
  }

  function passageLink(chosen) {
    const page = document.querySelector("link[rel=canonical]").href
    return page + "#" + share.headingOf(chosen.startContainer.parentElement).id + ":~:text=" + directive(chosen)
  }

  function quotation(chosen) {
    const copy = document.createElement("div")
    copy.append(chosen.cloneContents())
    for (const mark of copy.querySelectorAll(".fact__ref, .grade, button")) mark.remove()
    return "“" + squeeze(copy.textContent) + "”——" + share.cite(share.forms[0], share.anchorOf(chosen.startContainer))
  }

  function offer() {
    const selection = getSelection()
    const usable = selection.rangeCount && !selection.isCollapsed && article.contains(selection.getRangeAt(0).commonAncestorContainer)
    if (!usable || squeeze(selection.toString()).length < LEAST) {
      bar.hidden = true
      return
    }
    range = selection.getRangeAt(0).cloneRange()
    const boxes = range.getClientRects()
    const last = boxes[boxes.length - 1]
    if (!last) return
    bar.hidden = false
    // Below the end, where a phone's own menu is not.
    const left = Math.min(last.right - bar.offsetWidth / 2, document.documentElement.clientWidth - bar.offsetWidth - 8)
    bar.style.left = Math.max(8, left) + scrollX + "px"
    bar.style.top = last.bottom + 10 + scrollY + "px"
  }

  let timer
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(offer, 150)
  }
  document.addEventListener("selectionchange", soon)
  soon() // what made this script load
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") bar.hidden = true
  })
})()
