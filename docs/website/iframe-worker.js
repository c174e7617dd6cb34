// A browser starts no Worker for a page on disk (file://). There the search runs in a hidden frame instead,
// so that the site can be read from a folder, without a server and without a network.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inner = this.frame.contentWindow;
      window.addEventListener("message", (event) => {
        if (event.source !== inner) return;
        const message = new MessageEvent("message", { data: event.data });
        this.dispatchEvent(message);
        if (this.onmessage) this.onmessage(message);
      });
      const page = inner.document;
      page.open();
      const start = page.createElement("script");
      start.textContent =
        'postMessage = (data) => parent.postMessage(data, "*");' +
        "importScripts = (...all) => all.reduce((before, src) => before.then(() => new Promise((done) => {" +
        ' document.body.append(Object.assign(document.createElement("script"), { src, onload: done })); })), Promise.resolve());';
      const program = page.createElement("script");
      program.src = address;
      page.write("<!doctype html><body>" + start.outerHTML + program.outerHTML + "</body>");
      page.close();
      // Not earlier: open() drops the listeners of the frame.
      this.loaded = new Promise((resolve) => inner.addEventListener("load", resolve));
    }
    postMessage(data) {
      const inner = this.frame.contentWindow;
      this.loaded.then(() => inner.dispatchEvent(new MessageEvent("message", { data })));
    }
    terminate() {
      this.frame.remove();
    }
  };
}
