/**
 * For tests: what replaces the naive decoder of each starting point, and is no decoder at all.
 *
 * @module
 */
import type { AdapterLanguageName } from "./starting_point.ts";

/** In each language a file that says the bytes which it is given as the value of `E9`. */
export const SMALLEST_DECODERS: Readonly<Record<AdapterLanguageName, string>> = {
  python: `class NaiveDecoder:
    def __init__(self, say):
        self.say = say

    def push(self, data):
        self.say("E9", data.decode("latin-1"), None)
`,
  node: `export class NaiveDecoder {
  constructor(say) {
    this.say = say;
  }
  push(bytes) {
    this.say("E9", String.fromCharCode(...bytes));
  }
}
`,
  go: `package main

type naiveDecoder struct{ say say }

func (d *naiveDecoder) push(data []byte) { d.say("E9", string(data), "") }
`,
  rust: `pub struct NaiveDecoder<S: FnMut(&str, &str, Option<&str>)>(S);

impl<S: FnMut(&str, &str, Option<&str>)> NaiveDecoder<S> {
    pub fn new(say: S) -> Self {
        NaiveDecoder(say)
    }
    pub fn push(&mut self, bytes: &[u8]) {
        let text: String = bytes.iter().map(|&b| char::from(b)).collect();
        (self.0)("E9", &text, None)
    }
}
`,
  c: `struct decoder {
  void (*say)(const char *, const char *, const char *);
};

static void push(struct decoder *d, unsigned char byte) {
  const char text[] = {(char)byte, 0};
  d->say("E9", text, 0);
}
`,
  cpp: `class NaiveDecoder {
 public:
  explicit NaiveDecoder(
      std::function<void(std::string_view, std::string_view, std::optional<std::string_view>)> say)
      : say_(say) {}
  void push(std::string_view bytes) { say_("E9", bytes, std::nullopt); }

 private:
  std::function<void(std::string_view, std::string_view, std::optional<std::string_view>)> say_;
};
`,
  java: `final class NaiveDecoder {
  private final Adapter.Say say;

  NaiveDecoder(Adapter.Say say) {
    this.say = say;
  }

  void push(byte[] bytes) {
    say.group("E9", new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), null);
  }
}
`,
  deno: `export class NaiveDecoder {
  constructor(readonly say: (label: string, value: string) => void) {}
  push(bytes: Uint8Array): void {
    this.say("E9", String.fromCharCode(...bytes));
  }
}
`,
};
