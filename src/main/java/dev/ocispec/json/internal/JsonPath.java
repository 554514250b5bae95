package dev.ocispec.json.internal;

import dev.ocispec.report.JsonPointer;
import java.util.Arrays;

/** Where a reader is: one name or index for each open object or list. */
final class JsonPath {
  private static final int UNTOUCHED = -1;

  private String[] names = new String[16];
  private int[] indexes = new int[16];
  private long[] starts = new long[16];
  private int depth;

  void push() {
    push(0);
  }

  /** Enters an object or list that begins at the offset {@code start}. */
  void push(long start) {
    if (depth == names.length) {
      names = Arrays.copyOf(names, depth * 2);
      indexes = Arrays.copyOf(indexes, depth * 2);
      starts = Arrays.copyOf(starts, depth * 2);
    }
    starts[depth] = start;
    names[depth] = "";
    indexes[depth++] = UNTOUCHED;
  }

  void pop() {
    depth--;
  }

  /** Where the innermost object or list begins. */
  long start() {
    return starts[depth - 1];
  }

  void name(String name) {
    names[depth - 1] = name;
    indexes[depth - 1] = -2;
  }

  void index(int index) {
    indexes[depth - 1] = index;
  }

  /** Steps to the next element of the innermost list. */
  void nextIndex() {
    indexes[depth - 1]++;
  }

  /** Whether nothing of the innermost object or list has been seen yet. */
  boolean isUntouched() {
    return indexes[depth - 1] == UNTOUCHED;
  }

  /** The name of the innermost object's member. */
  String name() {
    return names[depth - 1];
  }

  String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      if (indexes[i] == UNTOUCHED) {
        break; // nothing of the innermost object or list has been seen yet
      }
      pointer.append('/');
      if (indexes[i] >= 0) {
        pointer.append(indexes[i]);
      } else {
        pointer.append(JsonPointer.escape(names[i]));
      }
    }
    return pointer.toString();
  }
}
