package dev.ocispec.request;

import dev.ocispec.report.internal.ForeignText;
import java.util.List;

/** The part of a request that promises what its outputs will contain. */
public interface OutputPromises {
  /** {@return files and folders that the command must leave} */
  List<String> outputs();

  /**
   * {@return the digests that outputs are promised to have, in the given order; none by default} A
   * build whose output differs fails.
   */
  List<ExpectedOutput> outputDigests();

  /**
   * {@return whether there are outputs and the digest of each is promised, so that it does not
   * matter where the build gets them from}
   */
  default boolean isFixedOutput() {
    return !outputs().isEmpty() && outputDigests().size() == outputs().size();
  }

  /**
   * Collects promises.
   *
   * @param <B> the builder that they are collected by
   */
  interface Builder<B> {
    /**
     * Replaces the promised digests.
     *
     * @param promises one for each output whose contents are known before
     * @return this builder
     */
    B outputDigests(Iterable<? extends ExpectedOutput> promises);

    /**
     * Appends a promised digest.
     *
     * @param promise an output and its digest
     * @return this builder
     */
    B addOutputDigest(ExpectedOutput promise);

    /**
     * Appends a promised digest.
     *
     * @param output one of the outputs
     * @param digest as {@link ExpectedDigest#of(String)} reads it, for instance {@code sha256:…}
     * @return this builder
     * @throws IllegalArgumentException when it is no digest
     */
    default B addOutputDigest(String output, String digest) {
      return addOutputDigest(
          new ExpectedOutput(
              output,
              ExpectedDigest.of(digest)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "expected a digest such as sha256:…, found \""
                                  + ForeignText.shown(digest)
                                  + "\""))));
    }
  }
}
