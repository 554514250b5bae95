package dev.ocispec.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The variables that this process was started with, as bytes in UTF-8 and in their order. Java's
 * own view has each name once, in no order, and decoded by the locale.
 */
final class RawEnvironment {
  private static final Path ENVIRONMENT = Path.of("/proc/self/environ");

  private RawEnvironment() {}

  /**
   * {@code NAME=value} each; what has no {@code =} is no variable and left out.
   *
   * @throws UsageException when one is no UTF-8, which no configuration can hold
   */
  static List<String> variables() {
    try {
      return parse(Files.readAllBytes(ENVIRONMENT));
    } catch (IOException e) {
      throw new UsageException("cannot read the environment in " + ENVIRONMENT + ": " + e);
    }
  }

  static List<String> parse(byte[] all) {
    List<String> variables = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        String variable = decode(ByteBuffer.wrap(all, from, i - from));
        if (variable.indexOf('=') >= 0) {
          variables.add(variable);
        }
        from = i + 1;
      }
    }
    return variables;
  }

  private static String decode(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString();
    } catch (CharacterCodingException e) {
      String shown = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
      int equals = shown.indexOf('=');
      throw new UsageException(
          "expected variables in UTF-8, found invalid bytes in "
              + (equals < 0 ? shown : shown.substring(0, equals))
              + "; unset it, or set it to text");
    }
  }
}
