package dev.ocispec.bundle;

import dev.ocispec.host.internal.FileKind;
import dev.ocispec.request.ExpectedDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An output held against the digest that was promised.
 *
 * @param expected the promised digest
 * @param actual the output's own, computed in the same way; empty when it has none, since a file
 *     was promised and it is something else
 * @param found what the output is: {@code a file}, {@code a folder} and so on
 */
public record OutputComparison(
    ExpectedDigest expected, Optional<ExpectedDigest> actual, String found) {
  /**
   * {@return what is at {@code path}, compared}
   *
   * @param path a file, symbolic link or folder, which is not followed when it is a link
   * @param expected the promised digest
   * @throws BundleAccessException when something can't be read
   */
  public static OutputComparison of(Path path, ExpectedDigest expected) {
    try {
      FileKind kind = FileKind.of(path);
      boolean computable =
          expected.archive() || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      return new OutputComparison(
          expected,
          computable ? Optional.of(actual(path, expected)) : Optional.empty(),
          kind.toString());
    } catch (IOException e) {
      throw new BundleAccessException("compute the digest of", path, e);
    }
  }

  private static ExpectedDigest actual(Path path, ExpectedDigest expected) throws IOException {
    DigestSink sink = DigestSink.of(expected.algorithm());
    if (expected.archive()) {
      OutputDigest.archive(path, sink);
    } else {
      try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
        in.transferTo(sink);
      }
    }
    return new ExpectedDigest(expected.archive(), expected.algorithm(), sink.hex());
  }

  /** {@return whether the promise was kept} */
  public boolean holds() {
    return actual.filter(expected::equals).isPresent();
  }

  /** {@return both digests as a clause: {@code expected sha256:…, found sha256:…}} */
  public String inWords() {
    return "expected "
        + expected
        + ", found "
        + actual
            .map(ExpectedDigest::toString)
            .orElseGet(() -> found + ", of which only a digest with nar: can be promised");
  }
}
