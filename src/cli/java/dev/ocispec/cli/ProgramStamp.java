package dev.ocispec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A program's file as it is now.
 *
 * @param program its path without symbolic links, as a URI, in which no character ends a line
 * @param size its bytes
 * @param changed when its content or anything else of it was last changed; the time of its content
 *     alone can be set back, and package managers do
 */
record ProgramStamp(String program, long size, FileTime changed) {
  /** How programs begin that are no scripts. */
  private static final byte[] ELF = {0x7F, 'E', 'L', 'F'};

  /**
   * The program in a file. Empty when it can't be looked at, and for a script: what that does is
   * told by the programs that it calls, too.
   */
  static Optional<ProgramStamp> of(Path executable) {
    try {
      Path real = executable.toRealPath();
      if (!Files.isRegularFile(real) || !isElf(real)) {
        return Optional.empty();
      }
      Map<String, Object> attributes = Files.readAttributes(real, "unix:size,ctime");
      return Optional.of(
          new ProgramStamp(
              real.toUri().toString(),
              (long) Objects.requireNonNull(attributes.get("size")),
              (FileTime) Objects.requireNonNull(attributes.get("ctime"))));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // Who starts it says what is wrong with it.
    }
  }

  /** All of it in one line. */
  String text() {
    return program + " " + size + " " + changed;
  }

  private static boolean isElf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ELF.length), ELF);
    }
  }
}
