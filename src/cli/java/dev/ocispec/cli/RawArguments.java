package dev.ocispec.cli;

import dev.ocispec.host.internal.PathBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as the process received them. Java decodes them by the locale, and where that is
 * not UTF-8, as in services and containers, replaces what it cannot decode, so that a command other
 * than the one given would run.
 */
final class RawArguments {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private RawArguments() {}

  /**
   * The arguments, decoded as UTF-8 whatever the locale.
   *
   * @throws UsageException when one is not UTF-8, or when the bytes cannot be determined
   */
  static String[] of(String[] decoded) {
    if (isAscii(decoded)) {
      return decoded;
    }
    List<byte[]> raw = read();
    if (raw.size() < decoded.length) {
      throw new UsageException(
          "cannot determine the exact bytes of the arguments on this system; set LC_ALL=C.UTF-8");
    }
    List<byte[]> own = raw.subList(raw.size() - decoded.length, raw.size());
    String[] exact = new String[decoded.length];
    for (int i = 0; i < exact.length; i++) {
      exact[i] = decode(own.get(i), i + 1);
    }
    return exact;
  }

  private static boolean isAscii(String[] arguments) {
    for (String argument : arguments) {
      if (!PathBytes.isAscii(argument)) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> read() {
    try {
      byte[] all = Files.readAllBytes(COMMAND_LINE);
      List<byte[]> arguments = new ArrayList<>();
      int from = 0;
      for (int i = 0; i < all.length; i++) {
        if (all[i] == 0) {
          arguments.add(Arrays.copyOfRange(all, from, i));
          from = i + 1;
        }
      }
      return arguments;
    } catch (IOException e) {
      return List.of(); // No Linux: the caller says what to do.
    }
  }

  private static String decode(byte[] argument, int number) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(argument)).toString();
    } catch (CharacterCodingException e) {
      throw new UsageException(
          "expected arguments in UTF-8, found invalid bytes in argument "
              + number
              + ": "
              + new String(argument, StandardCharsets.UTF_8));
    }
  }
}
