package dev.ocispec.runtime;

/** Short waits between two looks at something. */
final class Pauses {
  private Pauses() {}

  /**
   * Waits.
   *
   * @throws CallInterruptedException when the thread is interrupted, which it stays
   */
  static void millis(long millis, CallReport call) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallInterruptedException("interrupted while waiting", call);
    }
  }
}
