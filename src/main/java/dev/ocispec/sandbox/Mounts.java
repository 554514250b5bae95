package dev.ocispec.sandbox;

import dev.ocispec.request.BuildInput;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.spec.Mount;
import java.util.List;

/** What all mounts of a sandbox have in common. */
final class Mounts {
  private Mounts() {}

  static Mount of(String destination, String type, String source, String... options) {
    return of(destination, type, source, List.of(options));
  }

  static Mount of(String destination, String type, String source, List<String> options) {
    return Mount.builder()
        .destination(destination)
        .type(type)
        .source(source)
        .options(options)
        .build();
  }

  /** Where the build sees an input. */
  static String inputDestination(BuildRequest request, BuildInput input) {
    return "/" + request.inputsDir().orElseThrow() + "/" + input.name();
  }

  /** Whether {@code path} is {@code folder} or lies below it; both are clean and absolute. */
  static boolean isAtOrBelow(String path, String folder) {
    int end = folder.length();
    return path.startsWith(folder) && (path.length() == end || path.charAt(end) == '/');
  }
}
