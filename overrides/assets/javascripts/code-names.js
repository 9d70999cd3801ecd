/* Code blocks for the keyboard and the ear: Material puts their buttons into a nameless <nav>, and makes a block that scrolls a stop
   without a name, on devices with a mouse only (and on others takes the stop away again: hence the second observer). */
(function () {
  "use strict"
  const blocks = [...document.querySelectorAll("pre > code")]
  if (!blocks.length) return
  const label = index => "代码 " + (index + 1)

  const nameButtons = () => document.querySelectorAll(".md-code__nav").forEach((nav, index) => {
    if (nav.getAttribute("aria-label") !== label(index)) nav.setAttribute("aria-label", label(index))
  })
  nameButtons()
  new MutationObserver(nameButtons).observe(document.querySelector("article"), { childList: true, subtree: true })

  function update(block) {
    const wanted = { tabindex: "0", role: "group", "aria-label": label(blocks.indexOf(block)) }
    const scrolls = block.scrollWidth > block.clientWidth
    for (const [name, value] of Object.entries(wanted)) {
      if (!scrolls) block.removeAttribute(name)
      else if (block.getAttribute(name) !== value) block.setAttribute(name, value)
    }
  }
  const sizes = new ResizeObserver(entries => entries.forEach(entry => update(entry.target)))
  const stops = new MutationObserver(changes => changes.forEach(change => update(change.target)))
  for (const block of blocks) {
    sizes.observe(block)
    stops.observe(block, { attributeFilter: ["tabindex"] })
  }
})()
