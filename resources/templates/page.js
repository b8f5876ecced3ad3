(function () {
  "use strict";
  var audio = document.getElementById("player");
  if (!audio) { return; }
  var chapters = Array.prototype.slice.call(document.querySelectorAll(".chapter"));

  function startOf(element) { return Number(element.getAttribute("data-start-ms")); }

  function seek(ms, play) {
    var go = function () {
      audio.currentTime = ms / 1000;
      mark();
      if (play) {
        var started = audio.play();
        if (started) { started.catch(function () {}); }
      }
    };
    if (audio.readyState > 0) { go(); return; }
    audio.addEventListener("loadedmetadata", go, { once: true });
    audio.load();
  }

  function mark() {
    var now = audio.currentTime * 1000 + 1;
    var current = null;
    chapters.forEach(function (link) { if (startOf(link) <= now) { current = link; } });
    chapters.forEach(function (link) {
      if (link === current) { link.setAttribute("aria-current", "true"); }
      else { link.removeAttribute("aria-current"); }
    });
  }

  document.addEventListener("click", function (event) {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    var link = event.target.closest && event.target.closest("[data-start-ms]");
    if (!link) { return; }
    event.preventDefault();
    seek(startOf(link), true);
    if (window.history.replaceState) {
      try { history.replaceState(null, "", "#t=" + Math.floor(startOf(link) / 1000)); } catch (e) { /* a file */ }
    }
  });

  function fromAddress() {
    var match = /^#t=(\d+(?:\.\d+)?)$/.exec(window.location.hash);
    if (match) { seek(Number(match[1]) * 1000, false); }
  }

  audio.addEventListener("timeupdate", mark);
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
}());
