package dev.ocispec.json.internal;

import dev.ocispec.schema.internal.MemberName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Writes the canonical form of a document: no white space, members ordered by the UTF-16 units of
 * their names, strings with the shortest escapes, whole numbers by all their digits, other numbers
 * in ECMAScript's shortest form.
 *
 * <p>Members are written as they come. Where an object ends whose members came in another order,
 * their bytes are put in order.
 */
final class CanonicalBytes extends CompactBytes {
  /** Up to so many members, putting each where it belongs is the fastest way to sort them. */
  private static final int FEW = 32;

  // The members of all objects that have begun and not ended: their names, where they begin.
  private String[] names = new String[64];
  private int[] starts = new int[64];
  private int members;

  // For each of these objects its first member, and whether its names have come in order.
  private int[] firsts = new int[16];
  private boolean[] ordered = new boolean[16];
  private int depth;

  private byte[] copied = {};

  CanonicalBytes(Utf8Buffer out) {
    super(out);
  }

  @Override
  public void startObject() {
    super.startObject();
    if (depth == firsts.length) {
      firsts = Arrays.copyOf(firsts, 2 * depth);
      ordered = Arrays.copyOf(ordered, 2 * depth);
    }
    firsts[depth] = members;
    ordered[depth] = true;
    depth++;
  }

  @Override
  public void endObject() {
    depth--;
    int first = firsts[depth];
    if (!ordered[depth]) {
      putInOrder(first);
    }
    members = first;
    super.endObject();
  }

  @Override
  public void name(String name) {
    member(name);
    super.name(name);
  }

  @Override
  public void name(MemberName name) {
    member(name.text());
    super.name(name);
  }

  @Override
  public void number(String literal) {
    super.number(CanonicalNumber.of(literal));
  }

  private void member(String name) {
    if (members == names.length) {
      names = Arrays.copyOf(names, 2 * members);
      starts = Arrays.copyOf(starts, 2 * members);
    }
    int object = depth - 1;
    if (ordered[object] && members > firsts[object]) {
      ordered[object] = names[members - 1].compareTo(name) <= 0;
    }
    names[members] = name;
    starts[members] = out.length();
    members++;
  }

  /** Puts the members from {@code first} on in order, each with the comma after it. */
  private void putInOrder(int first) {
    int start = starts[first];
    int length = out.length() - start;
    if (copied.length < length) {
      copied = new byte[Math.max(length, out.bytes().length / 2)];
    }
    System.arraycopy(out.bytes(), start, copied, 0, length);
    int to = start;
    for (int member : members - first <= FEW ? order(first) : orderOfMany(first)) {
      int end = member + 1 < members ? starts[member + 1] : start + length;
      System.arraycopy(copied, starts[member] - start, out.bytes(), to, end - starts[member]);
      to += end - starts[member];
    }
  }

  private int[] order(int first) {
    int[] order = new int[members - first];
    for (int i = 0; i < order.length; i++) {
      String name = names[first + i];
      int place = i;
      while (place > 0 && names[order[place - 1]].compareTo(name) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = first + i;
    }
    return order;
  }

  private int[] orderOfMany(int first) {
    return IntStream.range(first, members)
        .boxed()
        .sorted(Comparator.comparing(member -> names[member]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
