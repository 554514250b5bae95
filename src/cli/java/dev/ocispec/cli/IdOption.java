package dev.ocispec.cli;

/** An option that names a user or a group by number. */
final class IdOption {
  private static final long LARGEST = 0xFFFFFFFFL;

  private IdOption() {}

  static long of(String option, String text) {
    if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > LARGEST) {
      throw new UsageException(option + ": expected an id from 0 to 4294967295, found " + text);
    }
    return Long.parseLong(text);
  }
}
