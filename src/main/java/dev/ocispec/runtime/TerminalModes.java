package dev.ocispec.runtime;

import dev.ocispec.host.internal.HostProcess;
import dev.ocispec.host.internal.UninterruptedWait;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The modes of the terminal that is this process' standard input (echo, line editing, signals by
 * key), as {@code stty} writes and reads them: Java has no call for them.
 *
 * @param text one word
 */
record TerminalModes(String text) {
  /** A stopped stty, when someone else has the terminal by then, is not waited for any longer. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The modes now; empty when they can't be told, so that they can't be put back. */
  static Optional<TerminalModes> save() {
    return stty("-g").filter(text -> text.matches("[0-9a-zA-Z=:-]+")).map(TerminalModes::new);
  }

  /** The terminal's size; empty when it can't be told, or nobody has set any. */
  static Optional<TerminalSize> size() {
    return stty("size")
        .filter(text -> text.matches("[1-9][0-9]{0,4} [1-9][0-9]{0,4}"))
        .map(text -> text.split(" "))
        .map(rowsColumns -> new TerminalSize(number(rowsColumns[1]), number(rowsColumns[0])));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** Puts them back. */
  void restore() {
    stty(text);
  }

  private static Optional<String> stty(String argument) {
    try {
      Process process =
          HostProcess.of(List.of("stty", argument))
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      if (!UninterruptedWait.forEnd(process, LIMIT)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      byte[] output = process.getInputStream().readNBytes(1000);
      return process.exitValue() == 0
          ? Optional.of(new String(output, StandardCharsets.UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // There is no stty, or nothing to be had from it.
    }
  }
}
