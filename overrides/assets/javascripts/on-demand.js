/* What is loaded when a reader first needs it: notes on hover, focus and touch, the bar over selected text, the enlarged image,
   help with an address that is not on the page, the copies in the box at the page's end. */
(function () {
  "use strict"
  const load = scripts("later")
  const NOTED = "article :is([data-tip], [data-ref], a.section-ref, sup a)"
  const noted = node => (node.closest ? node.closest(NOTED) : null)
  const notes = () => load(["record", "notes"])

  for (const kind of ["pointerover", "focusin"])
    document.addEventListener(kind, event => event.pointerType !== "touch" && noted(event.target) && notes())

  // With a finger there is no hovering: the first tap shows the note, which has the link in it. References to sections are followed.
  let pointer
  document.addEventListener("pointerdown", event => { pointer = event.pointerType }, true)
  document.addEventListener("click", event => {
    const target = noted(event.target)
    if (pointer !== "touch" || (target && target.matches("a.section-ref"))) return
    if (!target) {
      if (window.notes) window.notes.hide()
    } else if (!window.notes || !window.notes.isOn(target)) {
      event.preventDefault()
      notes().then(() => window.notes.show(target))
    }
  })

  document.addEventListener("selectionchange", () => {
    if (!getSelection().isCollapsed) load(["record", "table-copy", "selection"])
  })

  document.addEventListener("click", event => {
    const link = event.target.closest("a.glightbox")
    if (!link || typeof HTMLDialogElement !== "function" || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    load(["lightbox"]).then(() => lightbox(link))
  })

  const box = document.querySelector("aside.citing details")
  if (box) box.addEventListener("toggle", () => load(["record", "citing"]), { once: true })

  function look() {
    const [id] = location.hash.slice(1).split(":~:")
    if (id && !id.startsWith("__") && document.querySelector("article") && !document.querySelector(":target")) load(["record", "likeness", "register", "dead-anchor"])
  }
  look()
  addEventListener("hashchange", look)
})()
