package dev.ocispec.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** How large outputs are. */
final class OutputSizes {
  private OutputSizes() {}

  /** What is wrong with the outputs' size; empty when nothing is. */
  static Optional<LimitReached> check(List<BuildOutput> outputs, OptionalLong limit) {
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    long size = of(outputs);
    return size <= limit.getAsLong()
        ? Optional.empty()
        : Optional.of(
            new LimitReached(
                ReasonCode.OUTPUT_LIMIT,
                "its outputs have "
                    + size
                    + " bytes, more than the limit of "
                    + limit.getAsLong()
                    + " that SandboxLimits.outputBytes (--output-size) sets"));
  }

  /** The bytes of all files; one below another output counts once. */
  static long of(List<BuildOutput> outputs) {
    AtomicLong sum = new AtomicLong();
    for (BuildOutput output : outputs) {
      boolean below =
          outputs.stream().anyMatch(other -> output.path().startsWith(other.path() + "/"));
      if (!below) {
        output.hostPath().ifPresent(place -> add(place, sum));
      }
    }
    return sum.get();
  }

  private static void add(Path place, AtomicLong sum) {
    try {
      Files.walkFileTree(
          place,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                sum.addAndGet(attributes.size());
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
