package dev.ocispec.preset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of file systems in memory, of which a later one takes the place of an earlier one. */
final class TmpfsOptions {
  private static final Map<String, String> OPPOSITES = Map.of("ro", "rw", "async", "sync");

  private TmpfsOptions() {}

  /** What remains of the options: the last about each thing. */
  static List<String> merged(Collection<String> options) {
    List<String> backwards = new ArrayList<>(options);
    Collections.reverse(backwards);
    Set<String> said = new HashSet<>();
    Deque<String> kept = new ArrayDeque<>();
    for (String option : backwards) {
      if (said.add(subject(option))) {
        kept.addFirst(option);
      }
    }
    return List.copyOf(kept);
  }

  private static String subject(String option) {
    int value = option.indexOf('=');
    if (value >= 0) {
      return option.substring(0, value);
    }
    String flag = OPPOSITES.getOrDefault(option, option);
    return flag.startsWith("no") ? flag.substring(2) : flag;
  }
}
