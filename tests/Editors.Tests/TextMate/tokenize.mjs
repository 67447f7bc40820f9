// Tokenises texts with a TextMate grammar the way Visual Studio Code does.
// Arguments: the grammar, and the folder whose node_modules hold the tokeniser.
// Standard input: a JSON array of texts. Standard output: for each text an array of
// [start offset, length, scope, scope, ...], the blanks between lexemes left out.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [grammarPath, folder] = process.argv.slice(2);
const load = createRequire(join(folder, "package.json"));
const textmate = load("vscode-textmate");
const oniguruma = load("vscode-oniguruma");

await oniguruma.loadWASM(readFileSync(load.resolve("vscode-oniguruma/release/onig.wasm")));
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(grammarPath, "utf8"), grammarPath),
});
const grammar = await registry.loadGrammar("source.dmarules");

function tokenise(text) {
  const found = [];
  let stack = textmate.INITIAL;
  let start = 0;
  // A lone carriage return ends a line there too.
  for (const [whole, line] of text.matchAll(/([^\r\n]*)(?:\r\n|[\r\n]|$)/g)) {
    const result = grammar.tokenizeLine(line, stack);
    for (const token of result.tokens) {
      const end = Math.min(token.endIndex, line.length);
      if (line.slice(token.startIndex, end).trim() !== "") {
        found.push([start + token.startIndex, end - token.startIndex, ...token.scopes.slice(1)]);
      }
    }
    stack = result.ruleStack;
    start += whole.length;
  }
  return found;
}

const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(tokenise)));
