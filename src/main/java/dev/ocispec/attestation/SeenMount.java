package dev.ocispec.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of {@code /proc/self/mountinfo}.
 *
 * @param place where it is mounted
 * @param options its own options
 * @param type its file system
 */
record SeenMount(String place, Set<String> options, String type) {
  private static final int PLACE = 4;
  private static final int OPTIONS = 5;

  /** Stands between optional fields and the file system's type. */
  private static final String SEPARATOR = "-";

  /** Reads a line; empty when it is none of that file. */
  static Optional<SeenMount> parse(String line) {
    List<String> fields = List.of(line.split(" "));
    int separator = fields.indexOf(SEPARATOR);
    return separator <= OPTIONS || separator + 1 >= fields.size()
        ? Optional.empty()
        : Optional.of(
            new SeenMount(
                unescape(fields.get(PLACE)),
                Set.of(fields.get(OPTIONS).split(",")),
                fields.get(separator + 1)));
  }

  /** The kernel writes spaces, tabs, line feeds and backslashes as octal numbers. */
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  @Override
  public String toString() {
    return "mounted with " + options.stream().sorted().toList();
  }
}
