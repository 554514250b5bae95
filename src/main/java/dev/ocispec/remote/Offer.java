package dev.ocispec.remote;

/** Something that an engine offers, for as long as it does not turn out that it lacks it. */
final class Offer {
  private volatile boolean stands;

  Offer(boolean stands) {
    this.stands = stands;
  }

  boolean stands() {
    return stands;
  }

  /** The engine lacks it after all. */
  void withdraw() {
    stands = false;
  }
}
