/* A decoder for the tests of the judge, written from the reference of the protocol alone.
 *
 * It stores a whole frame, STX to ETX, checks every group and says the frame only if all of them
 * are good, as 02E §1.5.3.1 p20 has it. Values are trimmed, numbers lose their leading zeros. It
 * is right but for three weaknesses, each taken from the field, which predictions.yaml turns into
 * verdicts:
 *
 * C1  A frame has room for 1024 bytes between STX and ETX. A longer one is lost
 *     (esphome/issues#2060).
 * C2  A label has room for 8 characters, the rest of it is cut off: SMAXSN1-1 becomes SMAXSN1-.
 * C3  An STX inside a frame is ignored, so a frame whose ETX was lost is merged with the next one
 *     (esphome#3855).
 *
 * By pipe it reads standard input to its end; with TIC_TEST_SESSION=1 it answers requests.
 * Build: gcc -O2 -Wall -Wextra -o naive naive.c
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STX = 2, ETX = 3, EOT = 4, HT = 9, LF = 10, CR = 13 };
enum { FRAME_ROOM = 1024, LABEL_ROOM = 8 };

static const char hello[] =
    "{\"hello\":{\"name\":\"naive-c\",\"version\":\"1.0.0\",\"capabilities\":[\"historique\","
    "\"standard\",\"timestamps\"],\"depth\":\"syntax\"}}";

struct decoder {
  unsigned char frame[FRAME_ROOM];
  int length;
  int inside;
  int too_long;
};

struct text {
  const unsigned char *at;
  int length;
};

struct group {
  struct text label, timestamp, value;
};

static int is_horodate(struct text t) {
  if (t.length != 13 || !strchr("HEhe ", t.at[0])) return 0;
  for (int i = 1; i < 13; i++)
    if (!isdigit(t.at[i])) return 0;
  return 1;
}

/* Reads the bytes between LF and CR; returns 0 where they are no good group. */
static int read_group(const unsigned char *at, int length, struct group *group) {
  if (length < 4) return 0;
  unsigned char separator = at[length - 2];
  if (separator != ' ' && separator != HT) return 0;
  for (int i = 0; i < length; i++)
    if ((at[i] < 0x20 || at[i] > 0x7E) && !(at[i] == HT && separator == HT)) return 0;

  int zone = separator == HT ? length - 1 : length - 2;
  unsigned sum = 0;
  for (int i = 0; i < zone; i++) sum += at[i];
  if ((sum & 0x3F) + 0x20 != at[length - 1]) return 0;

  int end = length - 2;
  int cut = 0;
  while (cut < end && at[cut] != separator) cut++;
  if (cut == 0 || cut == end) return 0;
  group->label = (struct text){at, cut};
  group->timestamp = (struct text){at, 0};
  group->value = (struct text){at + cut + 1, end - cut - 1};
  if (separator == HT && group->value.length > 13 && group->value.at[13] == HT) {
    struct text first = {group->value.at, 13};
    if (is_horodate(first)) {
      group->timestamp = first;
      group->value = (struct text){first.at + 14, group->value.length - 14};
    }
  }
  return 1;
}

static struct text trimmed(struct text label, struct text value) {
  while (value.length > 0 && value.at[0] == ' ') value.at++, value.length--;
  while (value.length > 0 && value.at[value.length - 1] == ' ') value.length--;
  for (int i = 0; i < value.length; i++)
    if (!isdigit(value.at[i])) return value;
  if (label.length == 4 && (!memcmp(label.at, "ADCO", 4) || !memcmp(label.at, "ADSC", 4)))
    return value;
  if (label.length == 3 && !memcmp(label.at, "PRM", 3)) return value;
  while (value.length > 1 && value.at[0] == '0') value.at++, value.length--;
  return value;
}

static void put(const char *name, struct text t) {
  printf("\"%s\":\"", name);
  for (int i = 0; i < t.length; i++) {
    if (t.at[i] == '"' || t.at[i] == '\\') putchar('\\');
    if (t.at[i] == HT) fputs("\\t", stdout);
    else putchar(t.at[i]);
  }
  putchar('"');
}

/* Walks the groups of the stored frame; returns how many, or -1 if one is bad. */
static int walk(const struct decoder *d, int say) {
  int count = 0, start = -1;
  for (int i = 0; i < d->length; i++) {
    if (d->frame[i] == LF) {
      if (start >= 0) return -1;
      start = i + 1;
    } else if (d->frame[i] == CR && start >= 0) {
      struct group g;
      if (!read_group(d->frame + start, i - start, &g)) return -1;
      start = -1;
      if (!say) {
        count++;
        continue;
      }
      if (count++) putchar(',');
      struct text label = g.label;
      if (label.length > LABEL_ROOM) label.length = LABEL_ROOM; /* C2 */
      putchar('{');
      put("label", label);
      putchar(',');
      put("value", trimmed(g.label, g.value));
      if (g.timestamp.length) putchar(','), put("timestamp", g.timestamp);
      putchar('}');
    }
  }
  return start >= 0 ? -1 : count;
}

static void end_of_frame(const struct decoder *d) {
  if (d->too_long || walk(d, 0) < 1) return;
  fputs("{\"event\":\"frame\",\"complete\":true,\"groups\":[", stdout);
  walk(d, 1);
  puts("]}");
}

static void push(struct decoder *d, int byte) {
  if (!d->inside) {
    if (byte == STX) d->inside = 1, d->length = 0, d->too_long = 0;
  } else if (byte == ETX) {
    end_of_frame(d);
    d->inside = 0;
  } else if (byte == EOT) {
    d->inside = 0;
  } else if (byte == STX) {
    /* C3 */
  } else if (d->length < FRAME_ROOM) {
    d->frame[d->length++] = (unsigned char)byte;
  } else {
    d->too_long = 1; /* C1 */
  }
}

static void push_base64(struct decoder *d, const char *at) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned bits = 0;
  int count = 0;
  for (const char *digit; *at && (digit = strchr(digits, *at)); at++) {
    bits = bits << 6 | (unsigned)(digit - digits);
    if ((count += 6) >= 8) push(d, bits >> (count -= 8) & 0xFF);
  }
}

/* The text after `"name":`, its quote skipped; NULL where there is none. */
static const char *field(const char *line, const char *name) {
  const char *at = strstr(line, name);
  if (!at) return NULL;
  at += strlen(name);
  while (*at == ' ' || *at == ':') at++;
  return *at == '"' ? at + 1 : at;
}

static void session(void) {
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    const char *op = field(line, "\"op\"");
    if (!op || !strncmp(op, "bye", 3)) break;
    if (!strncmp(op, "hello", 5)) puts(hello);
    if (!strncmp(op, "run", 3)) {
      struct decoder d = {0};
      const char *seq = field(line, "\"seq\"");
      for (const char *at = line; (at = field(at, "\"b64\"")); ) push_base64(&d, at);
      printf("{\"seq\":%d,\"done\":true}\n", seq ? atoi(seq) : 0);
    }
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
  struct decoder d = {0};
  puts(hello);
  for (int byte; (byte = getchar()) != EOF;) push(&d, byte);
  return 0;
}
