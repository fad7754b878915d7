import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { secret } from "./secrets.ts";
import { SinkError } from "./sink.ts";

const NAME = "SECRETS_TEST_PASSWORD";

function withVariables(variables: Record<string, string>, use: () => void): void {
  for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
  try {
    use();
  } finally {
    for (const name of Object.keys(variables)) Deno.env.delete(name);
  }
}

Deno.test("a secret comes from its variable, or from the file that a variable names", () => {
  assertEquals(secret(NAME), undefined);
  withVariables({ [`TICLAB_${NAME}`]: " a b " }, () => assertEquals(secret(NAME), " a b "));
  const path = Deno.makeTempFileSync();
  for (const end of ["", "\n", "\r\n"]) {
    Deno.writeTextFileSync(path, `open sesame ${end}`);
    withVariables({ [`TICLAB_${NAME}_FILE`]: path }, () => {
      assertEquals(secret(NAME), "open sesame ");
    });
  }
  Deno.removeSync(path);
});

Deno.test("a secret that cannot be read, or is there twice, is told without it", () => {
  withVariables({ [`TICLAB_${NAME}_FILE`]: "/nowhere/linky" }, () => {
    const error = assertThrows(() => secret(NAME), SinkError);
    assertMatch(error.message, /TICLAB_SECRETS_TEST_PASSWORD_FILE names \/nowhere\/linky/);
    assertMatch(error.next, /ls -l/);
  });
  const both = { [`TICLAB_${NAME}`]: "hunter2", [`TICLAB_${NAME}_FILE`]: "/nowhere/linky" };
  withVariables(both, () => {
    const error = assertThrows(() => secret(NAME), SinkError);
    assert(!`${error.message}${error.next}`.includes("hunter2"));
    assertMatch(error.next, /unset TICLAB_SECRETS_TEST_PASSWORD/);
  });
});
