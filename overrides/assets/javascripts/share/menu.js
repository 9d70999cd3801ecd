/* A button beside everything that has an address, and the menu it opens. Without popovers the button copies the link. */
(function () {
  "use strict"
  if (!window.share) return
  const NAMES = { FIGURE: "图表", ASIDE: "核对", TR: "行", DT: "术语" }
  const PLACES = { ASIDE: ".claim__head", TR: "th", FIGURE: "figcaption" }
  let anchor, opener

  const menu = document.createElement("div")
  menu.id = "share-menu"
  menu.className = "share-menu"
  menu.popover = "auto"
  menu.setAttribute("role", "dialog")
  menu.setAttribute("aria-labelledby", "share-menu-title")
  const title = document.createElement("p")
  title.id = "share-menu-title"
  title.className = "share-menu__title"
  menu.append(title)

  function add(text, action, name) {
    const item = document.createElement("button")
    item.type = "button"
    item.className = "share-menu__item"
    item.textContent = text
    if (name) item.setAttribute("aria-label", name)
    item.addEventListener("click", () => {
      menu.hidePopover()
      action(anchor)
    })
    menu.append(item)
    return item
  }

  const markdown = a => "[" + a.dataset.share.replace(/[\\[\]]/g, "\\$&") + "](" + share.link(a) + ")"
  const first = add("复制链接", a => share.copy(share.link(a), "已复制链接"))
  add("复制标题和链接", a => share.copy(a.dataset.share + "\n" + share.link(a), "已复制标题和链接"))
  add("复制 Markdown", a => share.copy(markdown(a), "已复制 Markdown"))
  const group = document.createElement("p")
  group.className = "share-menu__group"
  group.textContent = "引用"
  menu.append(group)
  for (const form of share.forms)
    add(form.name, a => share.copy(share.cite(form, a), "已复制引用（" + form.name + "）"), "复制引用：" + form.name)
  if (navigator.share)
    add("系统分享…", a => navigator.share({ title: a.dataset.share + " — " + share.site, url: share.link(a) }).catch(() => {}))
  document.body.append(menu)

  function place() {
    const box = opener.getBoundingClientRect()
    const left = Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth - 8)
    const below = box.bottom + 4
    const fits = below + menu.offsetHeight <= innerHeight || box.top < menu.offsetHeight
    menu.style.left = Math.max(8, left) + scrollX + "px"
    menu.style.top = (fits ? below : box.top - menu.offsetHeight - 4) + scrollY + "px"
  }

  function toggle(button, target) {
    const wasOpen = menu.matches(":popover-open")
    if (wasOpen) menu.hidePopover()
    if (wasOpen && opener === button) return
    opener = button
    anchor = target
    title.textContent = target.dataset.share
    menu.showPopover({ source: button })
    place()
    // Not by autofocus, which would scroll to where the menu stands before it has its place.
    first.focus({ preventScroll: true })
  }

  menu.addEventListener("beforetoggle", event => opener.setAttribute("aria-expanded", String(event.newState === "open")))
  // The opener's own click decides for it.
  menu.addEventListener("focusout", event => {
    if (event.relatedTarget && event.relatedTarget !== opener && !menu.contains(event.relatedTarget)) menu.hidePopover()
  })
  menu.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const items = [...menu.querySelectorAll("button")]
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus()
  })

  /* The buttons of a table and its rows, or of a list of terms, are one stop; the arrow keys lead on from there. */
  const groupOf = target => target.closest("figure.data-table") || target.closest("dl")

  function stopAt(button, group) {
    for (const other of group.querySelectorAll(".share")) other.tabIndex = other === button ? 0 : -1
  }

  function walk(event, group) {
    const buttons = [...group.querySelectorAll(".share")].filter(button => button.checkVisibility())
    const here = buttons.indexOf(event.currentTarget)
    const place = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (!(place in buttons)) return
    event.preventDefault()
    buttons[place].focus()
  }

  const simple = typeof menu.showPopover !== "function"
  if (simple) menu.hidden = true
  for (const target of document.querySelectorAll("[data-share]")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "share"
    button.title = "分享与引用"
    const kind = target.tagName === "TR" ? "一行" : NAMES[target.tagName] ? "个" + NAMES[target.tagName] : "一节"
    button.setAttribute("aria-label", "分享这" + kind + "：" + target.dataset.share)
    if (!simple) {
      // As its declared opener the button's press does not first close the menu, so that a second one can.
      button.popoverTargetElement = menu
      button.setAttribute("aria-haspopup", "dialog")
      button.setAttribute("aria-expanded", "false")
    }
    button.addEventListener("click", event => {
      event.preventDefault()
      if (simple) share.copy(share.link(target), "已复制链接")
      else toggle(button, target)
    })
    const group = groupOf(target)
    if (group) {
      button.title += "（上下键到别的行）"
      button.tabIndex = group.querySelector(".share") ? -1 : 0
      button.addEventListener("focus", () => stopAt(button, group))
      button.addEventListener("keydown", event => walk(event, group))
    }
    // A table's caption names its scrolling region, so the button stands before the region, not in the caption.
    if (target.matches("figure.data-table")) target.prepend(button)
    else {
      const place = target.querySelector(PLACES[target.tagName] || ":scope") || target
      // Headings and the heads of rows are read out again and again: without the button.
      if (/^(H\d|TH)$/.test(place.tagName)) place.ariaLabel = place.textContent.trim()
      place.append(button)
    }
  }

  for (const day of document.querySelectorAll(".citing__today")) day.textContent = share.today()
  for (const text of document.querySelectorAll(".citing__text")) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "citing__copy"
    button.textContent = "复制"
    button.setAttribute("aria-label", "复制引用：" + text.previousElementSibling.textContent)
    const content = text.textContent
    button.addEventListener("click", () => share.copy(content, "已复制引用"))
    text.append(button)
  }
})()
