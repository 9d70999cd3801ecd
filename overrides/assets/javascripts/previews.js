/* A reference to a section shows, on hover and on focus, what the section's short page says of it: title and first sentences. */
(function () {
  "use strict"
  if (!window.share || typeof HTMLElement.prototype.showPopover !== "function") return
  const pages = new Map()
  const card = document.createElement("div")
  card.id = "section-preview"
  card.className = "section-preview"
  card.popover = "manual"
  card.setAttribute("role", "tooltip")
  const title = document.createElement("strong")
  const text = document.createElement("p")
  card.append(title, text)
  document.body.append(card)
  let current, timer

  function load(id) {
    if (!pages.has(id))
      pages.set(id, fetch(share.shortPage(id))
        .then(answer => (answer.ok ? answer.text() : Promise.reject(new Error(answer.status))))
        .then(html => {
          const page = new DOMParser().parseFromString(html, "text/html")
          const read = property => page.querySelector("meta[property='" + property + "']").content
          return { title: read("og:title"), text: read("og:description") }
        }))
    return pages.get(id)
  }

  function show(link) {
    current = link
    load(decodeURIComponent(link.hash.slice(1))).then(section => {
      if (current !== link) return
      title.textContent = section.title
      text.textContent = section.text
      card.showPopover()
      link.setAttribute("aria-describedby", card.id)
      const box = link.getClientRects()[0]
      const left = Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8)
      const above = box.bottom + card.offsetHeight + 8 > innerHeight && box.top > card.offsetHeight
      card.style.left = Math.max(8, left) + scrollX + "px"
      card.style.top = (above ? box.top - card.offsetHeight - 6 : box.bottom + 6) + scrollY + "px"
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
  for (const link of document.querySelectorAll("a.section-ref")) {
    link.removeAttribute("title")
    link.addEventListener("pointerenter", event => event.pointerType === "mouse" && wait(() => show(link), 250))
    link.addEventListener("pointerleave", event => event.pointerType === "mouse" && wait(hide, 200))
    link.addEventListener("focus", () => link.matches(":focus-visible") && show(link))
    link.addEventListener("blur", hide)
  }
  // Readers may move the pointer onto the card.
  card.addEventListener("pointerenter", () => clearTimeout(timer))
  card.addEventListener("pointerleave", () => wait(hide, 200))
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide()
  })
})()
