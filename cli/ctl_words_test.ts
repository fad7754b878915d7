import { assertEquals } from "@std/assert";
import { commandMessage, readCommand } from "../sim/control.ts";
import { VERBS } from "../sim/verbs.ts";
import { lackingWords } from "./ctl_words.ts";

const NOON = Date.UTC(2026, 0, 14, 11);

Deno.test("the example that ctl gives of each verb is a command", () => {
  for (const [target, verbs] of Object.entries(VERBS)) {
    for (const name of Object.keys(verbs)) {
      const words = [target, name];
      const { whole } = lackingWords(words, commandMessage(words)) ?? { whole: words };
      const command = readCommand(commandMessage(whole), NOON);
      assertEquals([command.target, command.action.do], [target, name], whole.join(" "));
      assertEquals(lackingWords(whole, commandMessage(whole)), undefined);
    }
  }
});
