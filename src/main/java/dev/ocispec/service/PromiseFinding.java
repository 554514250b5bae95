package dev.ocispec.service;

import java.util.Optional;

/**
 * Whether a promise of the sandbox holds on this machine.
 *
 * @param promise the promise
 * @param verdict whether it holds
 * @param finding what was found, in one line
 * @param remedy what to do about it; empty where it is kept
 */
public record PromiseFinding(
    SandboxPromise promise, Verdict verdict, String finding, Optional<String> remedy) {

  /** Whether a promise holds. */
  public enum Verdict {
    /** It does. */
    KEPT("kept"),
    /** Builds run, and some of it holds. */
    IN_PART("in-part"),
    /** It does not, or no build runs. */
    NOT_KEPT("not-kept");

    private final String id;

    Verdict(String id) {
      this.id = id;
    }

    /** {@return the name in documents, for instance {@code in-part}; it never changes} */
    public String id() {
      return id;
    }
  }

  static PromiseFinding kept(SandboxPromise promise, String finding) {
    return new PromiseFinding(promise, Verdict.KEPT, finding, Optional.empty());
  }

  static PromiseFinding inPart(SandboxPromise promise, String finding, String remedy) {
    return new PromiseFinding(promise, Verdict.IN_PART, finding, Optional.of(remedy));
  }

  static PromiseFinding notKept(SandboxPromise promise, String finding, String remedy) {
    return new PromiseFinding(promise, Verdict.NOT_KEPT, finding, Optional.of(remedy));
  }
}
