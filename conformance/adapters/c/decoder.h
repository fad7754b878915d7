/* A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours. */
#ifndef NAIVE_DECODER_H
#define NAIVE_DECODER_H

#include <ctype.h>
#include <string.h>

enum { STX = 0x02, ETX = 0x03, EOT = 0x04, HT = 0x09, LF = 0x0A, CR = 0x0D, SP = 0x20 };
enum { LONGEST_GROUP = 256, HORODATE = 13 };

/* Receives a good group; the timestamp is NULL where there is none. */
typedef void (*say_fn)(const char *label, const char *value, const char *timestamp);

struct decoder {
  say_fn say;
  int inside;
  int length;
  char group[LONGEST_GROUP + 1]; /* the bytes since LF */
};

static int is_label(const char *text) {
  if (!isalpha((unsigned char)*text)) return 0;
  for (; *text; text++)
    if (!isalnum((unsigned char)*text) && !strchr("_+-", *text)) return 0;
  return 1;
}

static int is_horodate(const char *text) {
  if (!*text || !strchr("HEhe ", *text)) return 0;
  return strspn(text + 1, "0123456789") == HORODATE - 1 && text[HORODATE] == HT;
}

static void end_of_group(struct decoder *d) {
  int end = d->length - 2;
  if (end < 2) return;
  char separator = d->group[end];
  if (separator != SP && separator != HT) return;

  /* Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in. */
  unsigned sum = separator == HT ? HT : 0;
  for (int i = 0; i < d->length; i++) {
    unsigned char byte = (unsigned char)d->group[i];
    if ((byte < 0x20 || byte > 0x7E) && byte != separator) return;
    if (i < end) sum += byte;
  }
  if ((unsigned)d->group[end + 1] != (sum & 0x3F) + 0x20) return;

  /* The first and the last separator delimit: data may have blanks inside. */
  d->group[end] = '\0';
  char *value = strchr(d->group, separator);
  if (!value) return;
  *value++ = '\0';
  if (!is_label(d->group)) return;
  if (separator == HT && is_horodate(value)) {
    value[HORODATE] = '\0';
    d->say(d->group, value + HORODATE + 1, value);
  } else {
    d->say(d->group, value, NULL);
  }
}

/* Takes the next byte of the line. */
static void push(struct decoder *d, unsigned char byte) {
  if (byte == LF) {
    d->inside = 1;
    d->length = 0;
  } else if (byte == CR) {
    if (d->inside) end_of_group(d);
    d->inside = 0;
  } else if (byte == STX || byte == ETX || byte == EOT) {
    d->inside = 0; /* the group was cut */
  } else if (d->inside) {
    d->group[d->length++] = (char)byte;
    if (d->length > LONGEST_GROUP) d->inside = 0;
  }
}

#endif
