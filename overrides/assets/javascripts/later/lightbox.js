/* Enlarges the images that the image plugin has wrapped in a.glightbox, in a native dialog: the browser keeps the
   focus inside, closes on Escape and returns the focus. Without scripts the link simply opens the image. */
(function () {
  "use strict"
  const dialog = document.createElement("dialog")
  dialog.className = "lightbox"
  const close = document.createElement("button")
  close.type = "button"
  close.className = "lightbox__close"
  close.textContent = "关闭"
  const figure = document.createElement("figure")
  figure.className = "lightbox__figure"
  dialog.append(close, figure)
  document.body.append(dialog)

  window.lightbox = function (link) {
    const small = link.querySelector("img")
    const large = new Image()
    large.src = link.getAttribute("href")
    large.alt = small ? small.alt : ""
    figure.replaceChildren(large)
    const caption = [link.dataset.title, link.dataset.description].filter(Boolean).join("　")
    if (caption) {
      const line = document.createElement("figcaption")
      line.textContent = caption
      figure.append(line)
    }
    dialog.setAttribute("aria-label", "放大的图：" + (caption || large.alt || "无标题"))
    dialog.showModal()
  }

  close.addEventListener("click", () => dialog.close())
  // The dialog itself is only hit beside its content.
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target === figure) dialog.close()
  })
})()
