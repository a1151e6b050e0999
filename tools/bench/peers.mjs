// What `make bench` measures ours beside: docxtemplater (free core) and carbone doing the same job in Node.
//
// node peers.mjs NAME TEMPLATE DATA.json ROUNDS → {"ms": [each warm round], "mb": peak resident memory, "size": bytes of the file}
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const [name, template, data, rounds] = process.argv.slice(2);
const values = JSON.parse(readFileSync(data, "utf8"));

const makers = {
  async docxtemplater() {
    const { default: PizZip } = await import("pizzip");
    const { default: Docxtemplater } = await import("docxtemplater");
    const bytes = readFileSync(template);
    return () => {
      const document = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
      document.render(values);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  async carbone() {
    const { default: carbone } = await import("carbone");
    return () =>
      new Promise((done, failed) => carbone.render(template, values, (error, made) => (error ? failed(error) : done(made))));
  },
};

const job = await makers[name]();
let made = await job();
const ms = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const start = performance.now();
  made = await job();
  ms.push(performance.now() - start);
}
console.log(JSON.stringify({ ms, mb: process.resourceUsage().maxRSS / 1024, size: made.length }));
process.exit(0);
