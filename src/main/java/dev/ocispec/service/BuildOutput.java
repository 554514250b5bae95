package dev.ocispec.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One output of a build.
 *
 * @param path its path in the container, relative to the root, as in the request
 * @param hostPath where it is on the host: in the folder for outputs, or in the bundle when that is
 *     kept; else empty
 * @param references the needles of the request that occur in it, in the request's order
 * @param digest its digest, see {@link dev.ocispec.bundle.OutputDigest}, when the build was to be
 *     attested
 * @param leavingLinks the symbolic links in it that lead out of the build's outputs, in the order
 *     of their paths
 * @param contentDigest its digest in the form in which one was promised, see {@link
 *     dev.ocispec.request.ExpectedDigest}; empty when none was, or when it has none of that form
 */
public record BuildOutput(
    String path,
    Optional<Path> hostPath,
    List<String> references,
    Optional<String> digest,
    List<LeavingLink> leavingLinks,
    Optional<String> contentDigest) {
  /**
   * Copies the lists.
   *
   * @param path its path in the container, relative to the root, as in the request
   * @param hostPath where it is on the host; empty when it was not asked to be kept
   * @param references the needles of the request that occur in it, in the request's order
   * @param digest its digest, see {@link dev.ocispec.bundle.OutputDigest}, when the build was to be
   *     attested
   * @param leavingLinks the symbolic links in it that lead out of the build's outputs
   * @param contentDigest its digest in the form in which one was promised
   */
  public BuildOutput {
    references = List.copyOf(references);
    leavingLinks = List.copyOf(leavingLinks);
  }

  /**
   * An output in which no link leads out, and of which no digest was promised.
   *
   * @param path its path in the container, relative to the root, as in the request
   * @param hostPath where it is on the host; empty when it was not asked to be kept
   * @param references the needles of the request that occur in it, in the request's order
   * @param digest its digest, when the build was to be attested
   */
  public BuildOutput(
      String path, Optional<Path> hostPath, List<String> references, Optional<String> digest) {
    this(path, hostPath, references, digest, List.of(), Optional.empty());
  }

  /** The same without a place on the host, because that is about to be removed. */
  BuildOutput withoutHostPath() {
    return new BuildOutput(path, Optional.empty(), references, digest, leavingLinks, contentDigest);
  }

  /** The same at another place on the host. */
  BuildOutput at(Path place) {
    return new BuildOutput(
        path, Optional.of(place), references, digest, leavingLinks, contentDigest);
  }
}
