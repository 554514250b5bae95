package dev.ocispec.bundle.internal;

/** A place in a program, which may be named before it is known. */
final class Label {
  private int offset = -1;

  /** How many bytes of the program come before it. */
  int offset() {
    if (offset < 0) {
      throw new IllegalStateException("a label that is at no place");
    }
    return offset;
  }

  void place(int at) {
    if (offset >= 0) {
      throw new IllegalStateException("a label that is at two places");
    }
    offset = at;
  }
}
