(function () {
  "use strict";
  var body = document.body, form = document.querySelector(".loc"), out = form.querySelector("output");
  function list(within, what) { return Array.prototype.slice.call(within.querySelectorAll(what)); }
  var stops = list(document, ".td"), tied = list(document, "[data-t]"), now = null;
  var of = {};
  tied.forEach(function (x) {
    x.dataset.t.split(" ").forEach(function (n) { (of[n] = of[n] || []).push(x); });
  });
  function number(stop) { return stop.id.slice(1); }
  function shown() { return stops.filter(function (stop) { return !stop.hidden; }); }
  function count() {
    var all = shown(), at = now ? all.indexOf(now) : -1;
    out.textContent = (at >= 0 ? at + 1 + "/" : "") + all.length + (all.length < stops.length ? " (lọc)" : "");
  }
  // What is marked as the one just looked at: the cell or the note, where it has one; else the row.
  function marked(stop) {
    var cells = (of[number(stop)] || []).filter(function (x) { return /^T[DH]$/.test(x.tagName); });
    return cells.length ? cells : [stop.closest("tr") || stop];
  }
  function mark(on) {
    if (now) { marked(now).forEach(function (x) { x.classList.toggle("nay", on); }); }
  }
  function filter() {
    var kinds = {}, parts = {}, boxes = list(form, "[name=phan]");
    list(form, "[name=loai]").forEach(function (box) { kinds[box.value] = box.checked; });
    boxes.forEach(function (box) { parts[box.value] = box.checked; });
    stops.forEach(function (stop) {
      stop.hidden = !kinds[stop.dataset.loai] || (boxes.length > 0 && !parts[stop.dataset.phan]);
    });
    tied.forEach(function (x) {
      x.classList.toggle("tat", x.dataset.t.split(" ").every(function (n) { return document.getElementById("t" + n).hidden; }));
    });
    if (boxes.length) {
      var on = boxes.filter(function (box) { return box.checked; }).length;
      form.querySelector(".chon span").textContent = on === boxes.length ? "tất cả" : on + "/" + boxes.length;
    }
    if (now && now.hidden) { mark(false); now = null; }
    count();
  }
  function look() {
    body.classList.toggle("mot", form.elements.cot.value === "mot");
    body.classList.toggle("chi", form.elements.chi.checked);
    if (now) { now.scrollIntoView({ block: "center" }); }
  }
  function reach(stop) {
    mark(false);
    now = stop;
    mark(true);
    stop.scrollIntoView({ block: "center" });
    stop.focus({ preventScroll: true });
    count();
  }
  function go(step) {
    var all = shown();
    if (!all.length) { return; }
    var at = now ? all.indexOf(now) + step : step > 0 ? 0 : all.length - 1;
    reach(all[(at + all.length) % all.length]);
  }
  function fold(button) {
    var part = document.getElementById(button.getAttribute("aria-controls")), open = part.classList.toggle("mo");
    button.setAttribute("aria-expanded", String(open));
    button.dataset.cu = button.dataset.cu || button.textContent;
    button.textContent = open ? "gập lại" : button.dataset.cu;
  }
  list(document, ".nut button").forEach(function (button) {
    button.addEventListener("click", function () { fold(button); });
  });
  form.addEventListener("change", function (event) {
    if (event.target.name === "cot" || event.target.name === "chi") { look(); } else { filter(); }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("click", function (event) {
    var name = event.target.name;
    if (name === "truoc") { go(-1); }
    if (name === "sau") { go(1); }
    if (name === "het" || name === "khong") {
      list(form, "[name=phan]").forEach(function (box) { box.checked = name === "het"; });
      filter();
    }
  });
  document.addEventListener("click", function (event) {
    var chosen = form.querySelector(".chon"), link = event.target.closest && event.target.closest("a[href^='#t']");
    if (chosen && !chosen.contains(event.target)) { chosen.open = false; }
    var stop = link && document.getElementById(link.getAttribute("href").slice(1));
    if (stop && !stop.hidden) { event.preventDefault(); reach(stop); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /SELECT|TEXTAREA/.test(event.target.tagName)) { return; }
    if (event.key === "n" || event.key === "j") { go(1); }
    if (event.key === "p" || event.key === "k") { go(-1); }
    if (event.key === "Escape" && form.querySelector(".chon")) { form.querySelector(".chon").open = false; }
  });
  document.documentElement.classList.add("js");
  filter();
  look();
})();
