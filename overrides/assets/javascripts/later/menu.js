/* The menu that a share button opens and closes. Without popovers the button copies the link. */
(function () {
  "use strict"
  if (!window.share) return
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

  share.open = function (button, target) {
    if (typeof menu.showPopover !== "function") return share.copy(share.link(target), "已复制链接")
    // As its declared opener the button's press does not first close the menu, so that a second one can.
    button.popoverTargetElement = menu
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

  if (typeof menu.showPopover !== "function") menu.hidden = true
})()
