/* The card beside what the pointer, the focus or a finger is on: what a figure, a mark or a term stands for (the page's record of
   tips), which sources a number names (the list at the page's end), what a section says (its short page). */
(function () {
  "use strict"
  if (!window.share || typeof HTMLElement.prototype.showPopover !== "function") return
  const NOTED = "[data-tip], [data-ref], a.section-ref, sup a"
  const file = document.querySelector("article").dataset.tips
  const sections = new Map()
  const card = document.createElement("div")
  card.id = "note-card"
  card.className = "note-card"
  card.popover = "manual"
  card.setAttribute("role", "tooltip")
  document.body.append(card)
  let current, timer, record

  const noted = node => (node && node.closest ? node.closest("article " + NOTED.replaceAll(", ", ", article ")) : null)

  const read = address => fetch(address).then(answer => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))

  function section(id) {
    if (!sections.has(id))
      sections.set(id, read(share.shortPage(id)).then(html => {
        const page = new DOMParser().parseFromString(html, "text/html")
        const told = property => page.querySelector("meta[property='" + property + "']").content
        return [told("og:title"), told("og:description")]
      }))
    return sections.get(id)
  }

  /** The paragraphs of the note on `target`; where there are more than one, the first is a title. */
  async function lines(target) {
    if (target.matches("a.section-ref")) return section(decodeURIComponent(target.hash.slice(1)))
    if (target.dataset.tip) {
      record ||= read(file).then(JSON.parse)
      const [first, ...rest] = (await record)[target.dataset.tip].split("；")
      return rest.length ? [first, rest.join("；")] : [first]
    }
    return share.sources(target.matches("sup") ? target : target.parentNode)
      .filter(source => target.matches("sup") || source.number === target.textContent)
      .map(source => source.number + " " + source.text)
  }

  function place(target) {
    const box = target.getClientRects()[0]
    const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8)
    const above = box.bottom + card.offsetHeight + 8 > innerHeight && box.top > card.offsetHeight
    card.style.left = Math.max(8, left) + scrollX + "px"
    card.style.top = (above ? box.top - card.offsetHeight - 6 : box.bottom + 6) + scrollY + "px"
  }

  function show(target, withLink) {
    if (current === target) return
    hide()
    current = target
    lines(target).then(texts => {
      if (current !== target || !texts.length) return
      card.replaceChildren(...texts.map((text, index) => {
        const line = document.createElement(index === 0 && texts.length === 2 && !target.matches("sup, sup a") ? "strong" : "p")
        line.textContent = text
        return line
      }))
      if (withLink && target.href) {
        const link = document.createElement("a")
        link.href = target.href
        link.textContent = "前往"
        card.append(link)
      }
      card.showPopover()
      target.setAttribute("aria-describedby", card.id)
      place(target)
    }).catch(() => { /* the link still works */ })
  }

  function hide() {
    clearTimeout(timer)
    if (!current) return
    current.removeAttribute("aria-describedby")
    current = null
    if (card.matches(":popover-open")) card.hidePopover()
  }

  const wait = (action, time) => {
    clearTimeout(timer)
    timer = setTimeout(action, time)
  }
  const over = target => target && target !== current && wait(() => show(target), 250)
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return
    const target = noted(event.target)
    if (target) target === current ? clearTimeout(timer) : over(target)
    else if (card.contains(event.target)) clearTimeout(timer) // readers may move the pointer onto the card
    else wait(hide, 200)
  })
  document.addEventListener("focusin", event => {
    const target = noted(event.target)
    if (target && event.target.matches(":focus-visible")) show(target)
    else if (!card.contains(event.target)) hide()
  })
  document.addEventListener("focusout", event => event.relatedTarget || hide())
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })

  window.notes = { show: target => show(target, true), hide, isOn: target => current === target }
  // What made this script load has happened already.
  const focused = noted(document.activeElement)
  if (focused && focused.matches(":focus-visible")) show(focused)
  else over(noted([...document.querySelectorAll(":hover")].pop()))
})()
