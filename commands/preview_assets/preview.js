/* Reloads the page after a change of its sources; only in the preview. */
(function () {
  "use strict"
  const shown = document.currentScript.dataset.epoch

  async function look() {
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch("/preview-assets/epoch", {cache: "no-store"})
        if (answer.ok && await answer.text() !== shown) return location.reload()
      } catch (_) { /* the preview has been stopped, or starts anew */ }
    }
    setTimeout(look, 300)
  }

  look()
})()
