/* Speaks ticlab's adapter protocol for a decoder of the TIC line.
 *
 * By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
 * With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.
 */
#define _POSIX_C_SOURCE 200809L /* getline */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decoder.h"

/* Receives a good group; the timestamp is NULL where there is none. */
typedef void (*say_fn)(const char *label, const char *value, const char *timestamp);

/* What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
 * "typed", "errors" and others (ticlab's docs/adapter-protocol.md). */
static const char hello[] =
    "{\"hello\":{\"name\":\"my-decoder\",\"version\":\"0.1.0\","
    "\"capabilities\":[\"historique\",\"standard\",\"timestamps\"],\"depth\":\"syntax\"}}";

/* PUT YOUR DECODER HERE.
 *
 * start() makes a fresh decoder, take() gives it the next byte of the line. It calls
 * say(label, value, timestamp) for each good group. The mode is "historique", "standard" or
 * "auto"; the naive decoder sees it by itself.
 */
static struct decoder decoder;

static void start(const char *mode, say_fn say) {
  (void)mode;
  decoder = (struct decoder){.say = say};
}

static void take(unsigned char byte) {
  push(&decoder, byte);
}

/* Byte n of the line is U+00nn. */
static void write_text(const char *name, const char *text) {
  printf("\"%s\":\"", name);
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') printf("\\%c", c);
    else if (c < 0x20 || c > 0x7E) printf("\\u%04x", (unsigned)c);
    else putchar(c);
  }
  putchar('"');
}

static void write_event(const char *label, const char *value, const char *timestamp) {
  printf("{\"event\":\"group\",");
  write_text("label", label);
  putchar(',');
  write_text("value", value);
  if (timestamp) {
    putchar(',');
    write_text("timestamp", timestamp);
  }
  puts("}");
}

/* The rest of the line after `"name":` and its quote: enough JSON for what the runner sends. */
static const char *field(const char *line, const char *name) {
  const char *at = strstr(line, name);
  if (!at) return NULL;
  at += strlen(name);
  at += strspn(at, " :");
  return *at == '"' ? at + 1 : at;
}

static void take_base64(const char *text) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned bits = 0;
  int count = 0;
  const char *digit;
  for (; *text && (digit = strchr(digits, *text)); text++) {
    bits = bits << 6 | (unsigned)(digit - digits);
    count += 6;
    if (count >= 8) {
      count -= 8;
      take((unsigned char)(bits >> count));
    }
  }
}

static void run(const char *line) {
  const char *seq = field(line, "\"seq\"");
  const char *mode = field(line, "\"mode\"");
  char word[16] = "auto";
  if (mode) snprintf(word, sizeof word, "%.*s", (int)strcspn(mode, "\""), mode);
  start(word, write_event);
  for (const char *at = line; (at = field(at, "\"b64\""));) take_base64(at);
  printf("{\"seq\":%ld,\"done\":true}\n", seq ? atol(seq) : 0L);
}

static void session(void) {
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    const char *op = field(line, "\"op\"");
    if (!op || !strncmp(op, "bye", 3)) break;
    if (!strncmp(op, "hello", 5)) puts(hello);
    if (!strncmp(op, "run", 3)) run(line);
    fflush(stdout);
  }
  free(line);
}

int main(void) {
  const char *wanted = getenv("TIC_TEST_SESSION");
  if (wanted && !strcmp(wanted, "1")) {
    session();
    return 0;
  }
  const char *mode = getenv("TIC_MODE");
  puts(hello);
  start(mode ? mode : "auto", write_event);
  for (int byte; (byte = getchar()) != EOF;) take((unsigned char)byte);
  return 0;
}
