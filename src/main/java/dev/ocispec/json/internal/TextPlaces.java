package dev.ocispec.json.internal;

/**
 * Lines and columns of offsets, with a mark every few kilobytes, so that a thousand faults at the
 * end of a large document cost little more than one.
 */
final class TextPlaces {
  private static final int STEP = 8192;

  /** A place: its line, and its column in characters, both from 1. */
  record Place(int line, int column) {
    private Place after(byte[] bytes, int from, int to) {
      int atLine = line;
      int atColumn = column;
      for (int i = from; i < to; i++) {
        if (bytes[i] == '\n') {
          atLine++;
          atColumn = 1;
        } else if ((bytes[i] & 0xC0) != 0x80) {
          atColumn++;
        }
      }
      return new Place(atLine, atColumn);
    }
  }

  private final byte[] bytes;
  private final Place[] marks;

  TextPlaces(byte[] bytes) {
    this.bytes = bytes;
    this.marks = new Place[bytes.length / STEP + 1];
    marks[0] = new Place(1, 1);
    for (int i = 1; i < marks.length; i++) {
      marks[i] = marks[i - 1].after(bytes, (i - 1) * STEP, i * STEP);
    }
  }

  /** The place of the byte at {@code offset}; an offset outside the text is moved to its end. */
  Place at(long offset) {
    int end = (int) Math.max(0, Math.min(offset, bytes.length));
    int mark = end / STEP;
    return marks[mark].after(bytes, mark * STEP, end);
  }
}
