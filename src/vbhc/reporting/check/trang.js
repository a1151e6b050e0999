(function () {
  "use strict";
  var root = document.documentElement, form = document.querySelector(".loc"), out = form.querySelector("output");
  var notes = Array.prototype.slice.call(document.querySelectorAll(".the"));
  var refs = {}, now = -1;
  document.querySelectorAll("[data-cua]").forEach(function (mark) {
    mark.dataset.cua.split(" ").forEach(function (id) { (refs[id] = refs[id] || []).push(mark); });
  });
  function shown() { return notes.filter(function (note) { return !note.hidden; }); }
  // A note of a table's cell floats at the table's top; push it down to the height of its words.
  function place() {
    notes.forEach(function (note) { note.style.marginTop = ""; });
    shown().forEach(function (note) {
      var mark = (refs[note.id] || [])[0];
      if (!mark || getComputedStyle(note).float === "none") { return; }
      var gap = mark.getBoundingClientRect().top - note.getBoundingClientRect().top - 4;
      if (gap > 12) { note.style.marginTop = gap + "px"; }
    });
  }
  function count() {
    var all = shown(), at = now >= 0 ? all.indexOf(notes[now]) : -1;
    out.textContent = (at >= 0 ? at + 1 + "/" : "") + all.length + (all.length < notes.length ? " (lọc)" : "");
  }
  function mark(on) {
    if (now < 0) { return; }
    [notes[now]].concat(refs[notes[now].id] || []).forEach(function (x) { x.classList.toggle("nay", on); });
  }
  function filter() {
    var levels = {}, fix = form.elements.sua.value, rule = form.elements["quy-tac"].value;
    form.querySelectorAll("[name=muc]").forEach(function (box) { levels[box.value] = box.checked; });
    notes.forEach(function (note) {
      var d = note.dataset;
      note.hidden = !levels[d.muc] || (fix && d.sua !== fix) || (rule && d.quyTac !== rule);
    });
    Object.keys(refs).forEach(function (id) {
      refs[id].forEach(function (x) {
        x.classList.toggle("tat", x.dataset.cua.split(" ").every(function (i) { return document.getElementById(i).hidden; }));
      });
    });
    if (now >= 0 && notes[now].hidden) { mark(false); now = -1; }
    place();
    count();
  }
  function go(step) {
    var all = shown();
    if (!all.length) { return; }
    var at = now >= 0 ? all.indexOf(notes[now]) + step : step > 0 ? 0 : all.length - 1;
    mark(false);
    var note = all[(at + all.length) % all.length];
    now = notes.indexOf(note);
    mark(true);
    ((refs[note.id] || [])[0] || note).scrollIntoView({ block: "center" });
    note.focus({ preventScroll: true });
    count();
  }
  form.addEventListener("change", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.elements.truoc.addEventListener("click", function () { go(-1); });
  form.elements.sau.addEventListener("click", function () { go(1); });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /SELECT|TEXTAREA/.test(event.target.tagName)) { return; }
    if (event.key === "n" || event.key === "j") { go(1); }
    if (event.key === "p" || event.key === "k") { go(-1); }
  });
  window.addEventListener("resize", place);
  root.classList.add("js");
  filter();
})();
