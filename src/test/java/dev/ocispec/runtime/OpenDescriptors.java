package dev.ocispec.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of this process that a terminal takes: terminals, sockets and pipes. */
final class OpenDescriptors {
  private OpenDescriptors() {}

  static List<String> now() {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(OpenDescriptors::target)
          .filter(Objects::nonNull)
          .filter(file -> file.matches("(/dev/(pts/)?ptmx|socket:|pipe:).*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return null; // Closed meanwhile.
    }
  }
}
