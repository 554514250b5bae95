package dev.ocispec.spec.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A few words that are looked for in bytes of UTF-8, without making a string of what is looked for.
 */
public final class WordTable {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final List<String> words;
  private final Map<String, Integer> places = new HashMap<>();
  private final byte[][] spelled;
  private final long[] heads;
  private final long[] tails;

  // Places in the list by hash, -1 where there is none; at least half of them.
  private final short[] slots;

  /** A table of these words, which are different. */
  public WordTable(List<String> words) {
    this.words = words;
    int size = words.size();
    spelled = new byte[size][];
    heads = new long[size];
    tails = new long[size];
    slots = new short[Integer.highestOneBit(Math.max(size, 1)) * 4];
    Arrays.fill(slots, (short) -1);
    for (int i = 0; i < size; i++) {
      places.put(words.get(i), i);
      byte[] word = words.get(i).getBytes(StandardCharsets.UTF_8);
      spelled[i] = word;
      heads[i] = head(word, 0, word.length);
      tails[i] = tail(word, 0, word.length);
      int slot = slot(heads[i], tails[i], word.length);
      while (slots[slot] >= 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = (short) i;
    }
  }

  /** A table of these words, which are different. */
  public static WordTable of(String... words) {
    return new WordTable(List.of(words));
  }

  /** The word at {@code place}. */
  public String word(int place) {
    return words.get(place);
  }

  /** The place of a word; -1 when the table does not have it. */
  public int find(String word) {
    return places.getOrDefault(word, -1);
  }

  /** The place of the word that these bytes spell; -1 when the table does not have it. */
  public int find(byte[] bytes, int from, int length) {
    long head = head(bytes, from, length);
    long tail = tail(bytes, from, length);
    for (int slot = slot(head, tail, length); ; slot = slot + 1 & slots.length - 1) {
      int place = slots[slot];
      if (place < 0) {
        return -1;
      }
      if (heads[place] == head
          && tails[place] == tail
          && spelled[place].length == length
          && (length <= 2 * Long.BYTES || isAt(spelled[place], bytes, from))) {
        return place;
      }
    }
  }

  private static boolean isAt(byte[] word, byte[] bytes, int from) {
    return Arrays.equals(word, 0, word.length, bytes, from, from + word.length);
  }

  private int slot(long head, long tail, int length) {
    long hash = ((head ^ length) * MIX ^ tail) * MIX;
    return (int) (hash >>> 40) & slots.length - 1;
  }

  /** The first eight bytes; of a shorter word all, with zeros behind. */
  private static long head(byte[] bytes, int from, int length) {
    if (from + Long.BYTES <= bytes.length) {
      long eight = (long) EIGHT_BYTES.get(bytes, from);
      return length >= Long.BYTES ? eight : eight & (1L << length * 8) - 1;
    }
    long head = 0;
    for (int i = 0; i < length; i++) {
      head |= (bytes[from + i] & 0xFFL) << i * 8;
    }
    return head;
  }

  /** The last eight bytes; 0 for a word that has no more than eight. */
  private static long tail(byte[] bytes, int from, int length) {
    return length > Long.BYTES ? (long) EIGHT_BYTES.get(bytes, from + length - Long.BYTES) : 0;
  }
}
