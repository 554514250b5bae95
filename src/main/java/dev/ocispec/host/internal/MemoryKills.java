package dev.ocispec.host.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How often the kernel has killed a process because memory ran out, of the host or of a group. */
public final class MemoryKills {
  private static final String NAME = "oom_kill ";

  private MemoryKills() {}

  /** Since the host was started; empty where the kernel does not count them. */
  public static OptionalLong onHost() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/vmstat"))) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .mapToLong(line -> Long.parseLong(line.substring(NAME.length()).strip()))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
