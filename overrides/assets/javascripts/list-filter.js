/* The filter above the long lists (terms, sources): each word typed must stand in an entry, or be the beginning of its pinyin. */
(function () {
  "use strict"
  const tools = document.querySelector(".list-tools")
  if (!tools) return
  const field = tools.querySelector("input"), count = tools.querySelector("output")
  const plain = text => text.normalize("NFKC").toLowerCase()
  let entries

  /** What an entry is found by: its text, and its pinyin from each syllable on, whole and as initials. */
  function read(head) {
    const parts = head.tagName === "DT" ? [head, head.nextElementSibling] : [head]
    const syllables = (head.dataset.pinyin || "").split(" ").filter(Boolean)
    const ends = syllables.map((_, index) => syllables.slice(index))
    return {
      parts,
      text: plain(parts.map(part => part.textContent).join(" ")),
      pinyin: ends.flatMap(end => [end.join(""), end.map(syllable => syllable[0]).join("")]),
    }
  }

  function filter() {
    entries ||= [...tools.nextElementSibling.querySelectorAll(":scope > :is(dt, li)")].map(read)
    const words = plain(field.value).split(/\s+/).filter(Boolean)
    let shown = 0
    for (const { parts, text, pinyin } of entries) {
      const fits = words.every(word => text.includes(word) || pinyin.some(end => end.startsWith(word)))
      for (const part of parts) part.hidden = !fits
      shown += fits
    }
    count.value = words.length ? `${shown} / ${entries.length} 条` : ""
  }

  field.addEventListener("input", event => event.isComposing || filter())
  field.addEventListener("compositionend", filter)
  // A link to an entry that is filtered out shows all again.
  document.addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']")
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!target?.hidden) return
    field.value = ""
    filter()
  }, true)
})()
